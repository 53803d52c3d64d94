"""Language, shade and size of type."""

from typing import cast

from edudesk.services.preferences import ShadeChoice, SizeChoice
from edudesk.texts import Language
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import FormRow
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.layout import Column

LANGUAGES = (("zh", "中文"), ("en", "English"))
"""Each language by its own name, in every language."""


class LooksCard(Card):
    """How the window looks; it changes at once and is kept on this computer."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("settings.looks"), session.say("settings.looks-fact"))
        say, likes = session.say, session.preferences
        self.language = Segment(LANGUAGES)
        self.language.set_value(session.texts.language)
        self.language.edited.connect(lambda: session.set_language(cast("Language", self.language.value())))
        self.shade = Segment([(code, say(f"settings.shade.{code}")) for code in ("system", "light", "dark")])
        self.shade.set_value(likes.shade)
        self.shade.edited.connect(lambda: session.set_shade(cast("ShadeChoice", self.shade.value())))
        self.type_size = Segment(
            [(code, say(f"settings.size.{code}")) for code in ("standard", "large", "larger")]
        )
        self.type_size.set_value(likes.size)
        self.type_size.edited.connect(lambda: session.set_size(cast("SizeChoice", self.type_size.value())))
        rows = (
            FormRow(say("settings.language"), self.language),
            FormRow(say("settings.shade"), self.shade),
            FormRow(say("settings.size"), self.type_size, say("settings.size-hint")),
        )
        self.add_block(Column(*rows, gap=theme().tokens.px(10)))
