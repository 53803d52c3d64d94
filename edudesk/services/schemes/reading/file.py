"""One scheme file as a whole: its head, its sections, its settings put in."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from edudesk.errors import Invalid, Problem
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.reading.assessments import read_assessment
from edudesk.services.schemes.reading.documents import read_document
from edudesk.services.schemes.reading.eligibility import read_eligibility
from edudesk.services.schemes.reading.evidence import read_evidence
from edudesk.services.schemes.reading.format import (
    check_amounts,
    check_format,
    check_size,
    check_whole,
    unreadable,
)
from edudesk.services.schemes.reading.grants import read_allowance, read_recognition
from edudesk.services.schemes.reading.head import (
    has_days,
    read_cycle,
    read_figures,
    read_phases,
    read_roles,
    read_vocabulary,
    read_words,
)
from edudesk.services.schemes.reading.limits import read_limit
from edudesk.services.schemes.reading.rules import Reader
from edudesk.services.schemes.reading.score_references import check_references
from edudesk.services.schemes.reading.settings import Substitution, chosen_values, read_settings
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import Words
from edudesk.services.schemes.scheme import Scheme
from edudesk.services.toml_text import Unreadable, parse

_Chosen = tuple[tuple[str, str, SettingValue], ...]


class BadScheme(Invalid):
    """A scheme file that cannot be used; carries every problem at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems, "scheme.invalid")


def read_scheme(text: str, settings: Mapping[str, SettingValue] | None = None) -> Scheme:
    """Return the scheme with ``settings`` put in, the file's defaults where one is not chosen.

    :class:`BadScheme` with all problems, each tied to a rule and field, when the text is no usable scheme.
    """
    chosen = _chosen(settings or {})
    scheme, problems = _read(text, chosen)
    if problems or scheme is None:
        raise BadScheme(problems)
    return scheme


def _chosen(settings: Mapping[str, SettingValue]) -> _Chosen:
    """Return the settings as a key of the cache, in which True is not the number 1."""
    return tuple(sorted((name, type(value).__name__, value) for name, value in settings.items()))


@lru_cache(maxsize=64)
def _read(text: str, chosen: _Chosen) -> tuple[Scheme | None, tuple[Problem, ...]]:
    return read_with(text, {name: value for name, _, value in chosen})


def read_with(text: str, settings: Mapping[str, SettingValue]) -> tuple[Scheme | None, tuple[Problem, ...]]:
    """Return the scheme as far as it can be read, and its problems; nothing of it is kept in memory."""
    raw, found = open_text(text)
    return (None, found) if found else read_tables(text, raw, settings)


def read_tables(
    text: str, raw: dict[str, Any], settings: Mapping[str, SettingValue]
) -> tuple[Scheme, tuple[Problem, ...]]:
    """Return what the tables of a file say, and their problems."""
    problems: list[Problem] = []
    return _build(text, raw, settings, problems), tuple(problems)


@lru_cache(maxsize=2)
def open_text(text: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return what the file says, or what keeps it from being read at all."""
    if too_big := check_size(text):
        return {}, (too_big,)
    try:
        raw = parse(text, parse_float=Decimal)
    except Unreadable as stop:
        return {}, (unreadable(stop),)
    if strange := check_format(raw):
        return {}, (strange,)
    return raw, check_amounts(raw) + check_whole(raw)


def _build(
    text: str, raw: dict[str, Any], chosen: Mapping[str, SettingValue], problems: list[Problem]
) -> Scheme:
    choices = read_settings(Table(raw, "", problems))
    values = chosen_values(choices, chosen, problems)
    substitution = Substitution(choices, values, problems)
    declared = raw.get("settings", [])
    kept = {name: substitution.apply(part, name) for name, part in raw.items() if name != "settings"}
    root = Table({**kept, "settings": declared}, "", problems)
    root.raw("settings")
    root.text("format")
    identity, version = root.text("id", required=True), root.text("version", required=True)
    root.text("source", required=True)
    name, basis = root.label("name"), root.label("basis", required=False)
    place, roles, types = root.label("place", required=False), read_roles(root), read_words(root, "types")
    vocabulary, cycle = read_vocabulary(root.table("vocabulary")), read_cycle(root.table("cycle"))
    phases, figures = read_phases(root), read_figures(root)
    words = Words(
        {**vocabulary, "type": types},
        tuple(role.code for role in roles),
        tuple(figure.id for figure in figures),
        tuple(phase.id for phase in phases if has_days(phase)),
        tuple(phase.id for phase in phases if not has_days(phase)),
    )
    stages = root.words("stages", words.of("stage"))
    reader = Reader(words, tuple(word.code for word in types), cycle)
    rules = (*reader.quotas(root), *reader.targets(root), *reader.statistics(root))
    documents = tuple(read_document(reader, table) for table in root.tables("documents"))
    evidence = tuple(read_evidence(reader, table) for table in root.tables("evidence"))
    limits = tuple(read_limit(reader, table) for table in root.tables("limits"))
    eligibility = tuple(read_eligibility(reader, table) for table in root.tables("eligibility"))
    recognition = tuple(read_recognition(reader, table) for table in root.tables("recognition"))
    allowances = tuple(read_allowance(reader, table) for table in root.tables("allowances"))
    assessments = tuple(read_assessment(reader, table) for table in root.tables("assessments"))
    asked: tuple[Any, ...] = (*rules, *documents, *evidence, *limits, *eligibility)
    check_references(root, assessments, asked, figures)
    root.finish()
    _check_ids(
        root,
        [one.id for one in (*asked, *recognition, *allowances, *assessments)],
        [setting.id for setting in choices],
        [role.code for role in roles],
        [phase.id for phase in phases],
        [figure.id for figure in figures],
    )
    return Scheme(
        identity,
        version,
        name,
        basis,
        text,
        MappingProxyType(values),
        cycle,
        roles,
        types,
        vocabulary,
        choices,
        rules,
        documents,
        evidence,
        limits,
        place=place,
        stages=stages,
        phases=phases,
        figures=figures,
        eligibility=eligibility,
        recognition=recognition,
        allowances=allowances,
        assessments=assessments,
    )


def _check_ids(root: Table, rules: list[str], *others: list[str]) -> None:
    for names in (rules, *others):
        for twice in sorted({name for name in names if names.count(name) > 1}):
            root.report("scheme.twice", "id", value=twice)
    if not rules:
        root.report("scheme.empty", "quotas")
