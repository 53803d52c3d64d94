"""What must hold for the house itself: directions, texts, sizes, papers."""

import io
import re
import string
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import import_module, metadata
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import edudesk
from edudesk import texts
from edudesk.models.registry import record_types
from edudesk.resources import resource

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TRANSLATIONS = resource("translations", "zh_CN")
LONGEST_FILE = 400
NOT_OURS = {".git", "build", "dist", "out", "__pycache__"}
TEXT_SUFFIXES = {
    "",
    ".cfg",
    ".ini",
    ".json",
    ".lock",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}

WRITERS = {
    "services/archive.py": "the note in an archive that is made aside",
    "services/demonstration/making.py": "an invented school, made aside",
    "services/disk/writing.py": "any paper, list, receipt and draft: a temporary name, flushed, renamed",
    "services/evidence/derived.py": "a temporary name, renamed; each file has its hash in front",
    "services/evidence/store.py": "a temporary name, flushed, read back, renamed",
    "services/finding.py": "what was searched last; a half file is none",
    "services/handing/copying.py": "a temporary name, flushed, read back, renamed",
    "services/journal.py": "lines at the end; a torn one is passed over",
    "services/listing/viewing.py": "a copy to look at, made anew where its size differs",
    "services/packages/packing.py": "papers laid aside",
    "services/packages/parcels.py": "films laid aside",
    "services/packages/sealing.py": "a temporary name, flushed, read back, renamed",
    "services/packages/stores.py": "a temporary name, flushed, read back, renamed",
    "services/safety/disk.py": "a backup under a temporary name, flushed, read back, renamed",
    "services/standing/snapshot.py": "a temporary name, renamed",
    "ui/crash.py": "a crash report",
}
"""Which modules open files for writing, and what keeps those from being taken for whole."""

IMPORT_WITHOUT_QT = """
import importlib, pkgutil, sys
for name in ("PySide6", "shiboken6"):
    sys.modules[name] = None
for top in sys.argv[1:]:
    module = importlib.import_module(top)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), top + "."):
        importlib.import_module(found.name)
        print(found.name)
"""


def our_text_files() -> Iterator[Path]:
    """Yield every text file of the project that is not made by a tool."""
    for top in sorted(ROOT.iterdir()):
        if top.name in NOT_OURS or top.suffix == ".egg-info" or (top.is_dir() and top.name[0] == "."):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and path.suffix in TEXT_SUFFIXES and not NOT_OURS & set(path.parts):
                yield path
    yield from (ROOT / ".ci").iterdir()


def placeholders(sentence: str) -> set[str]:
    """Return the names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def translations(domain: str) -> Catalog:
    """Return the Chinese catalogue of one domain as its translator wrote it."""
    with (TRANSLATIONS / f"{domain}.po").open("rb") as source:
        return read_po(source, "zh_CN", domain)


def messages(catalogue: Catalog) -> dict[str, str]:
    """Return what the program can say from a catalogue."""
    return {str(message.id): str(message.string) for message in catalogue if message.id and message.string}


def test_everything_but_the_window_imports_without_qt():
    tops = ["errors", "texts", "models", "services", "cli", "bootstrap"]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_WITHOUT_QT, *(f"edudesk.{top}" for top in tops)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "edudesk.services.jobs" in done.stdout.split()


def test_a_code_belongs_to_one_domain():
    codes = Counter(
        code
        for domain in texts.domains()
        for code in import_module(f"edudesk.texts.sentences.{domain}").SENTENCES
    )
    assert [code for code, count in codes.items() if count > 1] == []


@pytest.mark.parametrize("domain", texts.domains())
def test_every_sentence_is_said_in_chinese_with_the_same_placeholders(domain):
    sentences = import_module(f"edudesk.texts.sentences.{domain}").SENTENCES
    chinese = messages(translations(domain))
    missing = {code: sentence for code, sentence in sentences.items() if sentence not in chinese}
    assert missing == {}
    assert set(chinese) - set(sentences.values()) == set(), "translated, but no longer said"
    differing = {
        code: (sentence, chinese[sentence])
        for code, sentence in sentences.items()
        if placeholders(sentence) != placeholders(chinese[sentence])
    }
    assert differing == {}


@pytest.mark.parametrize("domain", texts.domains())
def test_the_compiled_catalogue_is_what_the_translator_wrote(domain):
    compiled = io.BytesIO()
    write_mo(compiled, translations(domain))
    compiled.seek(0)
    with (TRANSLATIONS / "LC_MESSAGES" / f"{domain}.mo").open("rb") as kept:
        assert messages(read_mo(kept)) == messages(read_mo(compiled)), "run: python3 dev.py texts"


def test_an_error_that_a_window_may_show_names_no_option_of_the_command_line():
    told = [code for code, sentence in texts.english().items() if re.search(r"--[a-z]", sentence)]
    services = "".join(path.read_text("utf-8") for path in (ROOT / "edudesk" / "services").rglob("*.py"))
    assert [code for code in told if f'"{code}"' in services] == []


def test_every_catalogue_has_its_domain():
    written = {path.stem for path in TRANSLATIONS.glob("*.po")}
    compiled = {path.stem for path in TRANSLATIONS.glob("LC_MESSAGES/*.mo")}
    assert written == compiled == set(texts.domains())


def test_the_version_is_the_same_everywhere():
    assert PYPROJECT["version"] == edudesk.__version__
    assert f"## [{edudesk.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_no_file_of_the_program_is_too_long():
    lengths = {path: path.read_text("utf-8").count("\n") for path in (ROOT / "edudesk").rglob("*.py")}
    assert {str(path): lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_nobody_writes_a_file_but_those_who_keep_it_from_being_half_under_its_name():
    calls = re.compile(r"""\.write_(?:bytes|text)\(|\bopen\((?:[^()]|\([^()]*\))*"(?:[wxa]\+?b?|rb?\+b?)\"""")
    program = ROOT / "edudesk"
    found = {
        path.relative_to(program) for path in program.rglob("*.py") if calls.search(path.read_text("utf-8"))
    }
    assert {path.as_posix() for path in found} == WRITERS.keys()


def test_nothing_names_a_place_on_one_machine():
    place = re.compile(r"(?<![\w.~}-])/(?:work|root|home|Users)/")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in our_text_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if place.search(line)
    ]
    assert found == []


