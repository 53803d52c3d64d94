"""Who signs: the archive's own key, what is signed with it, and the keys of partners seen before."""

from edudesk.services.keys.own import own_key, own_signer, sign
from edudesk.services.keys.partners import Pinned, Standing, pin, pinned, signs, standing
from edudesk.services.keys.signature import Key, Signature, Signer, check, read_signature

__all__ = [
    "Key",
    "Pinned",
    "Signature",
    "Signer",
    "Standing",
    "check",
    "own_key",
    "own_signer",
    "pin",
    "pinned",
    "read_signature",
    "sign",
    "signs",
    "standing",
]
