"""The signature in a package: what of it is signed, and whether it belongs there."""

import hashlib

from edudesk.services.keys import Signer, check, read_signature
from edudesk.services.packages.tagfiles import write_manifest
from edudesk.services.packages.verdict import Findings, Verdict, shown
from edudesk.texts import Texts

SIGNATURE = "signature.json"
SIGNED_BY = "Signed-By"
"""Says the key's spoken fingerprint in ``bag-info.txt``, so that a signature that was taken out is missed."""


def signed_text(tag_manifest: bytes, signature: bytes) -> bytes | None:
    """Return what is signed: the tag manifest without the line about the signature, or None without one."""
    line = write_manifest({SIGNATURE: hashlib.sha256(signature).hexdigest()})
    return tag_manifest.replace(line, b"") if tag_manifest.count(line) == 1 else None


def how_signed(verdict: Verdict, texts: Texts) -> str:
    """Return the sentence on the signature of a package, empty where a finding says what is wrong with it."""
    if verdict.signature == "broken":
        return ""
    who = {"holder": shown(verdict.signer.holder), "spoken": verdict.signer.spoken} if verdict.signer else {}
    return texts.say(f"signing.{verdict.signature}", **who)


def who_signed(
    signature: bytes | None, stated: str, tag_manifest: bytes, findings: Findings
) -> Signer | None:
    """Return who signed a package of ours; note what is wrong with the signature.

    ``stated`` is what it says under ``Signed-By``; that alone already asks for a signature.
    """
    if signature is None:
        if stated:
            findings.error(SIGNATURE, "signing.missing", stated=shown(stated))
        return None
    read, text = read_signature(signature), signed_text(tag_manifest, signature)
    if read is None:
        findings.error(SIGNATURE, "signing.unreadable")
    elif text is None or not check(read, "package", text):
        findings.error(SIGNATURE, "signing.broken")
    elif read.signer.spoken != stated:
        findings.error(SIGNATURE, "signing.other-signer", stated=shown(stated), spoken=read.signer.spoken)
    else:
        return read.signer
    return None
