"""Every paper is drawn once for all tests of the page: they hand in the same terms again and again."""

import pickle
from contextlib import nullcontext

import pytest

from edudesk.services.handing import making
from edudesk.services.reports.document import Document
from edudesk.services.reports.drawing import Drawn, draw_here
from edudesk.services.reports.profiles import Profile


class Remembering:
    """Draws here, and hands out again what it has drawn: a document always becomes the same bytes."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[bytes, int], Drawn] = {}

    def draw(self, document: Document, profile: Profile | None) -> Drawn:
        key = pickle.dumps(document), id(profile)  # of which there are three, in their module
        if key not in self._drawn:
            self._drawn[key] = draw_here(document, profile)
        return self._drawn[key]


@pytest.fixture(scope="session")
def drawer() -> Remembering:
    """Return what draws until the run ends."""
    return Remembering()


@pytest.fixture(autouse=True)
def drawn_once(drawer: Remembering, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all packages of the page be drawn by the one."""
    monkeypatch.setattr(making, "Drawer", lambda: nullcontext(drawer))
