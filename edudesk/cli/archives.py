"""Commands about an archive as a whole: demo, new, backup, restore, check."""

import argparse
from pathlib import Path

from edudesk.cli.console import Console
from edudesk.cli.words import (
    Commands,
    archive_argument,
    chosen_archive,
    command,
    json_argument,
    now,
    read_text,
)
from edudesk.texts import Texts


def add_commands(commands: Commands, texts: Texts) -> None:
    """Enter these commands."""
    archive_argument(command(commands, texts, "demo", _demo), texts)

    new = command(commands, texts, "new", _new)
    archive_argument(new, texts)
    new.add_argument(
        "--from", dest="setup", type=Path, required=True, metavar="setup.toml", help=texts.say("cli.setup")
    )

    backup = command(commands, texts, "backup", _backup)
    archive_argument(backup, texts)
    backup.add_argument("--to", type=Path, required=True, metavar="DIR", help=texts.say("cli.backup-to"))

    restore = command(commands, texts, "restore", _restore)
    archive_argument(restore, texts)
    restore.add_argument("backup", type=Path, metavar="BACKUP", help=texts.say("cli.restore-from"))
    restore.add_argument("--over", action="store_true", help=texts.say("cli.restore-over"))
    restore.add_argument("--journal", action="store_true", help=texts.say("cli.restore-journal"))
    restore.add_argument("--accept-losses", action="store_true", help=texts.say("cli.accept-losses"))

    check = command(commands, texts, "check", _check)
    archive_argument(check, texts)
    json_argument(check, texts)


def _demo(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.demonstration import make_demonstration

    place = chosen_archive(arguments)
    with make_demonstration(place, console.job()) as archive:
        console.say("cli.demo-made", path=archive.folder)
    return True


def _new(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.setup import set_up

    with set_up(chosen_archive(arguments), read_text(arguments.setup), now()) as archive:
        console.say("cli.new-made", path=archive.folder)
    return True


def _backup(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.archive import open_archive
    from edudesk.services.safety.backup import back_up

    moment = now()
    with open_archive(chosen_archive(arguments), moment) as archive:
        made = back_up(archive, arguments.to, moment, console.job())
    console.say("cli.backup-made", path=made.path, files=made.files)
    if made.damaged or made.missing:
        console.say("cli.backup-lacks", count=len(made.damaged) + len(made.missing))
    return True


def _restore(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.safety.restore import restore

    done = restore(
        arguments.backup,
        chosen_archive(arguments),
        now(),
        console.job(),
        over=arguments.over,
        accept_losses=arguments.accept_losses,
    )
    console.say("cli.restored", path=done.folder, records=done.records, files=done.files)
    if done.lost:
        console.say("cli.restore-lost", count=len(done.lost))
    if done.kept:
        console.say("cli.restore-kept", path=done.kept)
        if arguments.journal and any((done.kept / "journal").glob("*.jsonl")):
            _rebuild(done.folder, done.kept / "journal", console)
    return True


def _rebuild(folder: Path, journal: Path, console: Console) -> None:
    """Take in what was written after the backup, from the journal of the archive that was replaced."""
    from edudesk.services.archive import open_archive
    from edudesk.services.safety.rebuild import rebuild

    moment = now()
    with open_archive(folder, moment) as archive:
        back = rebuild(archive, journal, moment, console.job())
    console.say("cli.rebuilt", revisions=back.revisions, records=back.records)
    if back.hanging or back.missing:
        console.say("cli.rebuilt-without", count=back.hanging + len(back.missing))


def _check(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.safety.check import check_folder

    report = check_folder(chosen_archive(arguments), now(), console.job())
    said = [(finding, console.texts.say(finding.code, **finding.parameters)) for finding in report.findings]
    if console.as_json:
        findings = [
            {"code": finding.code, "severity": finding.severity, "words": words} for finding, words in said
        ]
        console.data({"sound": report.sound, "records": report.records, "findings": findings})
        return report.sound
    for _finding, words in said:
        console.line(f"  · {words}")
    code = "cli.check-sound" if report.sound else "cli.check-unsound"
    console.say(code, records=report.records, files=report.files)
    return report.sound
