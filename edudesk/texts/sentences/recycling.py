"""Sentences about deleting, bringing back, and taking steps back."""

SENTENCES = {
    "recycling.along": "Goes along and comes back with it: {label}, {count}.",
    "recycling.used": "“{title}” is still used ({types}; records: {count}). Nothing was deleted; change or delete those first.",
    "recycling.foreign": "“{title}” was recorded by another school and can only be read here. It was left as it is.",
    "recycling.holder": "“{title}” is our own school. It cannot be deleted.",
    "recycling.undo": "Undo: {step}",
    "recycling.redo": "Redo: {step}",
    "recycling.step-create": "add {what}",
    "recycling.step-edit": "change {what}",
    "recycling.step-delete": "delete {what}",
    "recycling.step-restore": "bring back {what}",
    "recycling.step-bring-back": "bring back an earlier {what}",
    "recycling.step.records.delete": "delete records",
    "recycling.step.records.restore": "bring back records",
    "recycling.step.evidence.attach": "attach files",
    "recycling.step.import": "import a table",
    "recycling.step.scheme.adopt": "adopt a scheme",
    "recycling.step.archive.set-up": "set up the archive",
    "recycling.step.archive.found": "make the archive",
    "recycling.step.handover.create": "build a package",
    "recycling.step.other": "a change",
}
