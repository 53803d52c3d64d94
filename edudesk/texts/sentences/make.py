"""Words of the generic form's page."""

SENTENCES = {
    "make.title-new": "New: {type}",
    "make.title-edit": "Change: {type}",
    "make.save": "Save",
    "make.saving": "Saving…",
    "make.cancel": "Cancel",
    "make.papers": "Photos and files",
    "make.foot": "What is not known yet can stay empty.",
    "make.keeping": "Keeping a draft…",
    "make.kept": "Draft kept {time}",
    "make.resumed": "Going on with a draft",
    "make.waiting": "“{title}” was begun and not saved.",
    "make.waiting-untitled": "One was begun and not saved.",
    "make.go-on": "Go on with it",
    "make.saved": "Saved",
    "make.dropped": "Draft dropped",
    "make.not-ours": "{owner} wrote this. It can be read here, not changed.",
    "make.give-up": "Leave without saving?",
    "make.give-up-words": "What was written here is dropped. Staying keeps it.",
    "make.give-up-drop": "Drop it",
    "make.give-up-stay": "Go on writing",
}
