"""上报与交接: check, make, read back."""

from pathlib import Path

from PySide6.QtCore import Qt

from edudesk.ui.pages.handing import HandingPage
from edudesk.ui.pages.handing.packing import DONE, Packing
from tests.e2e.new_user.desk import Sitting, answering, button, words_of


def choose_target(user: Sitting) -> HandingPage:
    """Open the page, wait for the check, and choose where the package goes."""
    hands, page = user.hands, user.go("handing")
    assert isinstance(page, HandingPage)
    hands.until(page._make.isEnabled, "for the check")
    where = page._check._side._where
    with answering(folder=user.place.out):
        where.setFocus()
        hands.press(Qt.Key.Key_End)
    hands.until(lambda: page._check.target.folder == user.place.out, "for the target")
    user.settle()
    return page


def make_package(user: Sitting) -> Path:
    """Make the package, and return it when the page says that it was read back and is in order."""
    page = choose_target(user)
    user.hands.click(page._make)
    packing = Packing.of(user.window.session)
    user.hands.until(lambda: packing.stage == DONE, "for the package")
    (handed,) = packing.handed
    user.hands.until(lambda: handed.path.name in words_of(page), "to be told of the package")
    assert handed.parts[0].check_code in words_of(page)
    assert button(page, "打开文件夹").isEnabled()
    return handed.path
