"""The command that takes in what arrives: a package, or the receipt for one that left."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.cli.console import Console
from edudesk.cli.words import Commands, archive_argument, chosen_archive, command, json_argument, now
from edudesk.errors import UserError
from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.receiving.preview import Preview


def add_commands(commands: Commands, texts: Texts) -> None:
    """Enter this command."""
    merge = command(commands, texts, "merge", _merge)
    archive_argument(merge, texts)
    merge.add_argument(
        "packages", nargs="+", type=Path, metavar="PACKAGE", help=texts.say("cli.merge-several")
    )
    merge.add_argument("--dry-run", action="store_true", help=texts.say("cli.dry-run"))
    merge.add_argument("--large-change", action="store_true", help=texts.say("cli.merge-large-help"))
    merge.add_argument("--changed-key", action="store_true", help=texts.say("cli.merge-changed-key"))
    merge.add_argument("--password-file", type=Path, metavar="F", help=texts.say("cli.password-file"))
    merge.add_argument("--receipt-to", type=Path, metavar="DIR", help=texts.say("cli.merge-receipt-to"))
    merge.add_argument("--report", type=Path, metavar="FILE", help=texts.say("cli.merge-report"))
    json_argument(merge, texts)


def _merge(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.receiving.batch import packages_in
    from edudesk.services.receiving.receipts import is_receipt

    named: list[Path] = arguments.packages
    if len(named) == 1 and is_receipt(named[0]):
        return _enter(arguments, console)
    packages = packages_in(named)
    if packages == tuple(named) and len(named) == 1 and not arguments.report:
        return _take(arguments, console)
    if not packages:
        raise UserError("batch.none", path=named[0])
    return _take_all(arguments, packages, console)


def _take_all(arguments: argparse.Namespace, packages: tuple[Path, ...], console: Console) -> bool:
    from edudesk.services.archive import open_archive
    from edudesk.services.packages.passwords import read_password
    from edudesk.services.receiving.batch import take_all, write_receipts
    from edudesk.services.receiving.batch_report import summary, why, write_batch

    if arguments.dry_run or arguments.large_change or arguments.changed_key:
        raise UserError("batch.alone")
    moment, texts = now(), console.texts
    password = read_password(arguments.password_file) if arguments.password_file else None
    with open_archive(chosen_archive(arguments), moment) as archive:
        batch = take_all(archive, packages, moment, console.job(), password)
        to = arguments.receipt_to
        receipts = write_receipts(archive, batch, to, moment, console.job()) if to else ()
    if arguments.report:
        write_batch(batch, arguments.report, moment.astimezone().date(), texts)
    told = [(one, texts.say(f"batch.state.{one.state}"), why(one, batch, texts)) for one in batch.outcomes]
    if console.as_json:
        console.data(
            [
                {
                    "path": str(one.path),
                    "state": one.state,
                    "sender": one.sender,
                    "arrival": one.arrival_id,
                    "numbers": dict(one.numbers),
                    "files": one.files,
                    "why": words,
                }
                for one, _state, words in told
            ]
        )
        return not batch.count("failed")
    for one, state, words in told:
        console.line("  ".join(filter(None, (state, one.path.name, one.sender, words))))
    console.line(summary(batch, texts))
    if receipts:
        console.say("cli.merge-receipts", count=len(receipts), path=to)
    if arguments.report:
        console.say("cli.merge-reported", path=arguments.report)
    return not batch.count("failed")


def _enter(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.archive import open_archive
    from edudesk.services.receiving.receipts import enter_receipt, read_receipt

    moment = now()
    receipt = read_receipt(arguments.packages[0])
    with open_archive(chosen_archive(arguments), moment) as archive:
        entered = enter_receipt(archive, receipt, moment, changed_key=arguments.changed_key)
    if console.as_json:
        console.data({"handover": entered.handover_id, "state": receipt.state, "changed": entered.changed})
    elif entered.changed:
        console.say(f"cli.merge-{receipt.state}", receiver=receipt.receiver, name=receipt.package)
    else:
        console.say("cli.merge-receipt-known")
    return True


def _take(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.archive import open_archive
    from edudesk.services.packages.passwords import read_password
    from edudesk.services.receiving.opening import open_package
    from edudesk.services.receiving.preview import preview
    from edudesk.services.receiving.receipts import write_receipt
    from edudesk.services.receiving.taking import take

    moment = now()
    password = read_password(arguments.password_file) if arguments.password_file else None
    with open_archive(chosen_archive(arguments), moment) as archive:
        shown = preview(archive, open_package(arguments.packages[0], console.job(), password))
        if not console.as_json:
            _say(console, shown)
        asks = shown.large is not None and not arguments.large_change
        if arguments.dry_run or asks:
            if console.as_json:
                console.data(_plain(console, shown))
            elif arguments.dry_run:
                console.say("cli.merge-dry")
            return not asks
        taken = take(
            archive,
            shown,
            moment,
            console.job(),
            large_change=arguments.large_change,
            changed_key=arguments.changed_key,
        )
        to = arguments.receipt_to
        receipt = write_receipt(archive, taken.arrival_id, to, moment) if to else None
    if console.as_json:
        told = {"arrival": taken.arrival_id, "changed": taken.changed, "receipt": receipt and str(receipt)}
        console.data({**_plain(console, shown), **told})
        return True
    if taken.changed:
        console.say("cli.merge-done", name=shown.package.name, files=taken.files)
    else:
        console.say("cli.merge-same", name=shown.package.name)
    if receipt:
        console.say("cli.merge-receipt", path=receipt)
    return True


def _say(console: Console, shown: "Preview") -> None:
    from edudesk.services.calendar import TermCode, term_label
    from edudesk.services.packages.check_code import check_code
    from edudesk.services.receiving.preview import told

    texts, package = console.texts, shown.package
    console.say(
        "cli.merge-from",
        sender=shown.sender,
        community=shown.community,
        term=term_label(TermCode.parse(package.term)),
        letters=check_code(package.manifest_hash),
    )
    console.say(f"receiving.trust.{shown.trust}")
    for verdict, count in shown.numbers.items():
        if count:
            console.say("cli.merge-number", verdict=texts.say(f"receiving.verdict.{verdict}"), count=count)
    for item in shown.items:
        if item.why:
            _verdict, kind, title, _owner, why = told(item, texts)
            console.line(f"  · {kind} {title}: {why}")
    for code, count in (
        ("lacking", len(shown.lacking)),
        ("reduced", shown.reduced),
        ("events", shown.told_twice("event")),
        ("schools", shown.told_twice("school")),
        ("communities", shown.told_twice("community")),
    ):
        if count:
            console.say(f"cli.merge-{code}", count=count)
    if shown.large:
        large = shown.large
        console.say(
            "cli.merge-large",
            sender=shown.sender,
            total=large.total,
            deleted=large.deleted,
            changed=large.changed,
        )


def _plain(console: Console, shown: "Preview") -> dict[str, Any]:
    from edudesk.services.packages.check_code import check_code

    texts = console.texts
    return {
        "sender": shown.sender,
        "community": shown.community,
        "term": shown.package.term,
        "check_code": check_code(shown.package.manifest_hash),
        "signature": shown.trust,
        "numbers": dict(shown.numbers),
        "refused": [
            {"id": one.record_id, "title": one.title(texts.language), "why": texts.problem(one.why)}
            for one in shown.items
            if one.why and one.verdict == "refused"
        ],
        "lacking": len(shown.lacking),
        "reduced": shown.reduced,
        "events": shown.told_twice("event"),
        "schools": shown.told_twice("school"),
        "communities": shown.told_twice("community"),
        "asks": shown.large is not None,
    }
