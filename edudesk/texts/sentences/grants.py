"""Sentences about papers, limits, eligibility, recognition and allowances."""

SENTENCES = {
    "scheme.owed.papers": "{missing} missing: {what}",
    "scheme.owed.evidence-other": "Papers are missing with {count} records; please add them by {until}",
    "scheme.owed.evidence-other-overdue": "Papers are missing with {count} records. Please add them as soon as you can",
    "scheme.owed.limit-stage": "{schools}: another stage than the helper's, at most {high} allowed",
    "scheme.owed.limit-location": "{schools}: another kind of place than the helper's, at most {high} allowed",
    "scheme.note.length-unknown": "{count} of these papers have no length entered; at least {least} characters are asked for.",
    "scheme.note.no-stay": "Nobody is on a stay in this term yet.",
    "scheme.note.no-pair": "No mentor pair runs in this term yet.",
    "scheme.note.nothing-given": "Nothing was given in this term yet.",
    "scheme.near.too-short": "{count} characters, at least {least} are asked for",
}
