"""Checks the bag in a container against RFC 8493 and notes what is wrong, file by file."""

import codecs
import datetime as dt
import hashlib
import os
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Lock

from edudesk.services.jobs import Job
from edudesk.services.keys import Signer
from edudesk.services.packages import tagfiles
from edudesk.services.packages.bag import FORMAT_LABEL, TAG_FILES, TAG_MANIFEST
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.paths import check_names, escapes
from edudesk.services.packages.signed import SIGNATURE, SIGNED_BY, who_signed
from edudesk.services.packages.trees import Damaged
from edudesk.services.packages.verdict import Findings, Signed, Verdict, shown

MANIFEST_NAME = re.compile(r"(tag)?manifest-([A-Za-z0-9]+)\.txt")
_BAD_LINES_NAMED = 20
WORKERS = min(4, os.cpu_count() or 1)
"""How many files are hashed at a time."""
_BATCH = 64
_PAYLOAD = "data/"


class Check:
    """One run over one bag."""

    def __init__(self, contents: Contents, findings: Findings, job: Job) -> None:
        self._contents, self._findings, self._job = contents, findings, job
        self._wanted: dict[str, set[tuple[str, str, str]]] = {}
        """Path to what the manifests want: the algorithm, the checksum and the manifest's name."""
        self._fetched: set[str] = set()
        self._info: tuple[tuple[str, str], ...] = ()
        self._declared = tagfiles.Declaration((1, 0), "UTF-8")
        self._codec = "utf-8"
        self._tag_manifest = b""
        self._done = self._total = 0
        self._counting = Lock()
        self._signer: Signer | None = None

    def verdict(self) -> Verdict:
        """Check in the order in which each step needs the one before."""
        payload = self._contents.payload
        for path in self._contents.outside:
            self._findings.warning(path, "package.outside_bag")
        if self._read_declaration():
            self._read_info(payload)
            self._read_fetch()
            self._read_payload_manifests(payload)
            self._read_tag_manifests()
            self._read_signature()
            self._compare_checksums()
            self._compare_container()
        check_names(self._contents.sizes.keys() | self._wanted.keys(), self._findings)
        findings, tags = self._findings.sorted(), self._tag_manifest
        told = Verdict(
            findings,
            len(payload),
            sum(payload.values()),
            self._info,
            hashlib.sha256(tags).hexdigest() if tags else "",
        )
        signer = self._signer if told.valid else None
        return replace(told, signature=self._signed(signer), signer=signer)

    def _signed(self, signer: Signer | None) -> Signed:
        if not self._own:
            return "foreign"
        if signer:
            return "valid"
        return "broken" if SIGNATURE in self._contents.sizes or self._stated_signer else "absent"

    def _read_declaration(self) -> bool:
        """Read ``bagit.txt``; without it nothing else has a meaning."""
        if "bagit.txt" not in self._contents.sizes:
            self._findings.error("bagit.txt", "package.file_missing")
            return False
        content = self._content("bagit.txt")
        declared = tagfiles.read_declaration(content or b"")
        if declared is None:
            self._findings.error("bagit.txt", "package.declaration")
            return False
        codec = tagfiles.text_codec(declared.encoding)
        if not declared.known:
            version = ".".join(str(number) for number in declared.version)
            self._findings.error("bagit.txt", "package.bagit_version", version=version)
        elif codec is None:
            self._findings.error("bagit.txt", "package.encoding_unknown", encoding=declared.encoding)
        else:
            self._declared, self._codec = declared, codec
            return True
        return False

    def _read_info(self, payload: Mapping[str, int]) -> None:
        name = self._declared.info_name
        if name not in self._contents.sizes:
            return
        self._info, bad = tagfiles.read_info(self._text(name), strict=self._declared.strict)
        self._note_lines(name, bad)
        sums = [value for label, value in self._info if label.casefold() == "payload-oxum"]
        actual = f"{sum(payload.values())}.{len(payload)}"
        if len(sums) > 1:
            self._findings.error(name, "package.oxum_twice")
        elif sums and sums[0] != actual:
            self._findings.error(name, "package.oxum", stated=shown(sums[0]), actual=actual)

    def _read_fetch(self) -> None:
        """Read ``fetch.txt``; nothing is ever fetched, but a file that is missing is explained by it."""
        if "fetch.txt" not in self._contents.sizes:
            return
        self._findings.warning("fetch.txt", "package.fetch_list")
        lines = tagfiles.read_fetch(self._text("fetch.txt"))
        self._note_lines("fetch.txt", lines.bad)
        for _, listed in lines.entries:
            path = self._contents.find(listed, self._declared).path
            if escapes(path) or not path.startswith(_PAYLOAD):
                self._findings.error(path, "package.path_escapes")
            else:
                self._fetched.add(path)

    def _read_payload_manifests(self, payload: Mapping[str, int]) -> None:
        manifests = self._manifests("")
        if not manifests:
            self._findings.error("manifest-sha256.txt", "package.no_manifest")
        if not self._contents.has_payload_folder:
            self._findings.error("data", "package.no_payload_folder")
        listed: dict[str, set[str]] = {}
        for name, algorithm in manifests.items():
            for path in self._read_manifest(name, algorithm):
                if path.startswith(_PAYLOAD):
                    listed.setdefault(path, set()).add(name)
                else:
                    self._findings.error(path, "package.listed_outside", manifest=name)
        for path in payload.keys() | self._fetched:
            missing = sorted(manifests.keys() - listed.get(path, set()))
            if path not in listed:
                self._findings.error(path, "package.file_unlisted")
            elif missing and self._declared.strict:
                self._findings.error(path, "package.file_not_in_all", manifest=missing[0])

    @property
    def _own(self) -> bool:
        """Whether the package says that it is of this program's format, whose rules are narrower."""
        return any(label == FORMAT_LABEL for label, _ in self._info)

    def _read_tag_manifests(self) -> None:
        manifests, own = self._manifests("tag"), self._own
        if own and TAG_MANIFEST not in manifests:
            self._findings.error(TAG_MANIFEST, "package.file_missing")
        if TAG_MANIFEST in manifests:
            self._tag_manifest = self._content(TAG_MANIFEST) or b""
        tags = {
            path for path in self._contents.sizes if not path.startswith(_PAYLOAD) and path not in manifests
        }
        for name, algorithm in manifests.items():
            listed = self._read_manifest(name, algorithm)
            for path in listed:
                if path.startswith(_PAYLOAD) or path in manifests:
                    self._findings.error(path, "package.listed_outside", manifest=name)
            if own and name == TAG_MANIFEST and self._content(name) != tagfiles.write_manifest(listed):
                # Nothing protects this list: that it has its only form is what shows a change.
                self._findings.error(name, "package.file_changed")
            for path in tags - listed.keys():
                needed = own or (self._declared.strict and MANIFEST_NAME.fullmatch(path))
                note = self._findings.error if needed else self._findings.warning
                note(path, "package.tag_unlisted", manifest=name)

    @property
    def _stated_signer(self) -> str:
        return next((value for label, value in self._info if label == SIGNED_BY), "")

    def _read_signature(self) -> None:
        if self._own:
            there = SIGNATURE in self._contents.sizes
            signature = (self._content(SIGNATURE) or b"") if there else None
            self._signer = who_signed(signature, self._stated_signer, self._tag_manifest, self._findings)

    def _manifests(self, kind: str) -> dict[str, str]:
        """Return the manifests of a kind (``""`` or ``"tag"``) with their algorithms, if we know these."""
        found = {}
        for name in sorted(self._contents.sizes):
            match = MANIFEST_NAME.fullmatch(name)
            if match and (match[1] or "") == kind:
                if match[2].lower() in tagfiles.ALGORITHMS:
                    found[name] = match[2].lower()
                else:
                    self._findings.error(name, "package.algorithm_unknown", algorithm=match[2])
        return found

    def _read_manifest(self, name: str, algorithm: str) -> Mapping[str, str]:
        """Note what ``name`` wants of each file, and return the checksums by path."""
        lines = tagfiles.read_manifest(self._text(name), algorithm)
        self._note_lines(name, lines.bad)
        listed: dict[str, str] = {}
        for checksum, written in lines.entries:
            found = self._contents.find(written, self._declared)
            if escapes(found.path):
                self._findings.error(found.path, "package.path_escapes")
                continue
            if found.remark:
                self._findings.warning(found.path, found.remark, manifest=name)
            if found.path in listed:
                harmless = not self._declared.strict and listed[found.path] == checksum.lower()
                note = self._findings.warning if harmless else self._findings.error
                note(found.path, "package.listed_twice", manifest=name)
            listed[found.path] = checksum.lower()
        for path, checksum in listed.items():
            self._wanted.setdefault(path, set()).add((algorithm, checksum, name))
        return listed

    def _compare_checksums(self) -> None:
        present = sorted(path for path in self._wanted if path in self._contents.sizes)
        for path in self._wanted.keys() - set(present):
            code = "package.not_delivered" if path in self._fetched else "package.file_missing"
            self._findings.error(path, code)
        self._total = sum(self._contents.sizes[path] for path in present)
        with ThreadPoolExecutor(WORKERS) as pool:
            for start in range(0, len(present), _BATCH):
                batch = present[start : start + _BATCH]
                for path, digests in zip(batch, pool.map(self._digests, batch), strict=True):
                    self._compare(path, digests)

    def _digests(self, path: str) -> dict[str, str] | Damaged:
        """Hash one file; several are hashed at a time."""
        digests = {name: hashlib.new(name, usedforsecurity=False) for name, _, _ in self._wanted[path]}
        try:
            for piece in self._contents.pieces(path):
                for digest in digests.values():
                    digest.update(piece)
                with self._counting:
                    self._done += len(piece)
                    self._job.step(self._done, self._total, path)
        except Damaged as damage:
            return damage
        return {name: digest.hexdigest() for name, digest in digests.items()}

    def _compare(self, path: str, digests: dict[str, str] | Damaged) -> None:
        if isinstance(digests, Damaged):
            self._findings.error(path, digests.code, **digests.parameters)
            return
        for name, checksum, manifest in self._wanted[path]:
            if digests[name] != checksum:
                code = "package.file_changed" if path.startswith(_PAYLOAD) else "package.tag_changed"
                self._findings.error(path, code, manifest=manifest)

    def _compare_container(self) -> None:
        """Note when a package of ours lies in a container that is not as we wrote it."""
        if not self._own:
            return
        dates = [value for label, value in self._info if label == "Bagging-Date"]
        try:
            day = dt.date.fromisoformat("".join(dates))
        except ValueError:
            self._findings.warning("bag-info.txt", "package.day_unreadable")
            return
        place = self._contents.deviation([name for name in TAG_FILES if name in self._contents.sizes], day)
        if place:
            self._findings.warning(place, "package.zip_entry_differs")
        elif place is not None:
            self._findings.warning("", "package.zip_directory_differs")

    def _content(self, path: str) -> bytes | None:
        try:
            return self._contents.read(path)
        except Damaged as damage:
            self._findings.error(path, damage.code, **damage.parameters)
            return None

    def _text(self, path: str) -> str:
        """Return a tag file as text, empty when it has none that can be read (which is noted)."""
        content = self._content(path) or b""
        if self._codec == "utf-8" and content.startswith(codecs.BOM_UTF8):
            note = self._findings.error if self._declared.strict else self._findings.warning
            note(path, "package.byte_order_mark")
            content = content.removeprefix(codecs.BOM_UTF8)
        try:
            return content.decode(self._codec)
        except UnicodeError:
            self._findings.error(path, "package.encoding_wrong", encoding=self._declared.encoding)
            return ""

    def _note_lines(self, path: str, bad: tuple[int, ...]) -> None:
        if bad:
            lines = ", ".join(str(number) for number in bad[:_BAD_LINES_NAMED])
            more = ", …" if len(bad) > _BAD_LINES_NAMED else ""
            self._findings.error(path, "package.lines_unreadable", lines=lines + more)
