"""Sentences about the photos and papers of a record: taking in, showing, opening."""

SENTENCES = {
    "papers.taking": "Adding files: {count}",
    "papers.pasted": "pasted picture {time}",
    "papers.refused": "{name}: {reason}",
    "papers.refused-several": "Left out, {count}: {names}. {reason}",
    "papers.refused-many": "Left out, {count}: {names} and others. {reason}",
    "papers.and": ", ",
    "papers.already": "{name} is there already.",
    "papers.choose-files": "Choose photos or files",
    "papers.picture": "Photo or file",
    "papers.kind": "Kind",
    "papers.taken": "taken on {day}",
    "papers.previous": "Previous",
    "papers.next": "Next",
    "papers.take-out": "Take it out",
    "papers.done": "Done",
    "papers.no-picture": "This file is not a picture.",
    "papers.open-original": "Open the original",
}
