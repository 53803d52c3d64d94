"""A community of the setup file: members, subjects, leading group, scheme, agreement, terms."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.models.ids import new_id
from edudesk.services.adopting import adoption_content, shipped_scheme, shipped_schemes
from edudesk.services.calendar import Term, TermCode, check_terms
from edudesk.services.schemes.reading import BadScheme, read_scheme
from edudesk.services.schemes.scheme import Role, Scheme
from edudesk.services.setup.tables import Page

_PLAIN = ("name", "type", "since", "until", "note")
_KEYS = (*_PLAIN, "members", "subjects", "group", "scheme", "agreement", "terms")
_MEMBER = ("school", "role", "since", "until")
_DUTY = ("duty", "person", "school")
_SCHEME = ("id", "since", "settings")
_AGREEMENT = (
    *("name", "number", "basis", "approved_on", "signed_on", "starts_on", "ends_on", "filed_on"),
    *("warn_days", "aims", "content", "rights", "copies"),
)
_TERM = ("code", "starts_on", "ends_on", "style")

Named = Mapping[str, RecordId]
Made = tuple[str, RecordId, Mapping[str, Any]]


def read_community(
    page: Page, raw: Mapping[str, Any], place: str, schools: Named, people: Named
) -> Iterator[Made]:
    """Give type, id and content of the community and of the records that belong to it."""
    page.known(raw, place, _KEYS)
    made = new_id()
    content = page.content(raw, place, "community", _PLAIN)
    since = content.get("since")
    scheme = _scheme_of(raw)
    members = tuple(_members(page, raw, place, schools, since, known=_roles(scheme)))
    yield (
        "community",
        made,
        content
        | {
            "members": members,
            "domains": tuple(
                {"domain": "subject", "value": subject, "since": since}
                for subject in page.words(raw, place, "subjects", "subject")
            ),
            "group": tuple(_group(page, raw, place, schools, people, known=_duties(scheme))),
        },
    )
    if "scheme" in raw:
        yield from _scheme(page, page.table(raw, place, "scheme"), f"{place}.scheme", made, since)
    if "agreement" in raw:
        parties = tuple({"school_id": member["school_id"]} for member in members if member.get("school_id"))
        yield _agreement(page, page.table(raw, place, "agreement"), f"{place}.agreement", made, parties)
    yield from _terms(page, raw, place, made)


def _scheme_of(raw: Mapping[str, Any]) -> Scheme | None:
    """Return the scheme that a community names; what is wrong with the name is said where it stands."""
    scheme = raw.get("scheme")
    wanted = scheme.get("id") if isinstance(scheme, Mapping) else None
    return read_scheme(shipped_scheme(str(wanted))) if wanted in shipped_schemes() else None


def _roles(scheme: Scheme | None) -> Mapping[str, Role]:
    """Return the roles of the community's scheme by code and names."""
    roles = scheme.roles if scheme else ()
    return {word: role for role in roles for word in (role.code, role.name.zh, role.name.en)}


def _duties(scheme: Scheme | None) -> Mapping[str, str]:
    """Return the codes of the duties that the community's scheme adds, by code and names."""
    duties = scheme.vocabulary.get("group-duty", ()) if scheme else ()
    return {word: duty.code for duty in duties for word in (duty.code, duty.name.zh, duty.name.en)}


def _members(
    page: Page,
    raw: Mapping[str, Any],
    place: str,
    schools: Named,
    since: date | None,
    *,
    known: Mapping[str, Role],
) -> Iterator[dict[str, Any]]:
    tables = page.tables(raw, place, "members")
    if not tables:
        page.blame("setup.no-members", place, "members")
    roles = []
    for number, table in enumerate(tables, 1):
        here = f"{place}.members[{number}]"
        page.known(table, here, _MEMBER)
        school = page.named(table.get("school"), here, "school", schools)
        said = table.get("role")
        role = known.get(said) if isinstance(said, str) else None
        roles.append(role.code if role else page.word(said, here, "role", "member-role"))
        started = page.day(table["since"], here, "since") if "since" in table else since
        until = page.day(table["until"], here, "until") if "until" in table else None
        yield {"school_id": school, "role": roles[-1], "since": started, "until": until}
    leads = {"lead", *(role.code for role in known.values() if role.side == "helper")}
    if tables and None not in roles and leads.isdisjoint(roles):
        page.blame("setup.no-lead", place, "members")


def _group(
    page: Page,
    raw: Mapping[str, Any],
    place: str,
    schools: Named,
    people: Named,
    *,
    known: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    for number, table in enumerate(page.tables(raw, place, "group"), 1):
        here = f"{place}.group[{number}]"
        page.known(table, here, _DUTY)
        person, said = str(table.get("person", "")), table.get("duty")
        school = page.named(table["school"], here, "school", schools) if "school" in table else None
        yield {
            "duty": known.get(str(said)) or page.word(said, here, "duty", "group-duty"),
            # Someone who is not on the roster stands there by name (decision 7).
            "person_id": people.get(person),
            "name": person or None,
            "school_id": school,
        }


def _scheme(
    page: Page, raw: Mapping[str, Any], place: str, community: RecordId, since: date | None
) -> Iterator[Made]:
    page.known(raw, place, _SCHEME)
    started = page.day(raw["since"], place, "since") if "since" in raw else since
    if started is None:
        page.blame("setup.missing", place, "since")
        return
    wanted = page.named(raw.get("id"), place, "id", {scheme: scheme for scheme in shipped_schemes()})
    if wanted is None:
        return
    settings = page.table(raw, place, "settings")
    try:
        yield "adoption", new_id(), adoption_content(community, shipped_scheme(wanted), started, settings)
    except BadScheme as wrong:
        for problem in wrong.problems:
            page.blame(problem.code, f"{place}.settings", problem.field, **problem.parameters)


def _agreement(
    page: Page, raw: Mapping[str, Any], place: str, community: RecordId, parties: tuple[Any, ...]
) -> Made:
    page.known(raw, place, _AGREEMENT)
    content = page.content(raw, place, "agreement", _AGREEMENT)
    first, last = content.get("starts_on"), content.get("ends_on")
    if first and last and last < first:
        page.blame("setup.order", place, "ends_on", first=first, last=last)
    return "agreement", new_id(), content | {"community_id": community, "parties": parties}


def _terms(page: Page, raw: Mapping[str, Any], place: str, community: RecordId) -> Iterator[Made]:
    terms = []
    for number, table in enumerate(page.tables(raw, place, "terms"), 1):
        here = f"{place}.terms[{number}]"
        page.known(table, here, _TERM)
        content = page.content(table, here, "term", _TERM)
        yield "term", new_id(), content | {"community_id": community}
        if len(content) < len(_TERM) - 1:
            continue
        try:
            terms.append(Term(TermCode.parse(content["code"]), content["starts_on"], content["ends_on"]))
        except UserError as wrong:
            page.blame(wrong.code, here, "code", **wrong.parameters)
    for problem in check_terms(terms):
        page.blame(problem.code, f"{place}.terms", problem.field, **problem.parameters)
