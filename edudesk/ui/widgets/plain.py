"""Plain words where Qt would read markup, such as in tips."""


def escape(words: str) -> str:
    """Return words that Qt shows as they are; the library's own would load all named characters first."""
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        words = words.replace(sign, name)
    return words
