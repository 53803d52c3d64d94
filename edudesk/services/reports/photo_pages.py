"""The photo pages of an activity (照片页)."""

from collections.abc import Sequence

from edudesk.services.reports.document import Document, Photos, Picture
from edudesk.services.reports.facts import ActivityFacts, Frame, PhotoFacts
from edudesk.services.reports.frames import framed
from edudesk.services.reports.wording import day, days, listed
from edudesk.texts import Label, Language

PHOTO_TITLE = Label("活动照片", "Photos of the activity")
_TAKEN = Label("拍摄于{day}", "taken on {day}")
_FIGURE = Label("图{number}", "Figure {number}")


def photo_pages(activity: ActivityFacts, photos: Sequence[PhotoFacts], frame: Frame) -> Document:
    """Return the photos of an activity, two to a page, each with number, words, and the activity's day.

    A picture taken on another day than the activity's says so.
    """
    language = frame.language
    held = days(activity.starts_on, activity.ends_on, language)
    pictures = []
    for number, photo in enumerate(photos, 1):
        name = _FIGURE(language).format(number=number)
        foot = listed((held, _taken(photo, activity, language)), language)
        caption = f"{name}　{photo.caption or activity.topic}" + (f"\n{foot}" if foot else "")
        pictures.append(Picture(photo.source, caption, photo.instead))
    return framed(PHOTO_TITLE(language), (Photos(tuple(pictures)),), frame, subtitle=activity.topic)


def _taken(photo: PhotoFacts, activity: ActivityFacts, language: Language) -> str:
    first, last = activity.starts_on, activity.ends_on or activity.starts_on
    if photo.taken_on is None or first is None or last is None or first <= photo.taken_on <= last:
        return ""
    return _TAKEN(language).format(day=day(photo.taken_on, language))
