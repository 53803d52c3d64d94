"""Personal numbers as they may stand on paper: enough to know one's own, too little to use."""

_HIDDEN = "*"


def masked(value: str, first: int, last: int) -> str:
    """Return ``value`` with all but its first and last characters hidden; short ones are hidden whole."""
    value = "".join(value.split())
    hidden = len(value) - first - last
    if hidden < min(first + last, 4):
        return _HIDDEN * len(value)
    return value[:first] + _HIDDEN * hidden + value[len(value) - last :]


def masked_phone(value: str) -> str:
    """Return a phone number as 138****1234."""
    return masked(value, 3, 4)


def masked_identity(value: str) -> str:
    """Return an identity number as 3301**********1234."""
    return masked(value, 4, 4)
