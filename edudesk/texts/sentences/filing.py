"""Words of filing and of the page of the archive."""

SENTENCES = {
    "filing.pattern-item": "The pattern needs {{件号}} once, such as {{件号:4}}.",
    "filing.pattern-word": "The pattern cannot say {word}. It can say: {known}.",
    "filing.pattern-brace": "In the pattern a bracket is open: write every part as in {{年度}}.",
    "filing.nothing": "There is nothing to file: these have a number already or belong to another school.",
    "filing.taken": "{number} is already the number of “{title}”. Begin with another number.",
    "filing.free-volume": "“{name}” was named freely, so it has no numbers to count through.",
    "filing.nothing-filed": "There is nothing filed here yet. File documents first, then print.",
    "filing.found-twice": "{number} stands on several documents: {titles}. Change the number of one of them.",
    "filing.found-hole": "{count} numbers missing in {volume}: {numbers}. File something there, or renumber the volume.",
    "filing.found-bare": "{count} filed documents without a file: {titles}. Open them and add the scan.",
    "filing.found-unpaged": "The pages of {count} filed documents are not entered. They are needed for the contents of a volume.",
    "filing.found-ended": "The retention of {count} documents has ended. They are only shown, nothing is done about them.",
    "recycling.step.document.file": "file documents",
    "recycling.step.document.take-out": "take documents out of their volume",
    "recycling.step.document.renumber": "renumber a volume",
    "recycling.step.document.add": "add documents",
}
