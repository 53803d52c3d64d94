"""The first start: what is answered, kept until it is done, and made into an archive."""

FILE = "start.json"
"""The name of the file of answers, beside the preferences."""
