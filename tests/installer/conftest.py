"""The installer's own scripts, which lie beside the package."""

from pathlib import Path

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"


@pytest.fixture(autouse=True)
def beside_the_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the scripts import each other as when they are run."""
    monkeypatch.syspath_prepend(str(INSTALLER))


@pytest.fixture
def installer() -> Path:
    """Return the folder of the scripts."""
    return INSTALLER
