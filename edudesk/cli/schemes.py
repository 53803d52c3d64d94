"""Commands about rules: scheme list, show, check, use; status."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.cli.console import Console
from edudesk.cli.words import (
    Commands,
    a_day,
    archive_argument,
    chosen_archive,
    command,
    json_argument,
    now,
    read_text,
    today,
)
from edudesk.errors import UserError
from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.schemes.results import RuleResult
    from edudesk.services.status import TermStatus


def add_commands(commands: Commands, texts: Texts) -> None:
    """Enter these commands."""
    scheme = commands.add_parser("scheme", help=texts.say("cli.scheme"), description=texts.say("cli.scheme"))
    verbs = scheme.add_subparsers(dest="verb", metavar="VERB", required=True)

    listing = verbs.add_parser("list", help=texts.say("cli.scheme-list"))
    listing.set_defaults(call=_list)
    show = verbs.add_parser("show", help=texts.say("cli.scheme-show"))
    show.add_argument("scheme", metavar="ID|FILE", help=texts.say("cli.scheme-file"))
    show.set_defaults(call=_show)
    check = verbs.add_parser("check", help=texts.say("cli.scheme-check"))
    check.add_argument("scheme", metavar="FILE", help=texts.say("cli.scheme-file"))
    check.set_defaults(call=_check)
    use = verbs.add_parser("use", help=texts.say("cli.scheme-use"))
    use.add_argument("scheme", metavar="ID|FILE", help=texts.say("cli.scheme-file"))
    archive_argument(use, texts)
    use.add_argument("--community", metavar="ID", help=texts.say("cli.community"))
    use.add_argument("--since", type=a_day, required=True, metavar="DATE", help=texts.say("cli.since"))
    use.set_defaults(call=_use)

    status = command(commands, texts, "status", _status)
    archive_argument(status, texts)
    status.add_argument("--term", required=True, metavar="2025-1", help=texts.say("cli.term"))
    status.add_argument("--community", metavar="ID", help=texts.say("cli.community"))
    status.add_argument("--on", type=a_day, metavar="DATE", help=texts.say("cli.on"))
    status.add_argument("--strict", action="store_true", help=texts.say("cli.strict"))
    json_argument(status, texts)


def _scheme_text(named: str) -> str:
    """Return the text of a shipped scheme by its id, or of a file."""
    from edudesk.services.adopting import shipped_schemes

    shipped = shipped_schemes()
    if named in shipped:
        return read_text(shipped[named])
    if not Path(named).exists() and not named.endswith(".toml"):
        raise UserError("scheme.unknown", name=named, names=", ".join(shipped))
    return read_text(Path(named))


def _list(_arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.adopting import shipped_schemes
    from edudesk.services.schemes.reading import read_scheme

    for name, path in shipped_schemes().items():
        scheme = read_scheme(read_text(path))
        console.line(f"{name}  {scheme.name(console.texts.language)}")
    return True


def _show(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.schemes.reading import read_scheme

    language = console.texts.language
    scheme = read_scheme(_scheme_text(arguments.scheme))
    console.line(f"{scheme.name(language)} ({scheme.id} {scheme.version})")
    for rule in scheme.rules:
        console.line(f"\n· {rule.name(language)}")
        console.line(f"  {rule.sentence}")
    return True


def _check(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.schemes.reading import check_scheme, read_scheme

    words = _scheme_text(arguments.scheme)
    found = check_scheme(words)
    console.problems(found)
    if not found:
        scheme = read_scheme(words)
        console.say("cli.scheme-valid", name=scheme.name, rules=len(scheme.rules))
    return not found


def _use(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.adopting import adopt
    from edudesk.services.archive import open_archive
    from edudesk.services.schemes.reading import read_scheme
    from edudesk.services.status import chosen_community

    words = _scheme_text(arguments.scheme)
    scheme = read_scheme(words)
    moment = now()
    with open_archive(chosen_archive(arguments), moment) as archive:
        community = chosen_community(archive, arguments.community)
        adopt(archive, community.id, words, since=arguments.since, settings={}, now=moment)
    console.say("cli.scheme-used", community=community.title, name=scheme.name, since=arguments.since)
    return True


def _status(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.archive import open_archive
    from edudesk.services.calendar import TermCode
    from edudesk.services.status import chosen_communities, term_status

    code, day = TermCode.parse(arguments.term), today(arguments)
    with open_archive(chosen_archive(arguments), now()) as archive:
        stands = [
            term_status(archive, community, code, day)
            for community in chosen_communities(archive, arguments.community)
        ]
    if console.as_json:
        console.data([_as_data(one, console.texts) for one in stands])
    else:
        for one in stands:
            _write(one, console)
    return not arguments.strict or not any(result.owed for one in stands for result in one.evaluation.results)


def _write(status: "TermStatus", console: Console) -> None:
    from edudesk.services.calendar import term_label
    from edudesk.services.schemes.explain import plain, say_figure, say_state

    texts = console.texts
    console.say(
        "cli.status-head",
        community=status.community.title,
        term=term_label(status.term.code),
        first=status.term.starts_on,
        last=status.term.ends_on,
        scheme=status.scheme.name,
        day=status.evaluation.today,
    )
    rows = [
        [texts.say(f"cli.status-column-{name}") for name in ("state", "rule", "value", "planned", "owed")]
    ]
    for result in status.evaluation.results:
        figures = say_figure(result) if result.target else ""
        planned = result.planned - result.value
        rows.append(
            [
                say_state(texts, result.state),
                result.name(texts.language),
                figures,
                f"+{plain(planned)}" if planned > 0 else "",
                "；".join(_words(result, texts)),
            ]
        )
    console.table(rows)
    reached = sum(result.state in ("met", "exceeded") for result in status.evaluation.results)
    counted = sum(result.state != "not-applicable" for result in status.evaluation.results)
    console.say("cli.status-sum", met=reached, total=counted)
    console.line()


def _words(result: "RuleResult", texts: Texts) -> list[str]:
    """Return what is owed; where nothing can be mended any more, why it was missed."""
    from edudesk.services.schemes.explain import say_near, say_owed

    owed = [say_owed(texts, one) for one in result.owed]
    return owed or ([say_near(texts, one) for one in result.near[:1]] if result.state == "missed" else [])


def _as_data(status: "TermStatus", texts: Texts) -> dict[str, Any]:
    return {
        "community": {"id": status.community.id, "name": status.community.title},
        "term": str(status.term.code),
        "on": status.evaluation.today.isoformat(),
        "scheme": {"id": status.scheme.id, "version": status.scheme.version},
        "rules": [_rule_data(result, texts) for result in status.evaluation.results],
    }


def _rule_data(result: "RuleResult", texts: Texts) -> dict[str, Any]:
    from edudesk.services.schemes.explain import plain, say_near, say_owed

    period = result.period
    return {
        "id": result.rule_id,
        "kind": result.kind,
        "name": result.name(texts.language),
        "sentence": result.sentence,
        "state": result.state,
        "value": plain(result.value),
        "planned": plain(result.planned),
        "target": plain(result.target),
        "period": {"first": period.first.isoformat(), "last": period.last.isoformat()} if period else None,
        "owed": [say_owed(texts, owed) for owed in result.owed],
        "counted": [
            {"record": one.record, "id": one.id, "amount": plain(one.amount)} for one in result.counted
        ],
        "near": [{"record": one.record, "id": one.id, "why": say_near(texts, one)} for one in result.near],
        "parts": [
            {
                "for": part.basis.label(texts.language),
                "state": part.state,
                "value": plain(part.value),
                "target": plain(part.target),
                "owed": [say_owed(texts, owed) for owed in part.owed],
            }
            for part in result.parts
        ],
        "gaps": [{"record": gap.record, "id": gap.id, "missing": list(gap.kinds)} for gap in result.gaps],
    }
