"""Sentences about papers that are printed."""

SENTENCES = {
    "printing.print": "Print",
    "printing.of-term": "Prints the term that is looked at",
    "printing.as.pdf": "{paper} (PDF)",
    "printing.as.docx": "{paper} (Word)",
    "printing.as.xlsx": "{paper} (Excel)",
    "printing.save": "Save the paper",
    "printing.saved": "Saved: {name}",
    "printing.agreement": "Print the agreement",
    "printing.handover-slip": "Hand-over slip",
    "printing.donation-list": "Register of donations",
    "printing.achievement-list": "List of achievements",
}
