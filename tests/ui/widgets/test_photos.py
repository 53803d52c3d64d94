"""The photo strip: drop, paste and choosing end in the same place; keys open and remove."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.texts import Texts
from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.widgets.photo_delegate import remove_area
from edudesk.ui.widgets.photos import Photo, PhotoStrip


def picture() -> QImage:
    image = QImage(512, 384, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return image


PHOTOS = (
    Photo("a", "早上.jpg", picture(), "9:12"),
    Photo("b", "那天.jpg", picture(), "10:48", "12月9日"),
    Photo("c", "签到表.pdf", kind="sign-in"),
)


def strip_of(qtbot: QtBot, *, editable: bool = True) -> PhotoStrip:
    strip = PhotoStrip(Texts("zh"), editable=editable)
    qtbot.addWidget(strip)
    strip.set_photos(PHOTOS)
    strip.resize(640, strip.height())
    strip.show()
    return strip


def files(*names: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(name) for name in names])
    return mime


def drop(strip: PhotoStrip, mime: QMimeData) -> None:
    where, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, copy, mime, left, none)
    QApplication.sendEvent(strip.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(strip.viewport(), QDropEvent(where, copy, mime, left, none))


def test_dropped_files_are_offered(qtbot: QtBot, tmp_path: Path):
    strip = strip_of(qtbot)
    with qtbot.waitSignal(strip.files_offered) as offered:
        drop(strip, files(str(tmp_path / "a.jpg"), str(tmp_path / "b.pdf")))
    assert offered.args == [[tmp_path / "a.jpg", tmp_path / "b.pdf"]]


def test_pasted_files_and_pictures_are_offered(qtbot: QtBot, tmp_path: Path):
    strip = strip_of(qtbot)
    QGuiApplication.clipboard().setMimeData(files(str(tmp_path / "a.jpg")))
    with qtbot.waitSignal(strip.files_offered):
        qtbot.keyClick(strip, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setImage(picture())
    with qtbot.waitSignal(strip.image_pasted) as pasted:
        qtbot.keyClick(strip, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted.args is not None
    assert pasted.args[0].width() == 512


def test_what_is_neither_file_nor_picture_is_not_taken(qtbot: QtBot):
    mime = QMimeData()
    mime.setText("只是一句话")
    assert not strip_of(qtbot).take(mime)


def test_keys_walk_open_remove_and_add(qtbot: QtBot):
    strip = strip_of(qtbot)
    strip.setCurrentIndex(strip.tiles.index(0))
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert opened.args == ["b"]
    with qtbot.waitSignal(strip.removed) as removed:
        qtbot.keyClick(strip, Qt.Key.Key_Delete)
    assert removed.args == ["b"]
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    with qtbot.waitSignal(strip.adding):
        qtbot.keyClick(strip, Qt.Key.Key_Return)


def test_a_click_opens_and_the_cross_removes(qtbot: QtBot):
    strip = strip_of(qtbot)
    tile = strip.visualRect(strip.tiles.index(0))
    with qtbot.waitSignal(strip.opened):
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=tile.center())
    cross = remove_area(tile.adjusted(0, 0, -8, -8))
    assert cross.width() >= 28
    with qtbot.waitSignal(strip.removed) as removed:
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=cross.center())
    assert removed.args == ["a"]


def test_a_strip_to_look_at_neither_adds_nor_removes(qtbot: QtBot):
    strip = strip_of(qtbot, editable=False)
    assert strip.tiles.rowCount() == 3
    strip.setCurrentIndex(strip.tiles.index(0))
    with qtbot.assertNotEmitted(strip.removed):
        qtbot.keyClick(strip, Qt.Key.Key_Delete)
    assert not strip.acceptDrops()


def test_pictures_that_come_later_take_their_place(qtbot: QtBot):
    strip = strip_of(qtbot)
    strip.add_photos([Photo("d", "晚到.jpg")])
    strip.set_thumbnail("d", picture())
    assert strip.photos()[-1].thumbnail is not None
    strip.set_photos([Photo("d", "晚到.jpg", time="8:00")])
    assert strip.photos()[0].thumbnail is not None


def test_the_strip_is_as_high_as_its_tiles_need(qtbot: QtBot):
    strip = strip_of(qtbot)
    one_line = strip.height()
    strip.resize(300, one_line)
    assert strip.height() == 2 * one_line
    strip.set_photos(())
    assert strip.height() == one_line


def test_tiles_say_what_they_are(qtbot: QtBot):
    strip = strip_of(qtbot)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert strip.tiles.index(1).data(role) == "那天.jpg，10:48，12月9日"
    assert strip.tiles.index(3).data(role) == "添加"
    assert strip.accessibleName()


def test_every_kind_of_tile_is_painted(qtbot: QtBot):
    for shade in Shade:
        theme().set(shade, Size.LARGE)
        strip = strip_of(qtbot)
        strip.hovered = 0
        strip.setFocus()
        assert not strip.grab().isNull()
