"""档案: what waits, filing it, a volume, new files, numbers, the self-check."""

from edudesk.ui.desk import Opened
from edudesk.ui.widgets.words import Link
from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage


def show_files(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("files")


def _filing(stage: Stage) -> None:
    stage.go("files")
    page = stage.page
    ids = [row.id for number in range(page.list.model.total) if (row := page.list.model.row(number))]
    page.list.acted.emit("file", tuple(ids))
    stage.settle()


def _filing_one(stage: Stage) -> None:
    view = stage.page.filing
    view.mode.set_value("one")
    view.mode.edited.emit()
    view.first.setText("3")
    view.first.textEdited.emit("3")
    stage.settle()


def _volume(stage: Stage) -> None:
    def file(opened: Opened) -> None:
        from edudesk.services.filing.filing import file_away
        from edudesk.services.filing.listing import list_files
        from edudesk.services.filing.values import Wanted

        now = opened.clock.now()
        ids = [one.id for one in list_files(opened.archive, Wanted(), opened.clock.today())]
        file_away(opened.archive, ids[4:], None, now)

    stage.ask(file)
    stage.session.desk.changed.emit()
    stage.go("files", place="volume:2025年·组织协议·30年")
    stage.page.list.table.view.go_to_row(0)
    stage.settle()


def _year(stage: Stage) -> None:
    stage.go("files", place="year:2025:False")


def _adding(stage: Stage) -> None:
    names = ("2025秋季帮扶协议（盖章）.pdf", "下学期工作计划.wps", "IMG_20251203_1012.jpg", "捐赠清单.et")
    paths = [stage.folder / name for name in names]
    for path in paths:
        path.write_bytes(b"%PDF-1.4\n")
    stage.page.take_files(paths)
    stage.settle()


def _numbering(stage: Stage) -> None:
    stage.go("files", view="numbering")


def _check(stage: Stage) -> None:
    stage.go("files", view="check")
    stage.settle()


def _unpaged(stage: Stage) -> None:
    stage.page.checking.findings.findChildren(Link)[0].click()
    stage.settle()


SCENES = (
    Scene("files", show_files, fresh=True),
    Scene("files-filing", _filing),
    Scene("files-filing-one", _filing_one),
    Scene("files-volume", _volume),
    Scene("files-year", _year),
    Scene("files-adding", _adding),
    Scene("files-numbering", _numbering),
    Scene("files-check", _check),
    Scene("files-unpaged", _unpaged),
)
