"""Setting up an archive from one file: the school, its partners, communities, schemes, terms and people."""

from edudesk.services.setup.building import build_aside
from edudesk.services.setup.founding import set_up

__all__ = ["build_aside", "set_up"]
