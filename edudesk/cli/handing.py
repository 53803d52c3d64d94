"""Commands about what leaves, and the checking of any package: report, export, verify."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.cli.console import Console
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
from edudesk.errors import UserError
from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.packages.verdict import Verdict


def add_commands(commands: Commands, texts: Texts) -> None:
    """Enter these commands."""
    report = command(commands, texts, "report", _report)
    archive_argument(report, texts)
    report.add_argument("--term", metavar="2025-1", help=texts.say("cli.report-term"))
    report.add_argument("--community", metavar="ID", help=texts.say("cli.community"))
    report.add_argument("--kind", required=True, metavar="NAME", help=texts.say("cli.report-kind"))
    report.add_argument("--record", metavar="ID", help=texts.say("cli.record"))
    report.add_argument("--volume", metavar="NAME", action="append", help=texts.say("cli.volume"))
    report.add_argument(
        "--to", type=Path, required=True, metavar="FILE.pdf|.docx|.xlsx", help=texts.say("cli.to-file")
    )
    report.add_argument("--on", type=a_day, metavar="DATE", help=texts.say("cli.on"))

    export = command(commands, texts, "export", _export)
    archive_argument(export, texts)
    export.add_argument("--term", required=True, metavar="2025-1", help=texts.say("cli.term"))
    export.add_argument("--to", type=Path, required=True, metavar="DIR", help=texts.say("cli.to-folder"))
    export.add_argument("--community", metavar="ID", help=texts.say("cli.community"))
    export.add_argument(
        "--edition", default="full", choices=["full", "email", "same-school"], help=texts.say("cli.edition")
    )
    export.add_argument(
        "--privacy", default="usual", choices=["usual", "strict"], help=texts.say("cli.privacy")
    )
    export.add_argument("--form", default="zip", choices=["zip", "folder"], help=texts.say("cli.form"))
    export.add_argument("--max-part", metavar="20MB", default="20MB", help=texts.say("cli.max-part"))
    export.add_argument("--leave-out", action="store_true", help=texts.say("cli.leave-out"))
    export.add_argument("--password-file", type=Path, metavar="F", help=texts.say("cli.password-file"))
    export.add_argument("--on", type=a_day, metavar="DATE", help=texts.say("cli.on"))

    verify = command(commands, texts, "verify", _verify)
    verify.add_argument("package", type=Path, metavar="PACKAGE", help=texts.say("cli.package"))
    verify.add_argument("--password-file", type=Path, metavar="F", help=texts.say("cli.password-file"))
    json_argument(verify, texts)


def _report(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.archive import open_archive
    from edudesk.services.paperwork import Asked, write_report

    asked = Asked(
        arguments.kind, arguments.term, arguments.community, arguments.record, tuple(arguments.volume or ())
    )
    with open_archive(chosen_archive(arguments), now()) as archive:
        made = write_report(archive, asked, arguments.to, today=today(arguments), texts=console.texts)
    console.say("cli.report-made", path=made.path)
    if made.missing_characters:
        console.say("cli.missing-characters", characters=" ".join(made.missing_characters))
    return True


def _export(arguments: argparse.Namespace, console: Console) -> bool:
    if arguments.edition == "same-school":
        return _pass_on(arguments, console)
    if arguments.password_file and arguments.form != "zip":
        raise UserError("signing.zip-only")
    from edudesk.services.archive import open_archive
    from edudesk.services.packages.build import build_packages
    from edudesk.services.packages.editions import FULL, email, parse_size
    from edudesk.services.packages.leaving import leaving
    from edudesk.services.packages.passwords import read_password
    from edudesk.services.packages.profiles import PROFILES

    edition = FULL
    if arguments.edition == "email":
        edition = email(max_part=parse_size(arguments.max_part), leave_out=arguments.leave_out)
    password = read_password(arguments.password_file) if arguments.password_file else None
    moment, day, job = now(), today(arguments), console.job()
    with (
        open_archive(chosen_archive(arguments), moment) as archive,
        leaving(archive.folder, arguments.to, password, day, job) as out,
    ):
        built = build_packages(
            archive,
            arguments.term,
            out.folder,
            now=moment,
            today=day,
            community_id=arguments.community,
            edition=edition,
            profile=PROFILES[arguments.privacy],
            form=arguments.form,
            texts=console.texts,
            job=job,
            confirm=out.take,
        )
    for package in built:
        console.say(
            "cli.package-made", path=out.place(package.path), files=package.files, gaps=len(package.gaps)
        )
        for path in package.parts[1:]:
            console.say("cli.part-made", path=out.place(path))
        for gap in package.gaps:
            console.line(f"  · {gap}")
        if package.missing_characters:
            console.say("cli.missing-characters", characters=" ".join(package.missing_characters))
    return True


def _pass_on(arguments: argparse.Namespace, console: Console) -> bool:
    if not arguments.password_file or arguments.form != "zip":
        raise UserError("editions.not-sealed")
    from edudesk.services.archive import open_archive
    from edudesk.services.handing.same_school import pass_on
    from edudesk.services.packages.passwords import read_password

    password, moment = read_password(arguments.password_file), now()
    with open_archive(chosen_archive(arguments), moment) as archive:
        passed = pass_on(
            archive,
            arguments.term,
            arguments.to,
            password,
            now=moment,
            today=today(arguments),
            job=console.job(),
        )
    console.say("cli.package-made", path=passed.path, files=passed.files, gaps=0)
    return True


def _verify(arguments: argparse.Namespace, console: Console) -> bool:
    from edudesk.services.packages.check_code import check_code
    from edudesk.services.packages.passwords import read_password
    from edudesk.services.packages.signed import how_signed
    from edudesk.services.packages.verify import verify

    password = read_password(arguments.password_file) if arguments.password_file else None
    verdict = verify(arguments.package, console.job(), password)
    spoken = check_code(verdict.tag_manifest) if verdict.valid and verdict.tag_manifest else ""
    if console.as_json:
        console.data(
            {
                "valid": verdict.valid,
                "files": verdict.files,
                "bytes": verdict.bytes,
                "check_code": spoken,
                "signature": _signature(verdict),
                "findings": [
                    {
                        "path": finding.path,
                        "code": finding.code,
                        "severity": finding.severity,
                        "words": console.texts.say(finding.code, **finding.parameters),
                    }
                    for finding in verdict.findings
                ],
            }
        )
        return verdict.valid
    console.problems([finding.problem() for finding in verdict.errors])
    console.remarks([finding.problem() for finding in verdict.warnings])
    code = "cli.package-valid" if verdict.valid else "cli.package-invalid"
    console.say(code, path=arguments.package, files=verdict.files, errors=len(verdict.errors))
    if spoken:
        console.say("handing.check-code", letters=spoken)
    if signed := how_signed(verdict, console.texts):
        console.line(signed)
    return verdict.valid


def _signature(verdict: "Verdict") -> dict[str, str]:
    signer = verdict.signer
    return {"state": verdict.signature, **(signer.plain() | {"spoken": signer.spoken} if signer else {})}
