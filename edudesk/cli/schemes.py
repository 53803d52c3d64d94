"""Commands about schemes: scheme list, show, check, compare, use."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.cli.console import Console
from edudesk.cli.words import (
    Commands,
    a_day,
    archive_argument,
    chosen_archive,
    json_argument,
    now,
    read_text,
    today,
)
from edudesk.errors import UserError
from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.schemes.facts import SettingValue
    from edudesk.services.schemes.reading import Find
    from edudesk.services.schemes.results import RuleResult
    from edudesk.services.schemes.scheme import Scheme, ScorePart
    from edudesk.services.trying import SchemeTrial


def add_commands(commands: Commands, texts: Texts) -> None:
    """Enter these commands."""
    scheme = commands.add_parser("scheme", help=texts.say("cli.scheme"), description=texts.say("cli.scheme"))
    verbs = scheme.add_subparsers(dest="verb", metavar="VERB", required=True)

    listing = verbs.add_parser("list", help=texts.say("cli.scheme-list"))
    json_argument(listing, texts)
    listing.set_defaults(call=_list)
    show = verbs.add_parser("show", help=texts.say("cli.scheme-show"))
    show.add_argument("scheme", metavar="ID|FILE", help=texts.say("cli.scheme-file"))
    show.set_defaults(call=_show)
    check = verbs.add_parser("check", help=texts.say("cli.scheme-check"))
    check.add_argument("scheme", metavar="ID|FILE", help=texts.say("cli.scheme-file"))
    check.set_defaults(call=_check)
    comparing = verbs.add_parser("compare", help=texts.say("cli.scheme-compare"))
    comparing.add_argument("old", metavar="ID|FILE", help=texts.say("cli.scheme-file"))
    comparing.add_argument("new", metavar="ID|FILE", help=texts.say("cli.scheme-file"))
    comparing.set_defaults(call=_compare)
    _add_use(verbs, texts)


def _add_use(verbs: Commands, texts: Texts) -> None:
    use = verbs.add_parser("use", help=texts.say("cli.scheme-use"))
    use.add_argument("scheme", metavar="ID|FILE", help=texts.say("cli.scheme-file"))
    archive_argument(use, texts)
    use.add_argument("--community", metavar="ID", help=texts.say("cli.community"))
    use.add_argument("--since", type=a_day, required=True, metavar="DATE", help=texts.say("cli.since"))
    use.add_argument(
        "--set",
        dest="settings",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=texts.say("cli.scheme-set"),
    )
    use.add_argument("--dry-run", action="store_true", help=texts.say("cli.dry-run"))
    use.add_argument("--on", type=a_day, metavar="DATE", help=texts.say("cli.on"))
    use.set_defaults(call=_use)


def _opened(named: str) -> "tuple[str, Find]":
    """Return the text of a shipped scheme by its id, or of a file, and where it finds what it builds on."""
    from edudesk.services.adopting import find_shipped, shipped_schemes

    shipped, path = shipped_schemes(), Path(named)
    if named in shipped:
        return read_text(shipped[named]), find_shipped
    if not path.exists() and not named.endswith(".toml"):
        raise UserError("scheme.unknown", name=named, names=", ".join(shipped))

    def find(scheme_id: str) -> str | None:
        beside = path.with_name(f"{scheme_id}.toml")
        if Path(scheme_id).name == scheme_id and beside.is_file() and not beside.samefile(path):
            return read_text(beside)
        return find_shipped(scheme_id)

    return read_text(path), find


def _whole_text(named: str) -> str:
    from edudesk.services.schemes.reading import compose

    return compose(*_opened(named))


def _read(named: str) -> "Scheme":
    from edudesk.services.schemes.reading import read_scheme

    return read_scheme(_whole_text(named))


def _list(_arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.models.vocabularies import VOCABULARIES
    from edudesk.services.adopting import shipped_schemes
    from edudesk.services.schemes.sections import entries

    language = console.texts.language
    schemes = {name: _read(name) for name in shipped_schemes()}
    if console.as_json:
        console.data([_listed(scheme, console.texts) for scheme in schemes.values()])
        return True
    columns = ("id", "name", "place", "stages", "rules")
    rows = [[console.texts.say(f"cli.scheme-column-{column}") for column in columns]]
    for name, scheme in schemes.items():
        stages = [VOCABULARIES["stage"].label(stage)(language) for stage in scheme.stages]
        rules = len(list(entries(scheme)))
        rows.append([name, scheme.name(language), scheme.place(language), "、".join(stages), str(rules)])
    console.table(rows)
    return True


def _listed(scheme: "Scheme", texts: Texts) -> dict[str, Any]:
    from edudesk.services.schemes.sections import entries

    return {
        "id": scheme.id,
        "version": scheme.version,
        "name": scheme.name(texts.language),
        "place": scheme.place(texts.language),
        "stages": list(scheme.stages),
        "rules": len(list(entries(scheme))),
        "settings": [setting.id for setting in scheme.choices],
    }


def _show(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.schemes.sections import entries
    from edudesk.services.standing.differing import SAID
    from edudesk.services.standing.ruling import say_rule

    texts, language = console.texts, console.texts.language
    scheme = _read(arguments.scheme)
    console.line(f"{scheme.name(language)} ({scheme.id} {scheme.version})")
    last = ""
    for section, entry in entries(scheme):
        if section != last:
            console.line(f"\n{texts.say(f'scheme.section.{section}')}")
            last = section
        console.line(f"\n· {entry.name(language)}  [{entry.id}]")
        console.line(f"  {entry.sentence}")
        if section in SAID:
            console.line("  → " + "".join(piece.text for piece in say_rule(texts, scheme, entry.id)))
    for assessment in scheme.assessments:
        console.line(f"\n{assessment.name(language)}")
        _write_parts(console, assessment.whole, "  ")
    return True


def _write_parts(console: Console, part: "ScorePart", indent: str) -> None:
    """Write the indicators of a table with their points or weights, the inner ones further in."""
    from edudesk.services.schemes.explain import plain
    from edudesk.services.schemes.scheme import Sum

    for inner in part.method.parts if isinstance(part.method, Sum) else ():
        share = f"{plain(inner.weight)}%" if inner.weight is not None else ""
        points = plain(inner.points) if inner.points is not None else ""
        console.line(f"{indent}{inner.name(console.texts.language)}  {share or points}".rstrip())
        _write_parts(console, inner, indent + "  ")


def _check(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.schemes.checking import look_through
    from edudesk.services.schemes.sections import entries

    text, find = _opened(arguments.scheme)
    found = look_through(text, find)
    console.problems(found.problems)
    if found.hints:
        console.say("cli.scheme-hints", count=len(found.hints))
        console.problems(found.hints)
    if found.scheme:
        rules = len(list(entries(found.scheme)))
        console.say("cli.scheme-valid", name=found.scheme.name, rules=rules)
    return not found.problems


def _compare(arguments: argparse.Namespace, console: Console) -> bool:
    _write_differences(console, _read(arguments.old), _read(arguments.new))
    return True


def _write_differences(console: Console, old: "Scheme", new: "Scheme") -> None:
    from edudesk.services.standing.differing import say_differences

    views = say_differences(console.texts, old, new)
    if not views:
        console.say("cli.scheme-same")
    for view in views:
        console.say(f"cli.scheme-{view.sort}", name=view.name, id=view.id or new.id)
        for line in view.lines:
            console.line(f"    {line}")


def _use(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.adopting import adopt
    from edudesk.services.archive import open_archive
    from edudesk.services.status import chosen_community
    from edudesk.services.trying import try_scheme

    words = _whole_text(arguments.scheme)
    moment = now()
    with open_archive(chosen_archive(arguments), moment) as archive:
        community = chosen_community(archive, arguments.community)
        trial = try_scheme(archive, community, words, today(arguments))
        if arguments.settings:
            chosen = {**trial.settings, **_settings(arguments.settings, trial.new)}
            trial = try_scheme(archive, community, words, today(arguments), settings=chosen)
        _write_trial(console, trial)
        if arguments.dry_run:
            return True
        adopt(archive, community.id, words, since=arguments.since, settings=trial.settings, now=moment)
    console.say("cli.scheme-used", community=community.title, name=trial.new.name, since=arguments.since)
    return True


def _settings(given: list[str], scheme: "Scheme") -> dict[str, "SettingValue"]:
    """Return settings written as ``name=value``; their types are those that the scheme declares."""
    types = {setting.id: setting.type for setting in scheme.choices}
    flags = {"true": True, "false": False}
    found: dict[str, SettingValue] = {}
    for words in given:
        name, equals, value = words.partition("=")
        if not equals or name not in types:
            raise UserError("scheme.set-form", words=words, names="、".join(types))
        match types[name]:
            case "number" if value.isascii() and value.isdigit():
                found[name] = int(value)
            case "flag" if value in flags:
                found[name] = flags[value]
            case _:
                found[name] = value
    return found


def _write_trial(console: Console, trial: "SchemeTrial") -> None:
    """Write what the new scheme says otherwise, and what its rules would come to in the term that runs."""
    from edudesk.services.calendar import term_label

    if trial.old is None:
        return
    _write_differences(console, trial.old, trial.new)
    changed = [rule for rule in trial.rules if not rule.same]
    if not changed:
        return
    texts = console.texts
    console.say("cli.scheme-trial", term=term_label(trial.term.code))
    rows = [[texts.say(f"cli.scheme-trial-{column}") for column in ("rule", "before", "after")]]
    rows += [
        [rule.name(texts.language), _standing(rule.before, texts), _standing(rule.after, texts)]
        for rule in changed
    ]
    console.table(rows)


def _standing(result: "RuleResult | None", texts: Texts) -> str:
    from edudesk.services.schemes.explain import say_figure, say_state

    if result is None:
        return "—"
    figure = say_figure(result) if result.target else ""
    return f"{say_state(texts, result.state)} {figure}".strip()
