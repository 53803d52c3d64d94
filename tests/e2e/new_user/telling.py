"""记一次活动, five times."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from edudesk.ui.pages.record import RecordPage
from edudesk.ui.pages.record.telling import Where
from edudesk.ui.widgets.photos import PhotoStrip
from tests.e2e.new_user.desk import Sitting, answering
from tests.e2e.new_user.story import PARTNER, Told


def begin(user: Sitting) -> RecordPage:
    """Open the form with its key."""
    user.hands.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = user.page
    assert isinstance(page, RecordPage)
    user.hands.until(lambda: page.is_ready, "for the form")
    return page


def tell(user: Sitting, told: Told) -> RecordPage:
    """Fill the form from top to bottom, photos last; nothing is saved yet."""
    page, hands = begin(user), user.hands
    form = page.form
    hands.replace(form.day.line, written(told.day), "day")
    if told.times:
        hands.type(form.time.line, told.times)
    chip = form.kinds._buttons[told.kind]
    if not chip.isVisible():
        hands.click(form.kinds._more)  # type: ignore[arg-type]  # there is one
    hands.click(chip)
    tell_place(user, page, told)
    hands.type(form.topic, told.topic, "topic")
    for field, people in ((form.people.ours, told.ours), (form.people.theirs, told.theirs)):
        for name in people:
            hands.type(field.line, name, f"person {name}")
            hands.press(Qt.Key.Key_Return)
    if told.result:
        hands.type(form.result, told.result, "result")
    add_photos(user, page, told)
    return page


def tell_place(user: Sitting, page: RecordPage, told: Told) -> None:
    """Where it was, and with whom; a menu of schools stays open while one ticks."""
    hands, place = user.hands, page.form.place
    where = Where.ONLINE if told.online else Where.PARTNER
    hands.click(place.where._buttons[where.value])
    shown = [place._names[one] for one in place.partners()]
    wrong = [name for name in {*shown, *told.partners} if (name in shown) != (name in told.partners)]
    if wrong:
        hands.click(place.schools)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for name in sorted(wrong, key=lambda name: name in shown):
            hands.choose_one(menu, name)
        hands.press(Qt.Key.Key_Escape)
        hands.until(lambda: QApplication.activePopupWidget() is None, "for the menu to close")
    if len(told.partners) > 1 and place._names[place.host.value()] != told.host:
        place.host.setFocus()
        hands.press(Qt.Key.Key_Down if told.host != PARTNER else Qt.Key.Key_Up)


def add_photos(user: Sitting, page: RecordPage, told: Told) -> None:
    """By drop, by paste and by the window for files."""
    hands, strip, inbox = user.hands, page.form.strip, user.place.inbox
    count = len(page.shelf.papers)
    if told.dropped:
        hands.drop(strip.viewport(), [inbox / name for name in told.dropped])
        count = _wait_for(user, page, count + len(told.dropped))
    for name in told.pasted:
        hands.paste(strip, QImage(str(inbox / name)))
        count = _wait_for(user, page, count + 1)
    if told.chosen:
        with answering(files=[inbox / name for name in told.chosen]):
            _click_add(user, strip)
        _wait_for(user, page, count + len(told.chosen))


def save(user: Sitting) -> None:
    """Save with its key and wait for the toast."""
    user.hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    user.hands.until(lambda: not isinstance(user.page, RecordPage), "to be saved")
    user.settle()


def written(day: date) -> str:
    """Return a day as people type it."""
    return f"{day.month}.{day.day}"


def _wait_for(user: Sitting, page: RecordPage, count: int) -> int:
    user.hands.until(partial(_has, page, count), "for the photos")
    return count


def _has(page: RecordPage, count: int) -> bool:
    return len(page.shelf.papers) == count and not page.session.desk.works


def _click_add(user: Sitting, strip: PhotoStrip) -> None:
    page = user.page
    page.frame.scroller.ensureWidgetVisible(strip)
    last = strip.tiles.rowCount() - 1
    where: QPoint = strip.visualRect(strip.tiles.index(last)).center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(strip.viewport(), left, none, where)
