"""Sentences about scheme files: their format, building on another, comparing, checking, keeping one's own."""

SENTENCES = {
    "scheme.newer-format": "The scheme is written in the format {found}, which is newer than this program; it reads up to {wanted}. Please update EduDesk. Nothing was changed.",
    "scheme.too-big": "The file has {size} MB; a scheme has at most {most} MB. Nothing was taken from it.",
    "scheme.too-deep": "Tables and lists lie more than {most} deep inside each other. Please write it in a flatter way.",
    "scheme.too-many-rules": "There are {count} rules; a scheme has at most {most}. Please make two schemes of it.",
    "scheme.too-many-settings": "There are {count} settings; a scheme has at most {most}.",
    "scheme.not-composed": "The file only changes another scheme ({base}), which has to be put in first.",
    "scheme.builds-on-nothing": "{field} changes another scheme, but builds_on does not name any. Please add it or take {field} out.",
    "scheme.no-base": "The scheme {base} that this one builds on does not come with the program and is not among your own. Please import it first.",
    "scheme.other-base": "It builds on {base} {wanted}; what is put in is version {has}. Please look through what is changed.",
    "scheme.builds-in-circles": "The schemes build on each other in a circle: {chain}.",
    "scheme.builds-too-far": "At most {most} schemes may build on each other: {chain}.",
    "scheme.set-unknown": "The other scheme has no setting {value}.",
    "scheme.set-unknown-guess": "The other scheme has no setting {value}. Did you mean {guess}?",
    "scheme.change-unknown": "The other scheme has no rule {value}.",
    "scheme.change-unknown-guess": "The other scheme has no rule {value}. Did you mean {guess}?",
    "scheme.change-id": "A rule keeps its id when it is changed. Please take the id out, or drop the rule and add another.",
    "scheme.change-choose": "A setting chooses between several forms of {field} here. Please write {field} as a whole, or change the forms in {field}.when.",
    "scheme.changed-and-dropped": "The rule {value} is changed and dropped at once. Please keep one of them.",
    "scheme.sentence-unchanged": "{what} is changed, but the sentence is still the old one. Please give the new sentence, or write sentence_kept = true when it stays true.",
}
