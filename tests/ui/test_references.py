"""What PySide6 wears out under Python 3.11 is propped up (decision 22)."""

import sys

import pytest


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on they cannot be used up")
@pytest.mark.parametrize("constant", [None, True, False])
def test_the_constants_that_qt_gives_back_too_often_have_references_to_spare(constant):
    import edudesk.ui  # noqa: F401 - its import props them up

    assert sys.getrefcount(constant) > 1 << 28
