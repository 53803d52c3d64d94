"""在哪里: at which side, with which schools, and the spot."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.pages.record.advice import listed
from edudesk.ui.pages.record.ground import Ground, Surroundings
from edudesk.ui.pages.record.schools import SchoolGroup, SchoolsField
from edudesk.ui.pages.record.telling import Told, Where
from edudesk.ui.theme import theme
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.fields import ChoiceField, FormRow, TextField


class PlaceRow(QObject):
    """The row of the place, and below it the spot, which is seen when it is told or asked for."""

    edited = Signal()
    community_changed = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._community = ""
        self._names: dict[str, str] = {}
        self._unfolded = False
        places = (Where.PARTNER, Where.OURS, Where.ONLINE, Where.ELSEWHERE)
        self.where = Segment([(one.value, texts.say(f"record.where-{one.value}")) for one in places])
        self.schools = SchoolsField(
            texts.say("record.schools"), texts.say("record.schools-empty"), partial(listed, texts)
        )
        self.host = ChoiceField(label=texts.say("record.host-at"))
        self.host.setAccessibleName(texts.say("record.host"))
        self.host.setToolTip(texts.say("record.host"))
        self.spot = TextField(texts.say("record.place-hint"))
        self.row = FormRow(texts.say("record.where"), self._across())
        self.spot_row = FormRow(texts.say("record.place"), self.spot)
        self.where.edited.connect(self._changed)
        self.schools.edited.connect(self._schools_changed)
        self.host.edited.connect(self.edited)
        self.spot.textChanged.connect(self.edited)

    @property
    def community_id(self) -> str:
        """The community of the chosen schools."""
        return self._community

    def partners(self) -> tuple[str, ...]:
        """Return the schools chosen."""
        return self.schools.value()

    def set_surroundings(self, around: Surroundings, ground: Ground) -> None:
        """Offer the schools of every community; call the sides as this one does."""
        self._community = around.id
        self._names = dict(ground.schools)
        groups = [SchoolGroup(one.id, one.name, one.partners) for one in ground.communities]
        self.schools.set_groups(groups, self._names)
        suffix = "-neutral" if around.neutral else ""
        for where in (Where.PARTNER, Where.OURS):
            self.where.set_words(where.value, self._texts.say(f"record.where-{where.value}{suffix}"))

    def set_community(self, community_id: str) -> None:
        """Change to another community, with none of its schools chosen."""
        self.schools.set_value(community_id, ())
        self._schools_changed()

    def set_value(self, told: Told) -> None:
        """Show a place."""
        self._community = told.community_id
        self.where.set_value(told.where.value)
        self.schools.set_value(told.community_id, told.partners)
        self.spot.setText(told.more.get("place", ""))
        self._offer_hosts(told.host)
        self._show_spot()

    def told(self, told: Told) -> Told:
        """Return what is told with the place in it."""
        where = Where(self.where.value())
        partners = self.schools.value()
        host = next(iter(partners), "") if where is Where.PARTNER else ""
        if where is Where.PARTNER and len(partners) > 1:
            host = self.host.value() or host
        return replace(told, where=where, partners=partners, host=host, community_id=self._community)

    def more(self) -> dict[str, Any]:
        """Return the spot by the name of its field, if it is told."""
        return {"place": self.spot.text()} if self.spot.text() else {}

    def set_unfolded(self, *, unfolded: bool) -> None:
        """Show the spot with the other rare fields."""
        self._unfolded = unfolded
        self._show_spot()

    def _schools_changed(self) -> None:
        if self.schools.community_id != self._community:
            self._community = self.schools.community_id
            self.community_changed.emit(self._community)
        self._changed()

    def _changed(self) -> None:
        self._offer_hosts(self.host.value() or "")
        self._show_spot()
        self.edited.emit()

    def _offer_hosts(self, host: str) -> None:
        partners = self.schools.value()
        self.host.set_items([(one, self._names.get(one, "")) for one in partners])
        self.host.set_value(host if host in partners else next(iter(partners), ""))
        is_asked = self.where.value() == Where.PARTNER and len(partners) > 1
        self.host.setVisible(is_asked)

    def _show_spot(self) -> None:
        elsewhere = self.where.value() == Where.ELSEWHERE
        self.spot_row.setVisible(self._unfolded or elsewhere or bool(self.spot.text()))

    def _across(self) -> QWidget:
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().tokens.px(8))
        layout.addWidget(self.where)
        layout.addWidget(self.schools, 1)
        layout.addWidget(self.host)
        return holder
