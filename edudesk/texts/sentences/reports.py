"""Sentences about reports and forms."""

SENTENCES = {
    "report.suffix": "A report can be written as {known}; {suffix} is none of these. Nothing was written.",
    "report.missing-characters": "The bundled fonts have no {characters}; it stands as 〓 in the PDF and can still be searched. The record keeps what was typed.",
    "report.unreadable-pictures": "{count} pictures cannot be opened and were left out: {captions}. The originals in the archive were not touched.",
    "report.kind": "There is no report called {name}. Choose one of: {known}.",
    "report.record": "This report is about one record. There are:\n{known}",
    "cli.option.report.record": "To name one: --record",
    "report.handover": "This paper is about one package. Packages handed over:\n{known}",
    "cli.option.report.handover": "To name one: --record",
    "report.volume": "This paper is about one volume, named exactly as one of these:\n{known}",
    "cli.option.report.volume": "To name the volume: --volume",
    "report.nothing": "There is nothing to print for {name} yet. Nothing was written.",
}
