"""Words of the page 计划."""

SENTENCES = {
    "planpage.not-yet": "does not count as it is written",
}
