"""Commands about what leaves and what arrives: report, export, verify, merge."""

import argparse
from pathlib import Path

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
    export.add_argument("--form", default="zip", choices=["zip", "folder"], help=texts.say("cli.form"))
    export.add_argument("--max-part", metavar="20MB", help=texts.say("cli.max-part"))
    export.add_argument("--password-file", type=Path, metavar="F", help=texts.say("cli.password-file"))
    export.add_argument("--on", type=a_day, metavar="DATE", help=texts.say("cli.on"))

    verify = command(commands, texts, "verify", _verify)
    verify.add_argument("package", type=Path, metavar="PACKAGE", help=texts.say("cli.package"))
    verify.add_argument("--password-file", type=Path, metavar="F", help=texts.say("cli.password-file"))
    json_argument(verify, texts)

    merge = command(commands, texts, "merge", _merge)
    archive_argument(merge, texts)
    merge.add_argument("package", type=Path, metavar="PACKAGE", help=texts.say("cli.package"))
    merge.add_argument("--dry-run", action="store_true", help=texts.say("cli.dry-run"))
    merge.add_argument("--password-file", type=Path, metavar="F", help=texts.say("cli.password-file"))
    json_argument(merge, texts)


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
    if arguments.edition != "full" or arguments.password_file or arguments.max_part:
        raise UserError("export.not-yet")
    from edudesk.services.archive import open_archive
    from edudesk.services.packages.build import build_packages

    moment = now()
    with open_archive(chosen_archive(arguments), moment) as archive:
        built = build_packages(
            archive,
            arguments.term,
            arguments.to,
            now=moment,
            today=today(arguments),
            community_id=arguments.community,
            form=arguments.form,
            texts=console.texts,
            job=console.job(),
        )
    for package in built:
        console.say("cli.package-made", path=package.path, files=package.files, gaps=len(package.gaps))
        for gap in package.gaps:
            console.line(f"  · {gap}")
        if package.missing_characters:
            console.say("cli.missing-characters", characters=" ".join(package.missing_characters))
    return True


def _verify(arguments: argparse.Namespace, console: Console) -> bool:
    if arguments.password_file:
        raise UserError("export.not-yet")
    from edudesk.services.packages.check_code import check_code
    from edudesk.services.packages.verify import verify

    verdict = verify(arguments.package, console.job())
    spoken = check_code(verdict.tag_manifest) if verdict.valid and verdict.tag_manifest else ""
    if console.as_json:
        console.data(
            {
                "valid": verdict.valid,
                "files": verdict.files,
                "bytes": verdict.bytes,
                "check_code": spoken,
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
    console.problems([finding.problem() for finding in verdict.findings])
    code = "cli.package-valid" if verdict.valid else "cli.package-invalid"
    console.say(code, path=arguments.package, files=verdict.files, errors=len(verdict.errors))
    if spoken:
        console.say("handing.check-code", letters=spoken)
    return verdict.valid


def _merge(_arguments: argparse.Namespace, _console: Console) -> bool:
    raise UserError("merge.not-yet")
