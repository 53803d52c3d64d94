"""The text inside files: read once, in a process that may die, and found like any other words."""

import io
import zipfile
from datetime import UTC, date, datetime

import docx
import openpyxl
import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from edudesk.errors import Cancelled
from edudesk.services.attaching import Attachment, attach_all
from edudesk.services.changes import change
from edudesk.services.filetexts import FileText, State, TextCache, TextReader
from edudesk.services.finding import Group, find_hits, prepare_search, read_files
from edudesk.services.jobs import Job

NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader():
    with TextReader() as made:
        yield made


def zipped(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, words in parts.items():
            file.writestr(name, words)
    return buffer.getvalue()


def word():
    made = docx.Document()
    made.add_paragraph("绿豆发芽观察记录")
    made.add_table(1, 1).cell(0, 0).text = "第三组"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def excel():
    book = openpyxl.Workbook()
    sheet = book.create_sheet("签到", 0)
    del book["Sheet"]
    sheet.append(["姓名", "谭小满"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def slides():
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    one = f"<p {a}><a:p><a:r><a:t>认识</a:t></a:r><a:r><a:t>人民币</a:t></a:r></a:p></p>"
    return zipped({"ppt/presentation.xml": "<p/>", "ppt/slides/slide2.xml": one})


def pdf(password=None):
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 720, "Reading together")
    canvas.save()
    if password is None:
        return buffer.getvalue()
    writer = pypdf.PdfWriter(buffer)
    writer.encrypt(password, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


def bomb():
    return zipped({"word/document.xml": b"<a>" + b"0" * (60 << 20)})


def swelling():
    entities = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>'
    return zipped({"word/document.xml": f"{entities}<a><t>&c;</t></a>"})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (word(), "绿豆发芽观察记录\n第三组"),
        (excel(), "签到\n姓名\n谭小满"),
        (slides(), "认识人民币"),
        (pdf(), "Reading together"),
        ("下雨也要去。".encode("gb18030"), "下雨也要去。"),
        ("\ufeff题,答\n一,二".encode(), "题,答\n一,二"),
    ],
    ids=["docx", "xlsx", "pptx", "pdf", "gb18030", "csv"],
)
def test_the_words_in_a_file_are_read(reader, content, words):
    assert reader.read(content) == FileText(State.READ, words)


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (pdf("geheim"), State.LOCKED),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), State.LOCKED),
        (b"\xd0\xcf\x11\xe0" + bytes(600), State.NONE),
        (b"%PDF-1.7\nnothing", State.BROKEN),
        (word()[:-200], State.BROKEN),
        (swelling(), State.BROKEN),
        (bomb(), State.TOO_LARGE),
        (bytes(range(256)) * 9, State.BROKEN),
        (b"", State.NONE),
    ],
)
def test_a_file_that_is_no_good_is_without_text_and_the_next_is_read(reader, content, state):
    assert reader.read(content) == FileText(state)
    assert reader.read(b"sound").text == "sound"


def test_real_documents_give_their_words_and_hostile_ones_none(reader, shared_data):
    real = shared_data / "real"
    for path in sorted((real / "hostile").iterdir()):
        content = path.read_bytes()
        assert not content.startswith(b"PK") or reader.read(content).text == "", path.name
    for path in sorted(real.glob("documents/*.docx")) + sorted(real.glob("workbooks/*.[xc]s[xv]*")):
        found = reader.read(path.read_bytes())
        assert found.state is State.READ, path.name
        assert any(character >= "\u4e00" for character in found.text), path.name


def test_a_file_that_takes_too_long_is_given_up_and_reading_can_be_stopped(reader):
    hurried = TextReader(seconds=-1.0)
    many = b"\n".join([b"word " * 1000] * 800)
    with hurried:
        assert hurried.read(many * 12).state in (State.TOO_SLOW, State.READ)
    with pytest.raises(Cancelled):
        reader.read(word(), Job(cancelled=lambda: True))
    assert reader.read(word()).state is State.READ


@pytest.fixture
def filed(archive, tmp_path):
    """Return an archive with an activity that has files."""
    with change(archive, "activity.create", NOW) as writing:
        lesson = writing.create(
            "activity", {"topic": "科学课", "starts_on": date(2026, 5, 6), "state": "held"}
        )
    for name, content in {"教案.docx": word(), "密.pdf": pdf("geheim"), "记录.txt": b"\xff\x00bad"}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "记录.txt").write_text("绿豆长高了", encoding="gb18030")
    paths = [tmp_path / name for name in ("教案.docx", "密.pdf", "记录.txt")]
    attach_all(archive, [Attachment(lesson, path, "other") for path in paths], NOW)
    return archive, lesson


def test_a_file_is_found_by_its_text_with_what_stands_around_it(filed):
    archive, lesson = filed
    assert find_hits(archive, "绿豆").unread == 3
    assert [hit.unread for hit in find_hits(archive, "教案").groups[Group.FILES]] == ["waiting"]
    read_files(archive)
    hits = find_hits(archive, "绿豆发芽")
    (hit,) = hits.groups[Group.FILES]
    assert (hit.title, hit.about_type, hit.about_id) == ("教案.docx", "activity", lesson)
    assert hit.about.zh == "科学课"
    assert "绿豆发芽观察记录" in hit.snippet
    assert hits.unread == 0
    assert find_hits(archive, "绿豆").counts[Group.FILES] == 2
    (locked,) = find_hits(archive, "密").groups[Group.FILES]
    assert locked.unread == "locked"
    with change(archive, "evidence.edit", NOW) as writing:
        writing.edit(hit.id, {"caption": "第三组的"})
    assert find_hits(archive, "绿豆发芽").total == 1
    with change(archive, "evidence.delete", NOW) as writing:
        writing.delete(hit.id)
    assert find_hits(archive, "绿豆发芽").total == 0


def test_a_file_is_read_once_and_a_new_index_takes_its_text_from_what_was_kept(filed, monkeypatch):
    archive, _lesson = filed
    prepare_search(archive)
    read_files(archive)
    monkeypatch.setattr("edudesk.services.finding.TextReader", None)
    (archive.derived / "search.db").unlink()
    assert find_hits(archive, "绿豆发芽").total == 1
    read_files(archive)
    kept = list(archive.derived.rglob("*-text-1"))
    kept[0].write_bytes(b"torn")
    cache = TextCache(archive.derived)
    assert [cache.get(path.parent.name + path.name.removesuffix("-text-1")) is None for path in kept].count(
        True
    ) == 1
