"""What was typed about a stay and not saved: kept in a draft within a second, whatever happens."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft
    from edudesk.services.exchanging.grid import Place

WEEK, MONTH, HOST = "week", "month", "host"
_BETWEEN = "|"
_MARK = "in-place"  # drafts.IN_PLACE, without loading the database layer


class Typed(QObject):
    """The values of one stay by keys such as ``week|lesson|2025-10-13``; ``troubled`` when none is kept."""

    troubled = Signal(object)  # EduDeskError

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._keeper = DraftKeeper(session.desk, self)
        self._keeper.failed.connect(self.troubled)
        self._draft: Draft | None = None
        self._name = ""
        self.stay_id = ""
        self.values: dict[str, str] = {}

    def begin(self, stay_id: str, name: str, draft: "Draft") -> None:
        """Go on with a stay; what was typed about it before and not saved is there again."""
        self.write_now()
        self.stay_id, self._name, self._draft = stay_id, name, draft
        self.values = {key: value for key, value in draft.typed.items() if key != _MARK}

    def put(self, sort: str, values: Mapping[str, str]) -> None:
        """Keep these and no others of a sort."""
        others = {key: value for key, value in self.values.items() if not key.startswith(sort + _BETWEEN)}
        fresh = others | {f"{sort}{_BETWEEN}{key}": value for key, value in values.items()}
        if fresh == self.values or self._draft is None:
            return
        self.values = fresh
        if fresh:
            self._keeper.touch(self._made)
        else:
            self._keeper.drop(self._draft)

    def of(self, sort: str) -> dict[str, str]:
        """Return what is kept of a sort."""
        begins = sort + _BETWEEN
        return {
            key.removeprefix(begins): value for key, value in self.values.items() if key.startswith(begins)
        }

    def places(self) -> "dict[Place, str]":
        """Return what was typed into the grid."""
        found: dict[Place, str] = {}
        for key, value in self.of(WEEK).items():
            code, _, day = key.rpartition(_BETWEEN)
            found[code, date.fromisoformat(day)] = value
        return found

    def put_places(self, typed: "Mapping[Place, str]") -> None:
        """Keep what is typed in the grid."""
        self.put(WEEK, {f"{code}{_BETWEEN}{day.isoformat()}": value for (code, day), value in typed.items()})

    def write_now(self) -> None:
        """Write at once what waits to be written."""
        self._keeper.write_now()

    def _made(self) -> "Draft":
        assert self._draft is not None
        return replace(
            self._draft,
            title=self._name,
            changed_at=self._session.clock.now(),
            typed={_MARK: "exchanges", **self.values},
        )
