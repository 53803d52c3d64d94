"""Sentences about the archive, its records and the disk under it."""

SENTENCES = {
    "archive.none": "There is no EduDesk archive in {path}. Check the folder, or make a new archive there.",
    "archive.exists": "There is already an EduDesk archive in {path}. It was left as it is; choose another folder.",
    "archive.not-empty": "The folder {path} is not empty. Nothing was changed; choose an empty or a new folder.",
    "archive.locked": "The archive in {path} is open in another EduDesk window. Close that one, then try again.",
    "archive.foreign": "This database was not made by EduDesk. It was left as it is.",
    "archive.newer": "This archive was written by a newer EduDesk (format {version}, this program knows {known}). "
    "It was left as it is; please update the program.",
    "archive.damaged": "The database {path} is damaged. Nothing was written to it. Restore the last backup: edudesk restore.",
    "archive.read-only": "Nothing can be written in {path}. Check that the disk or stick is not write-protected.",
    "archive.unreadable": "{path} cannot be opened. Check that the disk or stick is there, then try again.",
    "archive.setting": "The database does not accept the safe setting {name} (wanted {wanted}, got {got}). "
    "Nothing was written.",
    "archive.no-holder": "This archive does not yet say which school it belongs to. Make it anew with edudesk new.",
    "disk.full": "The disk is full. Nothing was half saved: {path} is as it was before. Make room, then try again.",
    "disk.denied": "“{path}” cannot be written. If it is open in another program, close it there and try again; otherwise choose another folder. What was there before is unchanged.",
    "disk.failed": "The disk did not answer as it should ({path}: {reason}). What was saved before is kept.",
    "record.none": "This record is not in the archive.",
    "record.not-ours": "This record belongs to another school and can only be read here. "
    "You can add a note of your own to it.",
    "undo.none": "This step is not in the history.",
    "undo.built-on": "Records changed again since then: {count}. Nothing was changed. Undo the later steps first.",
    "field.required": "{field} is missing.",
    "field.unknown": "There is no field named {field}.",
    "field.kind": "{field} cannot be “{value}”.",
    "field.form": "{field} is not written as it should be: “{value}”.",
    "field.number": "{field} takes a number with at most two decimals, not “{value}”.",
    "field.choice": "{field} does not know “{value}”. Choose one of the given words.",
    "field.order": "{last} lies before {first}.",
    "field.too-long": "{field} is longer than {longest} characters. Write it shorter; a long text can be attached as a file.",
}
