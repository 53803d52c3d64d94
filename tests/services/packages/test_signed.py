"""A signature tells who made a package; nothing in it can be changed, exchanged or taken out unnoticed."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from edudesk.services.handing.looking import look_into
from edudesk.services.keys.signature import Key, Signer, public_key, read_signature
from edudesk.services.packages.bag import BagWriter
from edudesk.services.packages.signed import signed_text, who_signed
from edudesk.services.packages.verdict import Findings
from edudesk.services.packages.verify import verify
from edudesk.texts import Texts
from tests.services.packages.bags import DAY, write

SEED, OTHER_SEED = bytes(32), b"1" * 32
SIGNER = Signer("archive-1", "school-1", "示范小学", public_key(SEED))
KEY = Key(SEED, SIGNER)
FORGER = Key(OTHER_SEED, replace(SIGNER, public_key=public_key(OTHER_SEED)))
PAYLOAD = {"材料/计划.txt": b"plan", "edudesk/records.json": b"{}"}


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return write(tmp_path / "包", payload=PAYLOAD, key=KEY).path


def errors(place: Path) -> set[tuple[str, str]]:
    return {(finding.path, finding.code) for finding in verify(place).errors}


def text_of(bag: Path) -> bytes:
    names = ("tagmanifest-sha256.txt", "signature.json")
    text = signed_text(*((bag / name).read_bytes() for name in names))
    assert text is not None
    return text


def rewrite_manifests(bag: Path, *, without: str = "") -> None:
    """Do what a forger can do without the key: make all checksums right again."""
    payload = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    _list(bag, "manifest-sha256.txt", payload)
    tags = sorted(path for path in bag.iterdir() if path.is_file() and not path.name.startswith("tagman"))
    _list(bag, "tagmanifest-sha256.txt", [path for path in tags if path.name != without])


def _list(bag: Path, name: str, paths: list[Path]) -> None:
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bag).as_posix()}\n"
        for path in paths
    )
    (bag / name).write_bytes("".join(lines).encode())


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_signed_package_says_who_signed_it(tmp_path: Path, form):
    package = write(tmp_path / "包.zip", form, key=KEY).path
    verdict = verify(package)
    assert (verdict.findings, verdict.signature, verdict.signer) == ((), "valid", SIGNER)
    assert verdict.about("Signed-By") == SIGNER.spoken
    assert look_into(package, Texts("zh")).signed == f"由示范小学签名，密钥 {SIGNER.spoken}"


def test_the_same_content_signed_again_has_the_same_bytes(tmp_path: Path):
    once, again = (write(tmp_path / name / "包.zip", "zip", key=KEY).path for name in "ab")
    assert once.read_bytes() == again.read_bytes()


def test_without_a_signature_it_is_read_and_says_so(tmp_path: Path):
    verdict = verify(write(tmp_path / "包").path)
    assert (verdict.valid, verdict.signature, verdict.signer) == (True, "absent", None)
    assert look_into(tmp_path / "包", Texts("zh")).signed == "没有签名，看不出是谁做的包"


@pytest.mark.parametrize("name", ["signature.json", "tagmanifest-sha256.txt"])
def test_a_change_of_any_byte_is_found(bag: Path, name: str):
    files = {each: (bag / each).read_bytes() for each in ("signature.json", "tagmanifest-sha256.txt")}
    for place in range(len(files[name])):
        for bit in (1, 32):  # 32 makes a capital of a letter, which a checksum may be written with
            changed = bytearray(files[name])
            changed[place] ^= bit
            signature, tag_manifest = (files | {name: bytes(changed)}).values()
            assert who_signed(signature, SIGNER.spoken, tag_manifest, Findings()) is None, place
        if place % 16 == 0:
            (bag / name).write_bytes(changed)
            assert (verify(bag).valid, verify(bag).signature) == (False, "broken")


@pytest.mark.parametrize("name", ["signature.json", "bag-info.txt", "data/材料/计划.txt"])
def test_whoever_makes_all_checksums_right_again_still_lacks_the_key(bag: Path, name: str):
    content = (bag / name).read_bytes()
    (bag / name).write_bytes(content.replace("示范小学".encode(), "别的小学".encode()).replace(b"an", b"am"))
    rewrite_manifests(bag)
    assert {path for path, _ in errors(bag)} == {"signature.json"}
    assert verify(bag).signature == "broken"


def test_a_signature_that_was_taken_out_is_missed(bag: Path):
    (bag / "signature.json").unlink()
    rewrite_manifests(bag)
    assert errors(bag) == {("signature.json", "signing.missing")}
    assert verify(bag).signature == "broken"


def test_a_signature_that_no_list_names_is_refused(bag: Path):
    rewrite_manifests(bag, without="signature.json")
    codes = {"package.tag_unlisted", "signing.broken"}
    assert errors(bag) == {("signature.json", code) for code in codes}


def test_another_key_under_the_same_name_is_seen(bag: Path):
    text = text_of(bag)
    (bag / "signature.json").write_bytes(FORGER.sign("package", text).as_bytes())
    rewrite_manifests(bag)
    assert errors(bag) == {("signature.json", "signing.other-signer")}


def test_a_signature_for_something_else_does_not_serve(bag: Path):
    text = text_of(bag)
    (bag / "signature.json").write_bytes(KEY.sign("receipt", text).as_bytes())
    rewrite_manifests(bag)
    assert errors(bag) == {("signature.json", "signing.broken")}


def test_the_signature_of_another_package_does_not_serve(bag: Path, tmp_path: Path):
    with BagWriter(tmp_path / "别的", form="folder", day=DAY, total=1) as writer:
        writer.add_bytes("a.txt", b"1")
        other = writer.finish({}, KEY).path
    (bag / "signature.json").write_bytes((other / "signature.json").read_bytes())
    rewrite_manifests(bag)
    assert errors(bag) == {("signature.json", "signing.broken")}


def test_a_key_in_a_foreign_bag_means_nothing(bag: Path):
    info = (bag / "bag-info.txt").read_text("utf-8")
    (bag / "bag-info.txt").write_text(info.replace("Package-Format", "Some-Format"), "utf-8", newline="\n")
    rewrite_manifests(bag)
    verdict = verify(bag)
    assert (verdict.valid, verdict.signature, verdict.signer) == (True, "foreign", None)
    assert look_into(bag, Texts("zh")).signed == "不是 EduDesk 做的包，没有签名"


def test_a_signature_is_one_file_that_others_can_read(bag: Path):
    content = (bag / "signature.json").read_bytes()
    said = json.loads(content)
    assert (said["algorithm"], said["format"]) == ("Ed25519", "edudesk-signature 0.1")
    assert read_signature(content) is not None
