"""Words of the generic form's page."""

SENTENCES = {
    "make.title-new": "Add: {type}",
    "make.title-edit": "Edit: {type}",
    "make.save": "Save",
    "make.saving": "Saving…",
    "make.cancel": "Cancel",
    "make.papers": "Photos, files",
    "make.foot": "What is not known yet can stay empty.",
    "make.keeping": "Saving the draft…",
    "make.kept": "Draft saved {time}",
    "make.resumed": "Going on with a draft",
    "make.waiting": "“{title}” was begun and not saved.",
    "make.waiting-untitled": "One was begun and not saved.",
    "make.go-on": "Go on writing",
    "make.saved": "Saved",
    "make.dropped": "Not saved",
    "make.not-ours": "{owner} recorded this. It can only be read here.",
    "make.give-up": "Throw away what was written?",
    "make.give-up-words": "It is not saved yet.",
    "make.give-up-drop": "Throw it away",
    "make.give-up-stay": "Go on writing",
}
