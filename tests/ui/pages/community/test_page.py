"""共同体 by keys and mouse: partners, a role that changes, an agreement renewed, what stands twice."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edudesk.services.changes import change
from edudesk.services.drafts import typed_in_window, window_draft
from edudesk.services.records import all_of
from edudesk.services.undo import undo
from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.pages.community import CommunityPage
from edudesk.ui.pages.community.acts import Act
from edudesk.ui.session import Session
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Link, Words
from tests.ui.asking import LONG, Said, Went
from tests.ui.widgets.composing import write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> CommunityPage:
    made = CommunityPage(session)
    qtbot.addWidget(made)
    made.resize(1182, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.view is not None and made.proposed is not None, timeout=LONG)
    return made


def wrote(qtbot: QtBot, session: Session, deed: Any) -> Any:
    found: list[Any] = []
    session.desk.change(session, deed, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def opened_act(qtbot: QtBot, page: CommunityPage) -> Act:
    qtbot.waitUntil(lambda: page.acting.act is not None, timeout=LONG)
    assert page.acting.act is not None
    return page.acting.act


def link(qtbot: QtBot, page: CommunityPage, name: str) -> Link:
    """Return the link of this name once it is shown."""

    def found() -> list[Link]:
        links = page.twins.findChildren(Link)
        return [one for one in links if one.isVisible() and one.accessibleName().startswith(name)]

    qtbot.waitUntil(lambda: bool(found()), timeout=LONG)
    return found()[0]


def doubles(opened: Opened) -> str:
    """Enter two schools twice."""
    with change(opened.archive, "import", opened.clock.now()) as writing:
        for number in ("2145009001", "2145009002"):
            for name in ("青石小学", "青石镇小学"):
                writing.create("school", {"name": name, "code": number})
    return writing.change_id


def test_what_was_typed_of_a_school_that_joins_waits_until_it_has_joined(
    qtbot: QtBot, page: CommunityPage, session: Session, said: Said
) -> None:
    def join(before: Act | None = None) -> Act:
        page.acting.join()
        qtbot.waitUntil(lambda: page.acting.act is not before, timeout=LONG)
        return opened_act(qtbot, page)

    def name_of(act: Act) -> str:
        return act.fields["new-school"].text()  # type: ignore[union-attr]

    act = join()
    write(act.fields["new-school"], "新桥小学")
    qtbot.keyClick(act.fields["role"], Qt.Key.Key_Down)
    role = act.fields["role"].value()  # type: ignore[union-attr]
    qtbot.keyClick(act, Qt.Key.Key_Escape)
    again = join(act)
    qtbot.waitUntil(lambda: name_of(again) == "新桥小学", timeout=LONG)
    assert again.fields["role"].value() == role  # type: ignore[union-attr]
    qtbot.keyClick(again.do, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    third = join(again)
    draft = window_draft("join", ("community", page.acting.community), session.clock.now())
    assert wrote(qtbot, session, lambda opened: typed_in_window(opened.archive, draft)) == {}
    assert name_of(third) == ""
    third.reject()


def test_a_role_changes_from_a_day_on_and_figures_lead_to_records(
    qtbot: QtBot, page: CommunityPage, session: Session, went: Went, said: Said
) -> None:
    first = page.diagram.cards[0]
    assert "石榴湾镇中心小学，结对学校，协议到 2030-08-31" in first.accessibleName()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = page.diagram.cards[1]
    assert QApplication.focusWidget() is second
    assert page.partner.accessibleName() == "白鹭岭镇中心小学"
    qtbot.mouseClick(page.partner.figures["activity"], LEFT)
    assert went[-1][0] == "activity"
    assert len(went[-1][1]["ids"]) == 9
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.partner.open_button
    page.partner.role_wanted.emit(second.node.id)
    act = opened_act(qtbot, page)
    qtbot.keyClick(act.do, Qt.Key.Key_Space)
    assert act.rows["role"].box.error == "选一个角色。"
    qtbot.keyClick(act.fields["role"], Qt.Key.Key_Down)
    day = act.fields["since"].line  # type: ignore[union-attr]
    day.selectAll()
    qtbot.keyClicks(day, "2025-01-01")
    qtbot.keyClick(act.do, Qt.Key.Key_Space)
    qtbot.waitUntil(act.notice.isVisible, timeout=LONG)  # it only began in September
    day.selectAll()
    qtbot.keyClicks(day, "2026-05-01")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    qtbot.waitUntil(lambda: any(one.when == "past" for one in page.members.shown), timeout=LONG)
    (past,) = [one for one in page.members.shown if one.when == "past"]
    assert (past.who, str(past.until)) == ("白鹭岭镇中心小学", "2026-04-30")
    wrote(qtbot, session, lambda opened: undo(opened.archive, said[0][1], opened.clock.now()))
    qtbot.waitUntil(lambda: all(one.when == "now" for one in page.members.shown), timeout=LONG)
    assert page.view is not None
    page.pacts.acted.emit("renew", page.view.agreements[0])
    qtbot.waitUntil(lambda: went[-1][0] == "make", timeout=LONG)
    content = went[-1][1]["content"]
    assert (str(content["starts_on"]), str(content["ends_on"])) == ("2030-09-01", "2035-08-31")
    assert len(content["parties"]) == 5


def test_what_stands_twice_is_joined_parted_or_kept_as_two(
    qtbot: QtBot, page: CommunityPage, session: Session
) -> None:
    answered: list[tuple[str, str, Any]] = []
    session.answered.connect(lambda *told: answered.append(told))
    assert not page.open_count.isVisible()
    wrote(qtbot, session, doubles)
    qtbot.waitUntil(page.open_count.isVisible, timeout=LONG)
    assert page.open_count.accessibleName() == "待确认 2"
    qtbot.mouseClick(page.open_count, LEFT)
    assert page.twins.isVisible()
    page.twins.yes[0].setFocus()
    qtbot.keyClick(page.twins.yes[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.proposed is not None and page.proposed.count == 1, timeout=LONG)
    assert page.twins.yes[0].hasFocus()
    qtbot.mouseClick(page.twins.no[0], LEFT)
    qtbot.waitUntil(lambda: page.proposed is not None and page.proposed.count == 0, timeout=LONG)
    proposed = page.proposed
    assert proposed is not None
    assert (len(proposed.refused), proposed.joined[0].basis) == (1, "标识码相同")
    (_words, step, back), *_more = answered
    assert step == "记为两条"
    back()
    qtbot.waitUntil(lambda: page.proposed is not None and page.proposed.count == 1, timeout=LONG)
    qtbot.mouseClick(page.twins.no[0], LEFT)
    qtbot.waitUntil(lambda: page.proposed is not None and page.proposed.count == 0, timeout=LONG)
    qtbot.mouseClick(link(qtbot, page, "分开 青石"), LEFT)
    qtbot.waitUntil(lambda: page.proposed is not None and len(page.proposed.refused) == 2, timeout=LONG)
    qtbot.mouseClick(link(qtbot, page, "再问一次 青石"), LEFT)
    qtbot.waitUntil(lambda: page.proposed is not None and page.proposed.count == 1, timeout=LONG)


def test_a_step_leads_to_where_the_leading_group_is_written(
    qtbot: QtBot, page: CommunityPage, session: Session
) -> None:
    assert page.view is not None
    links = {one.text(): one for one in page.findChildren(Link)}
    page.go_to(id=page.view.id, card="group")
    qtbot.waitUntil(links["添加人员"].hasFocus, timeout=LONG)
    other = links["新协议"]
    other.setFocus()
    wrote(qtbot, session, doubles)
    qtbot.waitUntil(page.open_count.isVisible, timeout=LONG)
    assert other.hasFocus(), "it leads there once"


def test_what_another_school_leads_is_only_read(qtbot: QtBot, page: CommunityPage, session: Session) -> None:
    from sqlalchemy import update

    from edudesk.models.archive import RecordHead

    def give_away(opened: Opened) -> bool:
        community = all_of(opened.archive, "community")[0]
        partner = community.content["members"][1]["school_id"]
        with opened.archive.write() as connection:
            heads = update(RecordHead).where(RecordHead.id == community.id)
            connection.execute(heads.values(owner_id=partner))
        return True

    wrote(qtbot, session, give_away)
    qtbot.waitUntil(lambda: page.view is not None and not page.view.ours, timeout=LONG)
    notices = page.notices.findChildren(Notice)
    assert any("由石榴湾镇中心小学牵头" in one.accessibleName() for one in notices)
    assert not [one for one in page.members.findChildren(Link) if one.isVisible()]
    edit, _history, new = page.more_button.menu().actions()
    assert (edit.isEnabled(), new.isEnabled()) == (False, True)


def test_what_is_known_of_a_partner_begins_in_one_line(
    qtbot: QtBot, page: CommunityPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.session, "texts", Texts("en"))  # whose words are longer than the least width
    card = page.partner
    assert page.view is not None
    card.show_partner(page.view.partners[0], None, ours=True)
    labels = [page.session.say(f"communitypage.fact.{one}") for one in ("role", "place", "agreement")]

    def begins() -> list[int]:
        lines = [line for line in card.findChildren(Line) if line.isVisible()]
        values = [
            line.findChildren(QWidget)[1]
            for line in lines
            if any(one.text() in labels for one in line.findChildren(Words))
        ]
        own = [2 if isinstance(one, Link) else 0 for one in values]  # a link has two pixels of its own
        return [one.mapTo(card, QPoint()).x() + more for one, more in zip(values, own, strict=True)]

    qtbot.waitUntil(lambda: len(begins()) == len(labels) and len(set(begins())) == 1)
