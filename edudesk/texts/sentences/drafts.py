"""Sentences about unsaved work that was found again."""

SENTENCES = {
    "drafts.damaged": "One piece of unsaved work cannot be read. It was set aside as {path}; saved records are not affected.",
    "drafts.unreadable": "One piece of unsaved work cannot be read now ({reason}): {path}. It was left where it is.",
    "drafts.newer": "One piece of unsaved work was written by a newer EduDesk. It was left as it is: {path}",
}
