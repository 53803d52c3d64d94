"""Every page and what it can look like; scenes of one archive follow each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.calendar import TermCode
from edudesk.services.demonstration.pictures.photos import draw_photo
from edudesk.ui.pages.people.roster_list import RosterList
from edudesk.ui.widgets.chips import Chip
from tests.pictures.stage import Stage

DEMO, MARKED, EMPTY, START, ASSESSED = "demonstration", "marked", "empty", "start", "assessed"
_DRAWER = 1093
"""A window of 1366 at 125 %: too narrow for list and detail side by side."""
_DAY = date(2026, 5, 20)
ROSTER = """序号,教师姓名,所在学校,专业技术职务,手机号码,出生年月,备考
1,陆知微,白鹭岭镇中心小学,一级教师,13800001111,1988-03,略
2,方若兰,青枫市云杉实验小学,正高级教师,,1983-04,略
3,秦朗,青枫市云杉实验小学,二级教师,13800002222,春天,略
4,石岚,石榴湾中心小学,二级教师,13800003333,1990-10,略
"""


@dataclass(frozen=True)
class Scene:
    """A name for the picture's file, the archive it begins with when ``fresh``, and the way there."""

    code: str
    act: Callable[[Stage], None]
    archive: str = DEMO
    fresh: bool = False


def _home(stage: Stage) -> None:
    stage.go("home", count="")
    _scroll(stage, down=False)


def _home_filtered(stage: Stage) -> None:
    stage.go("home", count=stage.page.view.counts[0].key)


def _home_below(stage: Stage) -> None:
    stage.go("home", count="")
    _scroll(stage)


def _activity(stage: Stage) -> None:
    stage.go("home", count="")
    stage.go("activity")


def _activity_counted(stage: Stage) -> None:
    """Show the activity that counts in the most rules."""

    def of_most_rules(opened: Any) -> str:
        from edudesk.services.standing.counted import counted_in

        found = counted_in(opened.standing.at(None, opened.clock.today()), stage.session.texts).standings
        return max(sorted(found), key=lambda one: len(found[one].rules))

    stage.close_overlays()
    chosen = (stage.ask(of_most_rules),)
    stage.go("activity", ids=chosen, title=stage.session.say("activities.title"))


def _activity_ticked(stage: Stage) -> None:
    stage.go("activity")
    table = stage.page.table
    table.model.set_checked([table.model.row(number).id for number in range(3)])
    stage.settle()


def _activity_drawer(stage: Stage) -> None:
    stage.page.table.model.set_checked(())
    stage.resize(min(stage.mode.room[0], _DRAWER), stage.mode.room[1])
    stage.settle()
    stage.page.split.open_detail()
    stage.settle()


def _activity_none(stage: Stage) -> None:
    stage.resize(*stage.mode.room)
    stage.page.filters.text.setText("没有这个")
    stage.settle()


def _activity_question(stage: Stage) -> None:
    stage.page.filters.clear()
    stage.settle()
    stage.page._ask_delete((stage.page.table.model.row(0).id,))
    stage.settle()


