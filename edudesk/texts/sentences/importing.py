"""Sentences about tables offered for bulk entry."""

SENTENCES = {
    "table.missing": "There is no file “{name}”. Please check its name and place.",
    "table.busy": (
        "“{name}” cannot be read ({reason}). If it is open in another program, close it there and try again."
    ),
    "table.no-reader": "“{name}” cannot be read, because the system starts no further program. "
    "Please close other programs and try again.",
    "table.empty": "“{name}” holds nothing that could be taken in.",
    "table.not-a-workbook": (
        "“{name}” is not a workbook. Please choose an .xlsx, .xls, .et or .csv file. Nothing was changed."
    ),
    "table.web-page": (
        "“{name}” is a web page that was given a workbook's name. "
        "Open it in Excel or WPS, save it as .xlsx and choose that file."
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
        "Please split it. Nothing was changed."
    ),
    "table.quotes": (
        "In “{name}” the quotation marks near line {line} do not close. "
        "Please correct them, or save the table as .xlsx. Nothing was changed."
    ),
}
