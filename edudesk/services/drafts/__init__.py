"""Typed but unsaved work, one file per draft beside the database: a crash costs a second of typing."""

from edudesk.services.drafts.keeping import (
    IN_PLACE,
    Draft,
    DraftPhoto,
    Loaded,
    drafts_folder,
    load_all,
    remove,
    save,
)
from edudesk.services.drafts.photos import take_photo
from edudesk.services.drafts.saving import (
    Entered,
    editing,
    enter,
    kept_in_window,
    new_draft,
    typed_in_window,
    waiting,
    window_draft,
)

__all__ = [
    "IN_PLACE",
    "Draft",
    "DraftPhoto",
    "Entered",
    "Loaded",
    "drafts_folder",
    "editing",
    "enter",
    "kept_in_window",
    "load_all",
    "new_draft",
    "remove",
    "save",
    "take_photo",
    "typed_in_window",
    "waiting",
    "window_draft",
]
