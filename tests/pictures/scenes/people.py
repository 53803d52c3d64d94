"""名册 and the import of it."""

from edudesk.ui.pages.people.roster_list import RosterList
from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage

ROSTER = """序号,教师姓名,所在学校,专业技术职务,手机号码,出生年月,备考
1,陆知微,白鹭岭镇中心小学,一级教师,13800001111,1988-03,略
2,方若兰,青枫市云杉实验小学,正高级教师,,1983-04,略
3,秦朗,青枫市云杉实验小学,二级教师,13800002222,春天,略
4,石岚,石榴湾中心小学,二级教师,13800003333,1990-10,略
"""


def show_people(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("people", tab="people")


def show_schools(stage: Stage) -> None:
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


def _turn(stage: Stage) -> None:
    show_people(stage)
    stage.wait(lambda: stage.page.people.table.model.row(0))
    stage.page.people.table.view.go_to_row(0)
    stage.settle()
    stage.page.people.pane.turn.click()
    stage.settle()


def _merge(stage: Stage) -> None:
    stage.page.turns.window.reject()
    stage.go("people", tab="schools")
    stage.wait(lambda: stage.page.schools.table.model.row(0))
    stage.page.schools.table.view.go_to_row(1)
    stage.settle()
    stage.page.schools.school_pane._acts["merge"].trigger()
    stage.settle()
    window = stage.page.turns.window
    window.into.set_value(window.into.itemData(0))
    window.into.edited.emit()
    stage.settle()


def _renamed(stage: Stage) -> None:
    stage.page.turns.window.reject()
    school = stage.page.schools.table.current()
    stage.page.turns.open("rename", (school.id,), stage.page._choices)
    stage.settle()
    stage.page.turns.window.fields["name"].setText("云杉共建型教共体")
    stage.page.turns.window.do.click()
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


def _groups(stage: Stage) -> None:
    stage.go("people", tab="groups")
    stage.wait(lambda: stage.page.groups.model.row(0))
    stage.page.groups.table.view.go_to_row(0)
    stage.settle()


SCENES = (
    Scene("people", show_people, fresh=True),
    Scene("person-form", _person_form),
    Scene("schools", show_schools),
    Scene("school-form", _school_form),
    Scene("groups", _groups),
    Scene("person-turn", _turn),
    Scene("school-merge", _merge),
    Scene("school-renamed", _renamed),
    Scene("import-1-file", _import_file),
    Scene("import-2-columns", _import_columns),
    Scene("import-3-rows", _import_rows),
)
