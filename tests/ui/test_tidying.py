"""The garbage collector runs on the GUI thread alone, and now and then."""

import gc
import threading
from typing import ClassVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.ui.tidying import Tidying


class Knot:
    """Something that only the garbage collector can let go of."""

    gone: ClassVar[list[str]] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.gone.append(threading.current_thread().name)


def test_garbage_of_any_thread_goes_on_the_gui_thread(qtbot: QtBot, qapp: QApplication):
    tidying = Tidying(qapp)
    Knot.gone.clear()
    tidying.begin()

    def litter() -> None:
        for _ in range(8_000):
            Knot()

    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()
    assert not gc.isenabled()
    assert Knot.gone == []
    tidying.look()
    assert len(Knot.gone) == 8_000
    assert set(Knot.gone) == {threading.main_thread().name}
    gc.unfreeze()
    tidying.deleteLater()