def _people(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("people", tab="people")


def _schools(stage: Stage) -> None:
    stage.go("people", tab="schools")


def _person_form(stage: Stage) -> None:
    stage.go("people", tab="people")
    _open_form(stage, stage.page.people)


def _school_form(stage: Stage) -> None:
    stage.go("people", tab="schools")
    _open_form(stage, stage.page.schools)


def _open_form(stage: Stage, roster: RosterList) -> None:
    stage.wait(lambda: roster.table.model.row(0))
    first = roster.table.model.row(0)
    assert first is not None
    stage.page.open_form(first.id)
    stage.settle()


def _import_file(stage: Stage) -> None:
    stage.go("people", tab="import", kind="roster")


def _import_columns(stage: Stage) -> None:
    path = stage.folder / "教师名册.csv"
    path.write_text(ROSTER, "utf-8-sig")
    stage.page._imports["roster"].start_with(path)
    stage.settle()


def _import_rows(stage: Stage) -> None:
    stage.page._imports["roster"].next.click()
    stage.settle()


def _assess(stage: Stage) -> None:
    stage.go("assess")


def _assess_indicator(stage: Stage) -> None:
    tree = stage.page.tree
    tree.choose(next(row.key for row in tree.indicators.rows() if row.id == "project"))
    stage.settle()


def _assess_typed(stage: Stage) -> None:
    tree = stage.page.tree
    tree.fill_in(tree.indicators.typed_places()[1])
    editor = stage.window.focusWidget()
    _write(editor, "九十")
    stage.settle()


def _assess_bundled(stage: Stage) -> None:
    table = next(one for one in stage.page.known.tables if one.id == "bundled")
    stage.go("assess", community=table.community_id, table=table.id)


def _check(stage: Stage) -> None:
    stage.go("handing", tab="make")


def _scheme(stage: Stage) -> None:
    stage.go("scheme")


def _scheme_own(stage: Stage) -> None:
    stage.go("scheme")
    stage.page.head.copy.click()
    stage.wait(lambda: stage.page.chosen.own and stage.page.card.view and stage.page.card.sentence.marks)
    stage.settle()


def _scheme_edit(stage: Stage) -> None:
    stage.page.card.edit("bound")
    stage.page.card.editor.fields[0].widget.line.setText("5")
    stage.page.card.editor.fields[0].edited.emit()
    stage.settle()


def _scheme_words(stage: Stage) -> None:
    stage.page.card.edit("what")
    stage.settle()


def _scheme_trial(stage: Stage) -> None:
    stage.page.card.edit("bound")
    stage.page.card.editor.fields[0].widget.line.setText("5")
    stage.page.card.editor.do.click()
    stage.settle()
    stage.page.strip.look.click()
    stage.settle()


def _adopt_own(stage: Stage) -> None:
    stage.close_overlays()
    stage.page.strip.take.click()
    stage.settle()


def _adopt_other(stage: Stage) -> None:
    stage.page.choice.search.setText("taihe")
    stage.settle()
    stage.page.choice.choose("taihe-kindergarten")
    stage.settle()


def _scheme_text(stage: Stage) -> None:
    stage.page.acting.read(stage.page.chosen)
    stage.settle()


def _scheme_after(stage: Stage) -> None:
    stage.close_overlays()
    stage.page.card.edit("")
    stage.settle()


def _settings(stage: Stage) -> None:
    stage.go("settings")


def _settings_below(stage: Stage) -> None:
    _scroll(stage)


def _records(stage: Stage) -> None:
    def of_several_types(opened: Any) -> list[tuple[str, str]]:
        from edudesk.services.records import all_of

        types = ("mentor_pair", "mentor_session", "request", "achievement", "agreement", "exchange")
        found = [(kind, one.id) for kind in types for one in _all(opened.archive, kind, all_of)[:3]]
        return found or [("person", one.id) for one in all_of(opened.archive, "person")[:6]]

    stage.go("records", records=tuple(stage.ask(of_several_types)), title=stage.session.say("records.title"))
    stage.page.table.view.go_to_row(0)
    stage.settle()


def _all(archive: Any, kind: str, all_of: Callable[..., Any]) -> list[Any]:
    from edudesk.models.registry import record_types

    return list(all_of(archive, kind)) if kind in record_types() else []


def _make(stage: Stage) -> None:
    stage.go("make", type="agreement", content={})


def _make_pair(stage: Stage) -> None:
    def kind(_opened: Any) -> str:
        from edudesk.models.registry import record_types

        return next(code for code in record_types() if "pair" in code)

    stage.go("make", type=stage.ask(kind), content={})


def _bin(stage: Stage) -> None:
    def delete(opened: Any) -> None:
        from edudesk.services.changes import change
        from edudesk.services.records import all_of

        for one in all_of(opened.archive, "activity")[2:5]:
            with change(opened.archive, "activity.delete", opened.clock.now()) as writing:
                writing.delete(one.id)

    stage.session.desk.change(stage.window, delete)
    stage.settle()
    stage.go("bin")


def _search(stage: Stage) -> None:
    _home(stage)
    stage.window.place.search()
    stage.window.frame.bar.search.setText("阅读")
    stage.settle()


def _keys(stage: Stage) -> None:
    stage.window.place.searching.leave()
    stage.window.place.show_keys()
    stage.settle()


def _trouble(stage: Stage) -> None:
    stage.close_overlays()
    stage.session.desk.troubled.emit(EnvironmentProblem("archive.locked", path=stage.session.desk.folder))
    stage.settle()


def _past_term(stage: Stage) -> None:
    stage.window.place.troubles.close()
    stage.session.set_term(TermCode.parse("2025-1"))
    _home(stage)


def _record(stage: Stage) -> None:
    stage.go("record")


def _record_filled(stage: Stage) -> None:
    form = stage.page.form
    _write(form.topic, "二年级口语交际同课异构，课后评议到六点")
    _write(form.time.line, "9:20-11:30")
    for chip in form.kinds.findChildren(Chip)[:2]:
        chip.click()
    form.people.as_last.click()
    _write(form.people.theirs.line, "班主任 10 人、")
    _write(form.result, "约好下周三再听一节，由对方上。")
    form.result.setFocus()
    stage.settle()
    stage.page.shelf.take_files(_photos(stage.folder))
    stage.settle()


def _record_below(stage: Stage) -> None:
    _scroll(stage)


def _record_saved(stage: Stage) -> None:
    stage.page.save()
    stage.settle()
    stage.wait(lambda: stage.page.code != "record")
    stage.go("home")


def _record_undated(stage: Stage) -> None:
    stage.go("record")
    stage.page.form.day.line.setText("三月初三")
    stage.page.save()
    stage.settle()


def _making(stage: Stage) -> None:
    from edudesk.ui.desk import Work
    from edudesk.ui.pages.handing.packing import WRITING, Packing

    stage.go("handing", tab="make")
    packing = Packing.of(stage.session)
    packing.stage = WRITING
    packing.work = Work(stage.session.say("handing.making"), packing, "files", packing)
    packing.work.started -= 40  # seconds
    packing.work.latest = (96, 143, "")
    packing.changed.emit()
    stage.settle()


def _making_failed(stage: Stage) -> None:
    from edudesk.ui.pages.handing.packing import FAILED, Packing

    packing = Packing.of(stage.session)
    packing.stage, packing.work = FAILED, None
    packing.error = EnvironmentProblem("package.disk_full", place="U 盘")
    packing.changed.emit()
    stage.settle()


def _made(stage: Stage) -> None:
    from edudesk.ui.pages.handing.packing import CHECK, DONE, Packing

    packing = Packing.of(stage.session)
    packing.stage, packing.error = CHECK, None
    packing.changed.emit()
    stage.settle()
    stage.page._make.click()
    stage.wait(lambda: packing.stage == DONE)
    stage.settle()
    packing.seconds = dict.fromkeys(packing.seconds, 3.0)  # not what this machine took
    packing.changed.emit()
    stage.settle()


def _sent(stage: Stage) -> None:
    stage.go("handing", tab="sent")


def _look(stage: Stage) -> None:
    stage.go("handing", tab="look")


def _looked(stage: Stage) -> None:
    from edudesk.ui.pages.handing.packing import Packing

    stage.go("handing", package=Packing.of(stage.session).handed[0].path)
    stage.settle()


def _opening(stage: Stage) -> None:
    folder = stage.session.desk.folder
    stage.window.show_error(folder, UserError("archive.newer", path=folder, version=9, known=1))
    stage.settle()


def _start(stage: Stage) -> None:
    stage.settle()


def _scroll(stage: Stage, *, down: bool = True) -> None:
    from PySide6.QtWidgets import QScrollArea

    areas = [one for one in stage.page.findChildren(QScrollArea) if one.isVisible()]
    for area in areas:
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum() if down else 0)
    stage.settle()


