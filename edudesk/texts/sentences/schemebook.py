"""Sentences about scheme files: their format, building on another, comparing, checking, keeping one's own."""

SENTENCES = {
    "scheme.newer-format": "The scheme is written in the format {found}, which is newer than this program; it reads up to {wanted}. Please update EduDesk. Nothing was changed.",
    "scheme.too-big": "The file has {size} MB; a scheme has at most {most} MB. Nothing was taken from it.",
    "scheme.too-deep": "Tables and lists lie more than {most} deep inside each other. Please write it in a flatter way.",
    "scheme.too-many-rules": "There are {count} rules; a scheme has at most {most}. Please make two schemes of it.",
    "scheme.too-many-settings": "There are {count} settings; a scheme has at most {most}.",
    "scheme.not-composed": "The file only changes another scheme ({base}), which has to be put in first.",
    "scheme.builds-on-nothing": "{field} changes another scheme, but builds_on does not name any. Please add it or take {field} out.",
}
