"""Sentences that stand on a printed list."""

SENTENCES = {
    "listing.filter": "Only: {words}",
    "listing.total": "{count} in all",
}
