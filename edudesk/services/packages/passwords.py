"""Passwords: read from a file, and refused where they would not protect or other programs not open."""

from pathlib import Path

from edudesk.errors import UserError

SHORTEST = 10
_FEWEST_DIFFERENT = 5


def read_password(path: Path) -> str:
    """Return the first line of a text file in UTF-8. Raises UserError ``signing.password-file``."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("signing.password-file", path=path) from error
    if not lines or not lines[0]:
        raise UserError("signing.password-file", path=path)
    return lines[0]


def expect_strong(password: str) -> None:
    """Refuse a password that is soon guessed: keys are derived in the way of .zip files, which is quick.

    Raises UserError ``signing.password-signs`` for what programs write in different ways, so that another
    one would not open the file; ``signing.password-weak``.
    """
    if not (password.isascii() and password.isprintable()):
        raise UserError("signing.password-signs")
    few = len(set(password)) < _FEWEST_DIFFERENT
    if len(password) < SHORTEST or few or password.isdigit():
        raise UserError("signing.password-weak", shortest=SHORTEST)
