"""About how large an edition will be, told before it is made."""

from edudesk.services.handing.view import CommunityCheck
from edudesk.services.packages.editions import Edition

_SHAPE, _BYTES_A_PIXEL = 0.75, 0.2
"""Of a photo with four sides to three, as JPEG of the quality that reduced pictures have."""


def expected_bytes(check: CommunityCheck, edition: Edition) -> int:
    """Return about how many bytes a community's package takes."""
    if not edition.edge:
        return check.expected
    reduced = round(edition.edge**2 * _SHAPE * _BYTES_A_PIXEL)
    return check.expected - sum(max(0, size - reduced) for size in check.pictures)


def expected_parts(check: CommunityCheck, edition: Edition) -> int:
    """Return about how many files the package will be."""
    return -(-expected_bytes(check, edition) // edition.max_part) if edition.max_part else 1


def largest_file(check: CommunityCheck, edition: Edition) -> int:
    """Return about how large its largest file is, where each part is one."""
    expected = expected_bytes(check, edition)
    return min(expected, edition.max_part) if edition.max_part else expected
