"""Words of the recycle bin."""

SENTENCES = {
    "bin.title": "Recycle bin",
    "bin.words": "What was deleted stays here and can be brought back at any time.",
    "bin.type": "Kind",
    "bin.what": "What",
    "bin.when": "Deleted",
    "bin.who": "By",
    "bin.along": "with {parts}",
    "bin.part": "{count} {label}",
    "bin.total": "{count} in all",
    "bin.chosen": "{count} chosen",
    "bin.restore": "Bring back",
    "bin.restored": "Brought back: {count}",
    "bin.empty": "The recycle bin is empty",
    "bin.empty-words": "What is deleted comes here first.",
    "bin.nothing": "Tick what is to come back",
    "bin.restore-one": "Bring this back?",
    "bin.restore-words": "“{title}” goes back to where it was.",
    "bin.leave": "Not now",
    "bin.foreign": "another school's",
}
