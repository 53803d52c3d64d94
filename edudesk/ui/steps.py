"""Where the one next step of a row leads: the button on 首页 and on a gap open the same place."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractButton

from edudesk.services.standing.view import RecordKey, Step
from edudesk.ui.desk import Opened
from edudesk.ui.forms.own import OWN_PAGES, edit_record, make_record
from edudesk.ui.session import Session

_AT_HANDING: Mapping[str, Mapping[str, Any]] = {
    "roll": {"tab": "roll"},
    "choose": {"tab": "look", "conflicts": True},
}


def take_step(session: Session, step: Step) -> None:
    """Open the page on which a step is done."""
    told: dict[str, Any] = dict(step.arguments)
    record = told.get("record")
    match step.kind:
        case "see-plan":
            _see_plan(session, [(kind, key) for kind, key in told["records"]], step.label)
        case "members" | "group":
            _see_community(session, told.get("community_id", ""), step.kind)
        case "roll" | "choose":
            session.go("handing", **_AT_HANDING[step.kind])
        case "scheme":
            session.go("scheme", community=told.get("community_id", ""))
        case "see-rule":
            session.go("scheme", community=told["rule"][0], rule=told["rule"][1])
        case "open" if record and record[0] == "activity":
            session.go("record", activity=record[1], state="held")
        case "file" if record and record[0] == "activity":
            session.go("record", activity=record[1], missing=tuple(told.get("kinds", ())))
        case _ if record and record[0] in OWN_PAGES:
            edit_record(session, *record)
        case _ if record:
            session.go("make", record=record[1])
        case _:
            _make(session, told["type"], told.get("content", {}))


def _make(session: Session, type_code: str, content: Mapping[str, Any]) -> None:
    """Open the form of a new record."""
    if type_code == "activity" and content.get("pair_id"):
        _record_session(session, content)
    elif type_code == "activity":
        session.go("record", content=content)
    elif type_code == "mentor-pair":
        session.go("pairs", new=content)
    else:
        make_record(session, type_code, content)


def _record_session(session: Session, content: Mapping[str, Any]) -> None:
    """Open the form of a session with the people, kind and schools that the pair already tells."""
    session.desk.ask(
        session,
        partial(_session_content, pair_id=content["pair_id"]),
        lambda known: session.go("record", content={**known, **content}),
    )


def _session_content(opened: Opened, pair_id: str) -> Mapping[str, Any]:
    from edudesk.services.pairing.session import session_content

    return session_content(opened.archive, pair_id, opened.clock.today())


def _see_community(session: Session, community_id: str, card: str) -> None:
    """Show who is in a community or leads it; before there is one, the schools that may be."""
    if community_id:
        session.go("community", id=community_id, card=card)
    else:
        session.go("people", tab="schools")


def _see_plan(session: Session, records: list[RecordKey], title: str) -> None:
    """Open what is planned where it stands among other days: activities in the calendar of 计划."""
    if all(kind == "activity" for kind, _ in records):
        session.go("plan", view="calendar", id=records[0][1])
    else:
        open_records(session, records, title)


def open_records(session: Session, records: Iterable[RecordKey], title: str) -> None:
    """Open the records behind a figure: activities and pairs in their lists, others in that of all kinds."""
    chosen = tuple(dict.fromkeys((kind, key) for kind, key in records))
    if chosen and all(kind == "activity" for kind, _ in chosen):
        session.go("activity", ids=tuple(key for _, key in chosen), title=title)
    elif chosen and all(kind == "mentor-pair" for kind, _ in chosen):
        session.go("pairs", ids=tuple(key for _, key in chosen), title=title)
    else:
        session.go("records", records=chosen, title=title)


def lead_to_records(
    figure: QAbstractButton, session: Session, records: Iterable[RecordKey], title: str
) -> None:
    """Let a figure open the records behind it, and say to those who hear it how many they are.

    A figure in days, people or subjects counts otherwise than its records do.
    """
    behind = tuple(dict.fromkeys(records))
    figure.setAccessibleDescription(session.say("records.behind", count=len(behind)))
    figure.clicked.connect(lambda: open_records(session, behind, title))
