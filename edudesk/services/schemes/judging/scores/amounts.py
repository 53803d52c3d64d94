"""Numbers of a score: exact fractions inside, two decimals rounded half up in what is shown."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def as_decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal number, as exact as 28 digits allow."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def rounded(number: Fraction | Decimal) -> Decimal:
    """Return what is shown of a number: two decimals, half a hundredth rounded up."""
    exact = number if isinstance(number, Decimal) else as_decimal(number)
    return exact.quantize(CENT, ROUND_HALF_UP)


def said(number: Fraction | Decimal | None) -> str:
    """Return a number as formulas write it, without needless zeros; a dash while it is open."""
    if number is None:
        return "—"
    text = f"{rounded(number):f}".rstrip("0").rstrip(".")
    return text or "0"


def joined(terms: Iterable[str], sign: str = " + ") -> str:
    """Return terms with a sign between them."""
    return sign.join(terms)
