"""Words of 首页 that are not part of its view."""

SENTENCES = {
    "homepage.owed": "Still owed",
    "homepage.done": "Done",
    "homepage.done-or-lost": "Done, and past mending",
    "homepage.done-hint": "Open any to see the records that count",
    "homepage.latest": "Latest",
    "homepage.next": "What comes next",
    "homepage.calendar": "Calendar",
    "homepage.gaps": "Evidence to add",
    "homepage.pairs": "Mentor pairs",
    "homepage.pairs-done": "Every pair has met this month.",
    "homepage.scores": "Self-check",
    "homepage.scores-all": "Open",
    "homepage.waiting": "No session yet",
    "homepage.filter": "Show only: {what}",
    "homepage.more-groups": "{count} more",
    "homepage.more-rules": "More rules: {count}",
}
