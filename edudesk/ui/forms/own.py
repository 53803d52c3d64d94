"""Which types have a page of their own, made by hand; all others use the generic form."""

from collections.abc import Mapping
from typing import Any

from edudesk.ui.session import Session

OWN_PAGES: Mapping[str, str] = {"activity": "record", "plan": "plan", "summary": "summary"}
"""Type code → the page that makes and edits its records."""


def edit_record(session: Session, type_code: str, record_id: str) -> None:
    """Open a record in the form of its type."""
    page = OWN_PAGES.get(type_code)
    if page is None:
        session.go("make", type=type_code, record=record_id)
    else:
        session.go(page, **{type_code: record_id})


def make_record(session: Session, type_code: str, content: Mapping[str, Any] | None = None) -> None:
    """Open the form for a new record of a type."""
    page = OWN_PAGES.get(type_code)
    place: dict[str, Any] = {"content": dict(content or {})}
    if page is None:
        session.go("make", type=type_code, **place)
    else:
        session.go(page, **place)