def test_the_lock_file_answers_every_requirement():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, re.MULTILINE)
    }
    wanted = [
        *PYPROJECT["dependencies"],
        *(line for extra in PYPROJECT["optional-dependencies"].values() for line in extra),
    ]
    unanswered = [
        line
        for line in wanted
        if not (need := Requirement(line)).specifier.contains(locked.get(canonicalize_name(need.name), "0"))
    ]
    assert unanswered == []


def shipped() -> set[str]:
    """Return the names of every library that the installed program needs, the window included."""
    gathered: set[str] = set()
    open_ends = [*PYPROJECT["dependencies"], *PYPROJECT["optional-dependencies"]["window"]]
    while open_ends:
        need = Requirement(open_ends.pop())
        name = canonicalize_name(need.name)
        if name not in gathered and (need.marker is None or need.marker.evaluate({"extra": ""})):
            gathered.add(name)
            open_ends += metadata.requires(need.name) or []
    return gathered


def test_no_widget_that_goes_is_taken_from_its_parent_first():
    """Python would own it then and destroy it at once, also while one of its buttons is being pressed."""
    early = re.compile(r"(\w+)\.setParent\(None\)\n +\1\.deleteLater\(\)|(self|stack)\.removeWidget\(")
    window = (ROOT / "edudesk" / "ui").rglob("*.py")
    assert [path.name for path in window if early.search(path.read_text("utf-8"))] == []


def test_no_item_of_a_layout_is_asked_for():
    """It is kept as long as the layout, also when Qt has freed it; see ``edudesk/ui/widgets/laid.py``."""
    asked = re.compile(r"(?<!def )\bitemAt\(")
    files = [*(ROOT / "edudesk" / "ui").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    assert [path.name for path in files if asked.search(path.read_text("utf-8"))] == []


def test_every_library_that_ships_is_in_the_third_party_notice():
    notice = (ROOT / "THIRD-PARTY.md").read_text("utf-8")
    named = {canonicalize_name(name) for name in re.findall(r"^\| \[([\w.-]+)\]", notice, re.MULTILINE)}
    assert shipped() - named == set()


def test_links_between_our_papers_lead_somewhere():
    broken = [
        f"{paper.relative_to(ROOT)}: {target}"
        for paper in our_text_files()
        if paper.suffix == ".md"
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", paper.read_text("utf-8"))
        if not (paper.parent / target).exists()
    ]
    assert broken == []


def words_of_the_glossary() -> set[str]:
    """Return the names that the glossary says are in the code."""
    paper = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    columns = [line.split("|")[2] for line in paper.splitlines() if line.count("|") == 4]
    return {name for column in columns for name in re.findall(r"`([^`]+)`", column)}


def test_every_record_type_is_in_the_glossary():
    assert set(record_types()) - words_of_the_glossary() == set()


def test_the_glossary_uses_the_words_of_the_code():
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "edudesk").rglob("*.py"))
    named = set(re.findall(r"[A-Za-z][\w-]*", code))
    assert words_of_the_glossary() - named == set()


def test_every_part_of_the_program_is_on_the_page_about_its_layout():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    layout = set(re.findall(r"[\w.]+", page.split("```")[1]))
    parts = [*(ROOT / "edudesk").iterdir(), *(ROOT / "edudesk" / "services").iterdir()]
    names = {part.name for part in parts if part.name[0] != "_" and part.suffix in {"", ".py"}}
    assert names - layout == set()
    written = {path.name for path in [*(ROOT / "edudesk").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]}
    assert set(re.findall(r"(\w+\.py)\b", page)) - written - {"dev.py"} == set()


def test_every_command_is_in_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    files = [path.read_text("utf-8") for path in (ROOT / "edudesk" / "cli").glob("*.py")]
    commands = {name for text in files for name in re.findall(r"command\(commands, texts, \"(\w+)\"", text)}
    assert {name for name in commands if f"`edudesk {name}`" not in changelog} == set()
    assert len(commands) > len(files)


def test_every_option_that_our_papers_name_is_there():
    papers = [ROOT / "README.md", ROOT / "README.zh.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]
    named = {option for paper in papers for option in re.findall(r"--[a-z][a-z-]+", paper.read_text("utf-8"))}
    files = [ROOT / "edudesk" / "bootstrap.py", *(ROOT / "edudesk" / "cli").glob("*.py")]
    code = "".join(path.read_text("utf-8") for path in files)
    assert {option for option in named - {"--help"} if f'"{option}"' not in code} == set()


def test_both_readmes_give_the_same_commands():
    english, chinese = (
        re.findall(r"^(?:python3|edudesk) .*", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        for name in ("README.md", "README.zh.md")
    )
    assert english == chinese != []
