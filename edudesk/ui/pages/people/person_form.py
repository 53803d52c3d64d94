"""The form of a person: who it is, and the dated facts as rows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from edudesk.ui.pages.people.facts_editor import FactsEditor
from edudesk.ui.pages.people.form import Asked, RosterForm

if TYPE_CHECKING:
    from edudesk.services.roster import Choices


class PersonForm(RosterForm):
    """A person's form."""

    type_code = "person"
    fields = (
        Asked("name"),
        Asked("sex", "sex"),
        Asked("phone"),
        Asked("birth_month"),
        Asked("teaching_since"),
        Asked("note"),
    )
    facts: FactsEditor | None = None

    def fill_more(self, content: Mapping[str, Any], choices: "Choices") -> None:
        if self.facts is not None:
            self.facts.hide()
            self.facts.deleteLater()
        self.facts = FactsEditor(self._session, choices)
        self.facts.fill(tuple(content.get("facts", ())), is_new=self._id is None)
        self._more.addWidget(self.facts)

    def content(self) -> dict[str, Any]:
        assert self.facts is not None
        return super().content() | {"facts": self.facts.content()}

    def save(self) -> None:
        if self.facts is not None and not self.facts.find_trouble():
            super().save()
