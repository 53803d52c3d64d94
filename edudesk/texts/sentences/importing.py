"""Sentences about tables offered for bulk entry."""

SENTENCES = {
    "table.not-a-file": (
        "“{name}” is a folder or a device, not a file. Please choose the workbook itself. Nothing was changed."
    ),
    "table.all-hidden": (
        "Every sheet of “{name}” that holds something is hidden. "
        "Show the sheet in Excel or WPS, save and try again. Nothing was changed."
    ),
    "table.missing": "There is no file “{name}”. Please check its name and place.",
    "table.busy": (
        "“{name}” cannot be read ({reason}). If it is open in another program, close it there and try again."
    ),
    "table.no-reader": "“{name}” cannot be read, because the system starts no further program. "
    "Please close other programs and try again.",
    "table.empty": "“{name}” holds nothing that could be taken in. Nothing was changed.",
    "table.not-a-workbook": (
        "“{name}” is no table that can be read (.xlsx, .xls, .et, .csv). "
        "If it opens in Excel or WPS, save it there as .xlsx and choose that file. Nothing was changed."
    ),
    "table.web-page": (
        "“{name}” is really a web page or XML, not a workbook. "
        "Open it in Excel or WPS, save it as .xlsx and choose that file. Nothing was changed."
    ),
    "table.password": (
        "“{name}” is protected by a password. "
        "Open it in Excel or WPS, remove the password, save it and try again. Nothing was changed."
    ),
    "table.damaged": (
        "“{name}” is damaged and cannot be read. Try to open it in Excel or WPS and save it anew, "
        "or ask for the file again. Nothing was changed."
    ),
    "table.too-large": (
        "“{name}” is too large: at most {rows} rows, {columns} columns and {megabytes} MB unpacked. "
        "Please split it, or delete what was typed by mistake far below or far to the right. "
        "Nothing was changed."
    ),
    "table.quotes": (
        "In “{name}” the quotation marks near line {line} do not close. "
        "Please correct them, or save the table as .xlsx. Nothing was changed."
    ),
    "table.no-headings": (
        "In “{name}” no row of headings was found that EduDesk knows, such as 姓名, 学校名称, 主题. "
        "Please check the headings, or say what kind of records the table holds. Nothing was changed."
    ),
    "table.no-rows": (
        "“{name}” has headings and nothing filled in below them. Fill in the rows and try again. "
        "Nothing was changed."
    ),
    "cell.day": "“{value}” cannot be read as a date. Write it such as 2025-09-23.",
    "cell.day-without-year": "“{value}” has no year. Write the whole date, such as 2025-09-23.",
    "cell.month": "“{value}” cannot be read as a month. Write it such as 2025-09.",
    "cell.clock": "“{value}” cannot be read as a time. Write it such as 8:30 or 8:30-9:10.",
    "cell.number": "“{value}” cannot be read as a number. Write the number alone, such as 2.",
    "cell.whole": "“{value}” is not a whole number. Write it such as 35.",
    "cell.negative": "“{value}” is below zero. Write how many there were.",
    "cell.yes-no": "“{value}” cannot be read as yes or no. Write 是 or 否.",
    "cell.choice": "“{value}” is not among the choices. Choose one of: {offered}.",
    "cell.choice-near": "“{value}” is not among the choices. Perhaps “{near}” is meant.",
    "cell.scores": (
        "“{value}” cannot be read as a score. Write indicator, points and how many, such as 2.3 4.5分 2处."
    ),
    "cell.error": "The cell shows the error {value}. Please correct it in the table.",
    "cell.formula": (
        "The cell's formula has no result yet. Open the table in Excel or WPS, save it and try again."
    ),
    "cell.precision": (
        "“{value}” has lost its last digits in the spreadsheet. Format the cell as text and type the number anew."
    ),
    "cell.unknown-name": "Nothing is known under the name “{value}”. Check the name, or enter it first.",
    "cell.several": "{count} records are named “{value}”. Write the name so that only one is meant.",
    "cell.several-people": (
        "{count} people on the roster are named “{value}”. Write the school in brackets: {value}（学校）."
    ),
    "cell.which-community": (
        "These schools belong to {count} communities together. Fill in the column 共同体 to say which is meant."
    ),
    "row.not-ours": "This record belongs to another school and can only be changed there. Leave the row as it was.",
    "file.missing": (
        "The file “{name}” was not found beside the table. Put it into the same folder, or correct its name."
    ),
    "file.outside": (
        "The file “{name}” lies outside the table's folder. Put a copy beside the table and write its name alone."
    ),
    "file.changed": "The file “{name}” was changed meanwhile. Please try again. Nothing was changed in the archive.",
    "import.row": "Sheet “{sheet}”, row {row}",
    "import.at": "{place}: {what}",
    "import.near": "{type} “{title}” is much like {near}. Say whether it is the same or a new one.",
    "import.not-all-well": (
        "Rows of “{name}” that need a look first: {count}. Nothing was changed. Mend them, or take in only the good rows."
    ),
    "import.no-such-answer": (
        "The answer for row {row} of sheet “{sheet}” fits none of the records offered. Nothing was changed."
    ),
    "import.near-differs": "{title} (other {fields})",
    "import.no-column": (
        "Sheet “{sheet}” has no column for {column}. If it stands there under another heading, "
        "say which one it is."
    ),
    "import.unmatched": "Sheet “{sheet}”: the columns {headings} are not taken in.",
    "import.guessed": "Sheet “{sheet}”: the column “{heading}” is taken for {column}.",
    "import.hidden": "Sheet “{sheet}” is hidden and is not taken in.",
    "import.unread": "Sheet “{sheet}” has no headings that are known and is not taken in.",
    "import.new-words": (
        "New words for {field}: {words}. They are kept as they are and count only where the scheme knows them."
    ),
    "import.place": "{sheet}, row {row}",
    "import.place-row": "Row {row}",
    "import.count-person": "people {count}",
    "import.count-school": "schools {count}",
    "import.count-activity": "activities {count}",
    "import.count-record": "other records {count}",
    "import.count-row": "rows {count}",
    "import.comma": ", ",
    "import.repeat": "Stands in the table already",
    "import.named-only": "Named in the table, not known yet",
    "import.changes": "Changes {fields}",
    "import.files": "Files: {count}",
    "import.is-same": "As it is known",
    "import.is-new": "New: {type}",
}
