"""Pictures that a frozen program draws of itself."""

from PIL import Image

from edudesk.ui.picture import DRAWN, FAILED, Pictures
from tests.ui.conftest import OPENING


def test_the_first_page_is_drawn_once_it_is_filled(qtbot, window, tmp_path):
    target = tmp_path / "首页.png"
    with qtbot.waitSignal(Pictures(window, target).ended, timeout=OPENING) as ended:
        pass
    assert ended.args == [DRAWN]
    with Image.open(target) as drawn:
        assert drawn.size == (1366, 696)
        assert len(drawn.convert("RGB").getcolors(1 << 24) or ()) > 100


def test_every_page_of_the_navigation_is_drawn_into_a_folder(qtbot, window, tmp_path):
    folder = tmp_path / "页面"
    folder.mkdir()
    with qtbot.waitSignal(Pictures(window, folder).ended, timeout=OPENING) as ended:
        pass
    assert ended.args == [DRAWN]
    entries = window.frame.stack.entries
    assert {path.stem for path in folder.iterdir()} == {code for code, entry in entries.items() if entry.icon}


def test_a_place_that_cannot_be_written_is_told(qtbot, window, tmp_path):
    with qtbot.waitSignal(Pictures(window, tmp_path / "nowhere" / "a.png").ended, timeout=OPENING) as ended:
        pass
    assert ended.args == [FAILED]
