"""Signatures with Ed25519 (RFC 8032): pure, of bytes, without an archive.

What is signed is a purpose, then who signs, then the text: nothing signed for one purpose passes for another,
and no name can be exchanged under a signature. The algorithm takes 5 MB and is loaded when something is
signed or checked, for a window may be open for weeks in which nothing is.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from edudesk.services.packages.check_code import check_code

FORMAT = "edudesk-signature 0.1"
LARGEST = 4096
"""Bytes of the longest signature that is read."""
_ALGORITHM = "Ed25519"
_MODE = "rfc8032"
_SEED, _KEY, _VALUE = 32, 32, 64

Purpose = Literal["package", "receipt"]


@dataclass(frozen=True)
class Signer:
    """An archive as it signs: its id, the school or bureau it belongs to, its public key in hexadecimal."""

    archive_id: str
    holder_id: str
    holder: str
    public_key: str

    @cached_property
    def spoken(self) -> str:
        """The key's fingerprint, short enough to be read out over the telephone."""
        return check_code(hashlib.sha256(bytes.fromhex(self.public_key)).hexdigest())

    def plain(self) -> dict[str, str]:
        """Return the signer as JSON."""
        return {
            "archive": self.archive_id,
            "holder": self.holder_id,
            "holder_name": self.holder,
            "public_key": self.public_key,
        }

    @classmethod
    def from_plain(cls, said: Mapping[str, Any]) -> "Signer":
        """Return the signer that JSON says, of which the form was checked."""
        return cls(said["archive"], said["holder"], said["holder_name"], said["public_key"])


@dataclass(frozen=True)
class Signature:
    """What a signer put under a text; ``value`` is in hexadecimal."""

    signer: Signer
    value: str

    def as_bytes(self) -> bytes:
        """Return the one way to write this signature, as ``signature.json`` holds it."""
        said = {"algorithm": _ALGORITHM, "format": FORMAT, **self.signer.plain(), "signature": self.value}
        return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


@dataclass(frozen=True)
class Key:
    """What an archive signs with; ``seed``, of which the key pair is made, is the secret."""

    seed: bytes = field(repr=False)
    signer: Signer

    def sign(self, purpose: Purpose, text: bytes) -> Signature:
        """Sign; the same text signed again gives the same bytes."""
        from Cryptodome.Signature import eddsa  # noqa: PLC0415 - see above

        made = eddsa.new(eddsa.import_private_key(self.seed), _MODE)
        return Signature(self.signer, made.sign(_statement(self.signer, purpose, text)).hex())


def new_seed() -> bytes:
    """Draw what a key pair is made of."""
    return secrets.token_bytes(_SEED)


def public_key(seed: bytes) -> str:
    """Return the public key that belongs to ``seed``."""
    from Cryptodome.Signature import eddsa  # noqa: PLC0415 - see above

    key: bytes = eddsa.import_private_key(seed).public_key().export_key(format="raw")
    return key.hex()


def check(signature: Signature, purpose: Purpose, text: bytes) -> bool:
    """Tell whether the signer put this signature under exactly this text, for this purpose."""
    from Cryptodome.Signature import eddsa  # noqa: PLC0415 - see above

    try:
        key = eddsa.import_public_key(bytes.fromhex(signature.signer.public_key))
        statement = _statement(signature.signer, purpose, text)
        eddsa.new(key, _MODE).verify(statement, bytes.fromhex(signature.value))
    except ValueError:
        return False
    return True


def read_signature(content: bytes) -> Signature | None:
    """Return the signature that ``content`` is, or None unless it is written exactly as we write it.

    Whether it holds is for :func:`check` to say.
    """
    if len(content) > LARGEST:
        return None
    try:
        said = json.loads(content)
        signature = Signature(Signer.from_plain(said), said["signature"])
        if signature.as_bytes() != content:
            return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    is_text = all(isinstance(value, str) for value in (*signature.signer.plain().values(), signature.value))
    is_whole = is_text and _is_hex(signature.signer.public_key, _KEY) and _is_hex(signature.value, _VALUE)
    return signature if is_whole else None


def _is_hex(text: str, length: int) -> bool:
    return re.fullmatch(f"[0-9a-f]{{{2 * length}}}", text) is not None


def _statement(signer: Signer, purpose: Purpose, text: bytes) -> bytes:
    who = json.dumps(signer.plain(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{FORMAT}\n{purpose}\n{who}\n".encode() + text
