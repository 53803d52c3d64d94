"""Checks the bag in a container against RFC 8493 and notes what is wrong, file by file."""

import codecs
import hashlib
import re
from collections.abc import Mapping

from edudesk.services.jobs import Job
from edudesk.services.packages import tagfiles
from edudesk.services.packages.bag import FORMAT_LABEL, TAG_MANIFEST
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.paths import check_names, escapes
from edudesk.services.packages.trees import Damaged
from edudesk.services.packages.verdict import Findings, Verdict, shown

MANIFEST_NAME = re.compile(r"(tag)?manifest-([A-Za-z0-9]+)\.txt")
_BAD_LINES_NAMED = 20
_PAYLOAD = "data/"


class Check:
    """One run over one bag."""

    def __init__(self, contents: Contents, findings: Findings, job: Job) -> None:
        self._contents, self._findings, self._job = contents, findings, job
        self._wanted: dict[str, dict[str, str]] = {}
        """Path, then algorithm, to the checksum that some manifest gives."""
        self._fetched: set[str] = set()
        self._info: tuple[tuple[str, str], ...] = ()
        self._declared = tagfiles.Declaration((1, 0), "UTF-8")
        self._codec = "utf-8"
        self._tag_manifest = ""

    def verdict(self) -> Verdict:
        """Check in the order in which each step needs the one before."""
        payload = self._contents.payload
        for path in self._contents.outside:
            self._findings.warning(path, "package.outside_bag")
        check_names(self._contents.sizes, self._findings)
        if self._read_declaration():
            self._read_info(payload)
            self._read_fetch()
            self._read_payload_manifests(payload)
            self._read_tag_manifests()
            self._compare_checksums()
        tags = self._tag_manifest
        return Verdict(self._findings.sorted(), len(payload), sum(payload.values()), self._info, tags)

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

    def _read_tag_manifests(self) -> None:
        manifests = self._manifests("tag")
        own = any(label == FORMAT_LABEL for label, _ in self._info)
        if own and TAG_MANIFEST not in manifests:
            self._findings.error(TAG_MANIFEST, "package.file_missing")
        if TAG_MANIFEST in manifests:
            self._tag_manifest = hashlib.sha256(self._content(TAG_MANIFEST) or b"").hexdigest()
        tags = {
            path for path in self._contents.sizes if not path.startswith(_PAYLOAD) and path not in manifests
        }
        for name, algorithm in manifests.items():
            listed = self._read_manifest(name, algorithm)
            for path in listed:
                if path.startswith(_PAYLOAD) or path in manifests:
                    self._findings.error(path, "package.listed_outside", manifest=name)
            for path in tags - listed:
                needed = own or (self._declared.strict and MANIFEST_NAME.fullmatch(path))
                note = self._findings.error if needed else self._findings.warning
                note(path, "package.tag_unlisted", manifest=name)

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

    def _read_manifest(self, name: str, algorithm: str) -> set[str]:
        """Note what ``name`` wants of each file, and return the files it lists."""
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
            self._wanted.setdefault(path, {})[algorithm] = checksum
        return set(listed)

    def _compare_checksums(self) -> None:
        present = sorted(path for path in self._wanted if path in self._contents.sizes)
        for path in self._wanted.keys() - set(present):
            code = "package.not_delivered" if path in self._fetched else "package.file_missing"
            self._findings.error(path, code)
        total, done = sum(self._contents.sizes[path] for path in present), 0
        for path in present:
            digests = {name: hashlib.new(name, usedforsecurity=False) for name in self._wanted[path]}
            try:
                for piece in self._contents.pieces(path):
                    for digest in digests.values():
                        digest.update(piece)
                    done += len(piece)
                    self._job.step(done, total, path)
            except Damaged as damage:
                self._findings.error(path, damage.code, **damage.parameters)
                continue
            if any(digests[name].hexdigest() != checksum for name, checksum in self._wanted[path].items()):
                self._findings.error(path, "package.file_changed")

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
