"""The five steps of the first start."""

from pathlib import Path

from PySide6.QtCore import Qt

from edudesk.ui.importing import ImportSteps
from edudesk.ui.pages.start.partners import PartnersQuestion
from edudesk.ui.pages.start.people import PeopleQuestion
from edudesk.ui.pages.start.scheme import SchemeQuestion
from edudesk.ui.pages.start.school import SchoolQuestion
from edudesk.ui.pages.start.term import TermQuestion
from edudesk.ui.widgets.choice import ChoiceField
from tests.e2e.new_user.desk import Sitting, answering
from tests.e2e.new_user.story import AUTHOR, FIRST, LAST, OTHER, OURS, PARTNER


def answer_school(user: Sitting) -> None:
    """Name, kind, side, author, and a folder of one's own for the archive."""
    hands, question = user.hands, user.start.question
    assert isinstance(question, SchoolQuestion)
    hands.type(question.name, OURS, "name")
    assert question.kind.chosen() == ("junior",)  # as the name tells
    hands.click(question.kind._buttons["senior"])
    hands.click(question.kind._buttons["junior"])
    hands.click(question.helped)
    hands.click(question.helps)
    hands.type(question.author, AUTHOR, "author")
    with answering(folder=user.place.archive):
        hands.click(question.elsewhere)
    assert question.folder.text() == str(user.place.archive)
    _go_on(user, PartnersQuestion)


def answer_partners(user: Sitting) -> None:
    """Two schools, one line each; Enter begins the next line."""
    hands, question = user.hands, user.start.question
    assert isinstance(question, PartnersQuestion)
    hands.type(question.lines[0].name, PARTNER, "partner 1")
    hands.press(Qt.Key.Key_Return)
    hands.type(question.lines[1].name, OTHER, "partner 2")
    _go_on(user, SchemeQuestion)


def answer_scheme(user: Sitting) -> None:
    """Found by the name of the district, chosen by a click."""
    hands, question = user.hands, user.start.question
    assert isinstance(question, SchemeQuestion)
    hands.until(lambda: question.choice.cards, "for the schemes")
    hands.type(question.choice.search, "钦南")
    hands.until(lambda: "qinnan" in question.choice.cards, "for 钦南")
    hands.click(question.choice.cards["qinnan"])
    hands.until(lambda: question.choice.asks.rows, "for what it asks")
    _go_on(user, TermQuestion)


def answer_term(user: Sitting) -> None:
    """First and last school day; going on makes the archive."""
    hands, question = user.hands, user.start.question
    assert isinstance(question, TermQuestion)
    hands.replace(question.first.line, FIRST.isoformat(), "first")
    hands.replace(question.last.line, LAST.isoformat(), "last")
    hands.replace(question.since.line, FIRST.isoformat(), "since")
    _go_on(user, PeopleQuestion)


def answer_people(user: Sitting) -> None:
    """A list that Excel saved, then our own roster: columns matched, tried, taken in; then to the window."""
    hands, question = user.hands, user.start.question
    assert isinstance(question, PeopleQuestion)
    hands.until(lambda: question.steps is not None, "for the archive")
    steps = question.steps
    assert isinstance(steps, ImportSteps)
    bring_in(user, steps, user.place.real_roster, ["姓名", "不用"], "导入 10 人")
    own = ["姓名", "性别", "任职学校", "职称", "荣誉", "不用", "任教学科"]
    bring_in(user, steps, user.place.roster, own, "导入 6 人", mended="职务")
    assert user.start.answers.imported == 16
    hands.click(user.start.bar.next)
    hands.until(lambda: user.window.is_ready, "for the window")


def bring_in(
    user: Sitting, steps: ImportSteps, file: Path, columns: list[str], counted: str, *, mended: str = ""
) -> None:
    """Choose a file, look at its columns, say what the last unknown one is, try it out, take it in."""
    hands = user.hands
    with answering(files=[file]):
        hands.click(steps.file_step.choose)
    hands.until(lambda: steps.steps.current == 1 and steps.bar.isEnabled(), "for the columns")
    (card,) = steps.columns_step.cards
    fields = card.fields[-len(columns) :]
    assert [field.currentText() for field in fields] == columns
    if mended:
        choose_words(user, fields[columns.index("不用")], mended)
    hands.click(steps.next)
    hands.until(
        lambda: steps.steps.current == 2 and steps.next.isEnabled() and steps.next.text() == counted,
        f"for {counted}",
    )
    hands.click(steps.next)
    hands.until(lambda: steps.steps.current == 0 and steps.file_step.choose.isVisible(), "for the import")
    hands.until(lambda: not user.window.session.desk.works, "for the work")


def choose_words(user: Sitting, field: ChoiceField, words: str) -> None:
    """Choose words in a drop-down with the arrow keys."""
    rows = [field.itemText(row) for row in range(field.count())]
    steps = rows.index(words) - field.currentIndex()
    field.setFocus()
    for _ in range(abs(steps)):
        user.hands.press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    assert field.currentText() == words


def _go_on(user: Sitting, following: type) -> None:
    user.hands.click(user.start.bar.next)
    user.hands.until(lambda: isinstance(user.start.question, following), f"for {following.__name__}")
