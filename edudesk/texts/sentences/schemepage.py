"""Words of the page 方案 that are not part of a rule."""

SENTENCES = {
    "schemepage.title": "Scheme",
    "schemepage.rules": "Rules of the scheme",
    "schemepage.community": "Community",
    "schemepage.read-only": "Built in, read only",
    "schemepage.open": "Open",
    "schemepage.waiting": "No scheme chosen yet",
    "schemepage.waiting-why": "{communities}: no scheme yet. Once one is chosen, what is done and what is owed is counted here.",
    "schemepage.waiting-step": "Choose a scheme",
    "schemepage.nobody": "No partner school yet",
    "schemepage.nobody-why": "A scheme belongs to a community. Say first whom the school works with.",
    "schemepage.nobody-step": "Name partner schools",
}
