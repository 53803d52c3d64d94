"""What Python's argparse says by itself; it looks these up with gettext, so their form is its own."""

SENTENCES = {
    "parsing.usage": "usage: ",
    "parsing.arguments": "positional arguments",
    "parsing.options": "options",
    "parsing.help": "show this help message and exit",
    "parsing.version": "show program's version number and exit",
    "parsing.unrecognized": "unrecognized arguments: %s",
    "parsing.required": "the following arguments are required: %s",
    "parsing.one-of": "one of the arguments %s is required",
    "parsing.expected-one": "expected one argument",
    "parsing.argument": "argument %(argument_name)s: %(message)s",
    "parsing.choice": "invalid choice: %(value)r (choose from %(choices)s)",
    "parsing.value": "invalid %(type)s value: %(value)r",
    "parsing.ambiguous": "ambiguous option: %(option)s could match %(matches)s",
    "parsing.not-allowed": "not allowed with argument %s",
}
