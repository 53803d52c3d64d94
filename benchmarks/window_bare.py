"""The peers: the first program of Qt for Python's own guide, and an empty widget; from process to painting.

``python -m benchmarks.window_bare BEGUN [empty]`` prints seconds and bytes as JSON.
"""

# ruff: noqa: N802, PTH123 - Qt's names; nothing more is loaded than a bare window needs

import json
import sys
import time


def main() -> None:
    from PySide6 import QtCore, QtWidgets

    class Hello(QtWidgets.QWidget):
        """https://doc.qt.io/qtforpython-6/tutorials/basictutorial/widgets.html and its neighbours."""

        def __init__(self) -> None:
            super().__init__()
            self.text = QtWidgets.QLabel("Hello World", alignment=QtCore.Qt.AlignmentFlag.AlignCenter)
            self.button = QtWidgets.QPushButton("Click me!")
            layout = QtWidgets.QVBoxLayout(self)
            layout.addWidget(self.text)
            layout.addWidget(self.button)

        def paintEvent(self, _event: object) -> None:
            QtCore.QTimer.singleShot(0, stop)

    class Empty(QtWidgets.QWidget):
        def paintEvent(self, _event: object) -> None:
            QtCore.QTimer.singleShot(0, stop)

    def stop() -> None:
        painted = time.perf_counter()
        told = {"painted": painted - float(sys.argv[1]), "painted, processor": time.process_time()}
        print(json.dumps(told | {"memory": memory()}), flush=True)
        app.exit()

    app = QtWidgets.QApplication([])
    window = Empty() if "empty" in sys.argv else Hello()
    window.resize(1366, 696)
    window.show()
    app.exec()


def memory() -> int:
    """Return the bytes of this process that lie in memory; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * 4096
    except OSError:
        return 0


if __name__ == "__main__":
    main()
