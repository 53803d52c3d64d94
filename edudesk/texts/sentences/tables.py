"""Words of the parts that pages share: tables, photo strip, busy card, errors."""

SENTENCES = {
    "tables.columns": "Columns",
    "tables.sort": "Sort by",
    "tables.chosen": "{count} chosen",
    "tables.clear": "Clear choice",
    "tables.all": "Choose all",
    "tables.photos": "Photos, files",
    "tables.add": "Add",
    "tables.drop": "or drop or paste here",
    "tables.remove": "Take out",
    "tables.caption": "Caption",
    "tables.caption-hint": "What the picture shows",
    "tables.cancel": "Cancel",
    "tables.stopping": "Stopping…",
    "tables.progress-files": "{done}/{total} files",
    "tables.progress-bytes": "{done}/{total} MB",
    "tables.progress-steps": "{done}/{total}",
    "tables.and-left": "{said}, {left} left",
    "tables.seconds": "{count} s",
    "tables.minutes": "{count} min",
    "tables.details": "Details",
}
