"""How the school numbers: fonds, category, year, pattern, and a number to look at; kept at once."""

from dataclasses import replace

from PySide6.QtCore import QTimer

from edudesk.errors import UserError
from edudesk.services.filing.numbering import PATTERNS, FilingRules, series_of
from edudesk.services.filing.volumes import Volume
from edudesk.ui.pages.files import questions
from edudesk.ui.pages.files.frame import View
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.fields import ChoiceField, FormRow, TextField
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Paragraph, Words

_SOON = 300  # milliseconds after the last key
_OWN = ""
_CATEGORIES = ("WS", "ZY", "RS", "ZP", "SW")
_NAMES = ("files.pattern-2022", "files.pattern-2015", "files.pattern-plain")
_EXAMPLE = 7


class NumberingView(View):
    """Numbers that were given stay as they are; what is typed holds for the next."""

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(session, say("files.numbering"))
        self.set_title(say("files.numbering"), say("files.numbering-words"))
        self._rules = FilingRules()
        self.fonds = TextField(say("files.fonds-example"))
        self.category = ChoiceField([(code, say(f"files.category-{code.lower()}")) for code in _CATEGORIES])
        self.years = Segment([("calendar", say("files.by-year")), ("school", say("files.by-school-year"))])
        patterns = [(pattern, say(code)) for pattern, code in zip(PATTERNS, _NAMES, strict=True)]
        self.pattern = ChoiceField([*patterns, (_OWN, say("files.pattern-own"))])
        self.own = TextField()
        self.preview = Words("", "detail", bold=True, wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.keep)
        self._lay_out()
        for field in (self.fonds, self.own):
            field.textEdited.connect(lambda _text: self._typed())
        for choice in (self.category, self.years, self.pattern):
            choice.edited.connect(self._chosen)

    def show_rules(self, rules: FilingRules) -> None:
        """Show the rules; a field in which somebody types keeps what is typed."""
        self._rules = rules
        if not self._soon.isActive() and not self._own_row.box.error:
            if not self.fonds.hasFocus():
                self.fonds.setText(rules.fonds)
            self.category.set_value(rules.category)
            self.years.set_value("school" if rules.school_years else "calendar")
            is_known = rules.pattern in PATTERNS
            self.pattern.set_value(rules.pattern if is_known and not self.own.hasFocus() else _OWN)
            if not self.own.hasFocus():
                self.own.setText(rules.pattern)
        self._show()

    @property
    def said(self) -> FilingRules:
        """What the fields say."""
        return replace(
            self._rules,
            fonds=self.fonds.text().strip(),
            category=self.category.value() or self._rules.category,
            pattern=self.pattern.value() or self.own.text().strip(),
            school_years=self.years.value() == "school",
        )

    def keep(self) -> None:
        """Write what the fields say, where it makes numbers."""
        self._soon.stop()
        rules = self.said
        if self._show() and rules != self._rules:
            self._rules = rules
            self.session.desk.change(self, lambda opened: questions.keep_rules(opened, rules))

    def _typed(self) -> None:
        self._show()
        self._soon.start()

    def _chosen(self) -> None:
        if self.pattern.value():
            self.own.setText(self.pattern.value())
        self.keep()

    def _show(self) -> bool:
        """Show the number that the fields make, and tell whether they make one."""
        self._own_row.setVisible(not self.pattern.value())
        rules = self.said
        year = self.session.clock.today().year
        try:
            series = series_of(rules, Volume(year, rules.school_years, "计划总结", "permanent"))
        except UserError as error:
            self._own_row.set_error(self.session.texts.present(error))
            return False
        self._own_row.set_error("")
        self.preview.setText(series.number(_EXAMPLE))
        return True

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self.session.say
        self._own_row = FormRow(say("files.pattern-own-label"), self.own, say("files.pattern-hint"))
        rows = (
            FormRow(say("files.fonds"), self.fonds, say("files.fonds-hint")),
            FormRow(say("files.category"), self.category),
            FormRow(say("files.years"), self.years, say("files.years-hint")),
            FormRow(say("files.pattern"), self.pattern),
            self._own_row,
        )
        card = Card(say("files.numbering-card"))
        card.add_block(Column(*rows, gap=px(10)))
        sample = Card(say("files.sample"))
        sample.add_block(Column(self.preview, Paragraph(say("files.sample-words"), "second", "text2"), gap=6))
        self.area.body.addWidget(sample)
        self.area.body.addWidget(card)
        self.area.body.addStretch(1)
