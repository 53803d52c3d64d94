"""Sentences about the file that sets up an archive, and about adopting a scheme."""

SENTENCES = {
    "setup.syntax": "The setup file cannot be read at line {line}, column {column}. Often a straight quotation mark or an equals sign is missing, or a name stands twice. No archive was made; mend that line and try again.",
    "setup.no-school": 'The table [school] is missing. Write the name of your own school there: name = "…".',
    "setup.missing": "This key is missing. Add it with its value.",
    "setup.unknown-key-meant": "There is no key “{value}” here. Was “{meant}” meant?",
    "setup.unknown-key": "There is no key “{value}” here. Known keys: {offered}.",
    "setup.unknown-name-meant": "“{value}” does not stand in this file. Was “{meant}” meant?",
    "setup.unknown-name": "“{value}” does not stand in this file. Known here: {offered}.",
    "setup.twice": "“{value}” stands twice. In this file a name may stand for one only; tell them apart, for example by a number.",
    "setup.table-wanted": "A table is wanted here. Write [{table}] on a line of its own and its keys below.",
    "setup.tables-wanted": "A list of tables is wanted here. Write [[{table}]] before each entry.",
    "setup.list-wanted": 'A list is wanted here, in square brackets: ["…", "…"].',
    "setup.day": "“{value}” is no day. Write it as {form}.",
    "setup.word": "“{value}” is not known here. Choose one of: {offered}.",
    "setup.order": "The end {last} lies before the beginning {first}.",
    "setup.no-members": "A community needs its members. Write [[communities.members]] with school and role for each.",
    "setup.no-lead": "No member has the leading role. Give one member the role “帮扶学校” (lead).",
    "adoption.unknown": "No scheme “{scheme}” comes with the program. There are: {offered}.",
}
