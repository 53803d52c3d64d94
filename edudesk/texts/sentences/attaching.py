"""Sentences about files that are attached to records; they point out, they never accuse."""

SENTENCES = {
    "attaching.again": "This file is already attached to “{title}”. It was not attached twice.",
    "attaching.other-day": "{name} was taken on {taken}, the record is dated {first}. It was attached; please check which day is right.",
    "attaching.same-picture": "{name} is also attached to “{title}”. It was attached here too; please check that this is meant.",
    "attaching.alike-picture": "{name} looks like a picture attached to “{title}”. It was attached; please check that this is meant.",
}
