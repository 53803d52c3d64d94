"""The command status: how every rule of a term stands, as a table or as JSON (``docs/status-json.md``)."""

import argparse
from typing import TYPE_CHECKING

from edudesk.cli.console import Console
from edudesk.cli.scores import write_scores
from edudesk.cli.words import (
    Commands,
    a_day,
    archive_argument,
    chosen_archive,
    command,
    json_argument,
    now,
    today,
)
from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.schemes.results import RuleResult
    from edudesk.services.status import TermStatus


def add_commands(commands: Commands, texts: Texts) -> None:
    """Enter the command."""
    status = command(commands, texts, "status", _status)
    archive_argument(status, texts)
    status.add_argument("--term", required=True, metavar="2025-1", help=texts.say("cli.term"))
    status.add_argument("--community", metavar="ID", help=texts.say("cli.community"))
    status.add_argument("--on", type=a_day, metavar="DATE", help=texts.say("cli.on"))
    status.add_argument("--strict", action="store_true", help=texts.say("cli.strict"))
    json_argument(status, texts)


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
        from edudesk.services.stating import status_data

        console.data([status_data(one, console.texts) for one in stands])
    else:
        for one in stands:
            _write(one, console)
    return not arguments.strict or not any(result.owed for one in stands for result in one.evaluation.results)


def _write(status: "TermStatus", console: Console) -> None:
    from edudesk.services.calendar import term_label
    from edudesk.services.schemes.explain import plain, say_figure, say_state
    from edudesk.services.schemes.results import UNOWED

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
    asked = [result for result in status.evaluation.results if result.kind not in UNOWED]
    reached = sum(result.state in ("met", "exceeded") for result in asked)
    counted = sum(result.state != "not-applicable" for result in asked)
    console.say("cli.status-sum", met=reached, total=counted)
    console.line()
    write_scores(status, console)


def _words(result: "RuleResult", texts: Texts) -> list[str]:
    """Return what is owed; where nothing can be mended any more, why it was missed."""
    from edudesk.services.schemes.explain import say_near, say_owed

    owed = [say_owed(texts, one) for one in result.owed]
    return owed or ([say_near(texts, one) for one in result.near[:1]] if result.state == "missed" else [])
