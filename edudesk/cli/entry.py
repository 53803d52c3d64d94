"""Commands of bulk entry: template, import."""

import argparse
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.cli.console import Console
from edudesk.cli.words import Commands, archive_argument, chosen_archive, command, json_argument, now
from edudesk.errors import UserError
from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.importing.preview import Preview


def add_commands(commands: Commands, texts: Texts) -> None:
    """Enter these commands."""
    template = command(commands, texts, "template", _template)
    template.add_argument(
        "--to", type=Path, required=True, metavar="ledger.xlsx", help=texts.say("cli.to-file")
    )

    taking_in = command(commands, texts, "import", _import)
    archive_argument(taking_in, texts)
    taking_in.add_argument("workbook", type=Path, metavar="FILE", help=texts.say("cli.workbook"))
    taking_in.add_argument("--dry-run", action="store_true", help=texts.say("cli.dry-run"))
    taking_in.add_argument("--good-rows", action="store_true", help=texts.say("cli.good-rows"))
    taking_in.add_argument("--near", choices=["new", "same"], help=texts.say("cli.near"))
    taking_in.add_argument(
        "--column", action="append", default=[], metavar="HEADING=FIELD", help=texts.say("cli.column")
    )
    taking_in.add_argument("--term", metavar="2025-1", help=texts.say("cli.import-term"))
    taking_in.add_argument("--history", action="store_true", help=texts.say("cli.history"))
    json_argument(taking_in, texts)


def _template(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.importing.template import write_template

    write_template(arguments.to)
    console.say("cli.template-made", path=arguments.to)
    return True


def _import(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.archive import open_archive
    from edudesk.services.importing.remembering import remember_schools, same_schools

    moment = now()
    with open_archive(chosen_archive(arguments), moment) as archive:
        found = _preview(arguments, archive, moment, console, {})
        # Who somebody is depends on which school is meant: settled names are read with anew.
        schools = same_schools(found) if arguments.near == "same" else {}
        if schools:
            found = _preview(arguments, archive, moment, console, schools)
        _tell(found, console)
        if arguments.dry_run:
            return not found.with_problems()
        done = _take_in(arguments, archive, found, moment, console)
        remember_schools(archive, schools)
        return done


def _preview(
    arguments: argparse.Namespace,
    archive: "Archive",
    moment: datetime,
    console: Console,
    schools: Mapping[str, str],
) -> "Preview":
    """Return the dry run; a person's corrections of columns are read with (and remembered once taken in)."""
    from edudesk.services.importing.dryrun import preview
    from edudesk.services.importing.remembering import Memory, remembered, remembered_schools, used

    settled = {**remembered_schools(archive), **schools}

    def read(memory: Memory) -> "Preview":
        return preview(
            archive,
            arguments.workbook,
            moment.astimezone().date(),
            memory=memory,
            schools=settled,
            span=_span(arguments),
            job=console.job(),
        )

    known = remembered(archive)
    found = read(known)
    if arguments.column:
        found = read({**known, **used(found, _corrections(arguments.column))})
    return found


def _span(arguments: argparse.Namespace) -> tuple[date, date] | None:
    """Return the days of the term that a date without a year lies in."""
    if not arguments.term:
        return None
    from edudesk.services.calendar import TermCode, default_term

    term = default_term(TermCode.parse(arguments.term))
    return term.starts_on, term.ends_on


def _corrections(words: list[str]) -> Mapping[str, str]:
    pairs = [word.partition("=") for word in words]
    if not all(sign for _heading, sign, _column in pairs):
        raise UserError("import.column-form", wanted="、".join(words))
    return {heading.strip(): column.strip() for heading, _sign, column in pairs}


def _tell(found: "Preview", console: Console) -> None:
    from edudesk.services.importing.preview import listing, remarks

    counts = {state.value: number for state, number in found.counts().items()}
    if console.as_json:
        wrong = listing(found, console.texts)
        console.data({"rows": counts, "problems": wrong, "remarks": remarks(found, console.texts)})
        return
    for line in [*remarks(found, console.texts), *listing(found, console.texts)]:
        console.line(f"  · {line}")
    states = ("new", "changed", "same", "repeat", "asks", "problem")
    console.say("cli.import-counts", name=found.name, **{state: counts.get(state, 0) for state in states})
    if counts.get("asks"):
        console.say("cli.import-asks", count=counts["asks"])
    if counts.get("problem"):
        console.say("cli.import-problems", count=counts["problem"])


def _take_in(
    arguments: argparse.Namespace, archive: "Archive", found: "Preview", moment: datetime, console: Console
) -> bool:
    from edudesk.services.importing.applying import AS_NEW, apply
    from edudesk.services.importing.remembering import remember, used

    asking = [line for line in found.lines if line.near]
    answers = {
        line.record_id: AS_NEW if arguments.near == "new" else line.near[0].id
        for line in asking
        if arguments.near
    }
    done = apply(
        archive,
        found,
        moment,
        only_good_rows=arguments.good_rows,
        answers=answers,
        historical=arguments.history,
        job=console.job(),
    )
    remember(archive, used(found))
    if not console.as_json:
        for doubt in done.doubts:
            console.line(f"  · {console.texts.problem(doubt)}")
        console.say(
            "cli.imported",
            new=done.new,
            changed=done.changed,
            same=done.same,
            files=done.files,
            skipped=len(done.skipped),
        )
    return True
