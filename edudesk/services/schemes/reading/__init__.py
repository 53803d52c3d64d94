"""From the text of a scheme file to a :class:`Scheme`, or to all its problems at once."""

from edudesk.services.schemes.reading.building import Built, Find, build, compose
from edudesk.services.schemes.reading.file import BadScheme, read_scheme
from edudesk.services.schemes.reading.variants import check_scheme

__all__ = ["BadScheme", "Built", "Find", "build", "check_scheme", "compose", "read_scheme"]