def _write(widget: QWidget, words: str) -> None:
    """Write as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def _start_partners(stage: Stage) -> None:
    page: Any = stage.shown_page()
    _write(page.question.name, "青枫市云杉实验小学")
    _write(page.question.author, "周敏仪")
    page.go_on()
    stage.settle()


def _start_partners_filled(stage: Stage) -> None:
    page: Any = stage.shown_page()
    _write(page.question.lines[-1].name, "白鹭岭镇中心小学")
    page.question._add.click()
    _write(page.question.lines[-1].name, "石榴湾镇中心小学")
    stage.settle()


def _start_next(stage: Stage) -> None:
    page: Any = stage.shown_page()
    step = page.answers.step
    page.go_on()
    stage.wait(lambda: page.answers.step > step)
    stage.settle()


def _photos(folder: Path) -> list[Path]:
    made = []
    for number, (scene, minutes) in enumerate((("computers", 34), ("exhibition", 52), ("flag", 58))):
        at = datetime(2026, 5, 20 - (number == 2), 9 + number // 2, minutes)
        path = folder / f"IMG_{at:%Y%m%d_%H%M%S}.jpg"
        path.write_bytes(draw_photo(scene, "口语交际", at, "二年级口语交际"))
        made.append(path)
    return made


SCENES = (
    Scene("home", _home, fresh=True),
    Scene("home-filtered", _home_filtered),
    Scene("home-below", _home_below),
    Scene("activity", _activity),
    Scene("activity-ticked", _activity_ticked),
    Scene("activity-drawer", _activity_drawer),
    Scene("activity-no-hit", _activity_none),
    Scene("activity-question", _activity_question),
    Scene("activity-counted", _activity_counted),
    Scene("people", _people),
    Scene("person-form", _person_form),
    Scene("schools", _schools),
    Scene("school-form", _school_form),
    Scene("import-1-file", _import_file),
    Scene("import-2-columns", _import_columns),
    Scene("import-3-rows", _import_rows),
    Scene("scheme", _scheme),
    Scene("settings", _settings),
    Scene("settings-below", _settings_below),
    Scene("records", _records),
    Scene("make-agreement", _make),
    Scene("make-pair", _make_pair),
    Scene("search", _search),
    Scene("keys", _keys),
    Scene("trouble", _trouble),
    Scene("home-past-term", _past_term),
    Scene("record", _record, fresh=True),
    Scene("record-filled", _record_filled),
    Scene("record-below", _record_below),
    Scene("record-saved", _record_saved),
    Scene("record-undated", _record_undated),
    Scene("handing-1-check", _check, fresh=True),
    Scene("handing-2-making", _making),
    Scene("handing-2-failed", _making_failed),
    Scene("handing-4-done", _made),
    Scene("handing-sent", _sent),
    Scene("handing-look", _look),
    Scene("handing-looked", _looked),
    Scene("bin", _bin),
    Scene("scheme-own", _scheme_own, fresh=True),
    Scene("scheme-edit", _scheme_edit),
    Scene("scheme-edit-words", _scheme_words),
    Scene("scheme-trial", _scheme_trial),
    Scene("scheme-text", _scheme_text),
    Scene("scheme-wording", _scheme_after),
    Scene("adopt-own", _adopt_own),
    Scene("adopt-other", _adopt_other),
    Scene("home-marked", _home, MARKED, fresh=True),
    Scene("assess", _assess, ASSESSED, fresh=True),
    Scene("assess-indicator", _assess_indicator, ASSESSED),
    Scene("assess-typed", _assess_typed, ASSESSED),
    Scene("assess-bundled", _assess_bundled, ASSESSED),
    Scene("home-several", _home, ASSESSED),
    Scene("assess-none", lambda stage: stage.go("assess"), MARKED, fresh=True),
    Scene("empty-home", _home, EMPTY, fresh=True),
    Scene("empty-activity", lambda stage: stage.go("activity"), EMPTY),
    Scene("empty-people", _people, EMPTY),
    Scene("empty-schools", _schools, EMPTY),
    Scene("empty-handing", _check, EMPTY),
    Scene("empty-scheme", _scheme, EMPTY),
    Scene("empty-assess", lambda stage: stage.go("assess"), EMPTY),
    Scene("empty-bin", lambda stage: stage.go("bin"), EMPTY),
    Scene("start-1-school", _start, START, fresh=True),
    Scene("start-2-partners", _start_partners, START),
    Scene("start-2-filled", _start_partners_filled, START),
    Scene("start-3-scheme", _start_next, START),
    Scene("start-4-term", _start_next, START),
    Scene("start-5-people", _start_next, START),
    Scene("opening-newer", _opening, EMPTY, fresh=True),
)
