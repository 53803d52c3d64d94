"""What is said about keys, signatures and sealed packages."""

SENTENCES = {
    # What of a package's signature is wrong, after the name of the file
    "signing.missing": "is missing: the package says that it was signed with the key {stated}",
    "signing.unreadable": "is no signature that EduDesk can read",
    "signing.broken": "does not fit this package: the package was changed after it was signed, or the signature was",
    "signing.other-signer": "was made with the key {spoken}, while the package says {stated}",
    # How a package is signed
    "signing.valid": "Signed by {holder}, key {spoken}",
    "signing.absent": "Not signed: who made this package cannot be told",
    "signing.foreign": "Not made by EduDesk and not signed",
    # Sealing with a password
    "signing.sealed": "{path} is sealed with a password. Ask the sender for it by telephone, then give it. Nothing was changed.",
    "signing.wrong-password": "The password does not open {path}. Mind capitals and spaces, or ask the sender again. Nothing was changed.",
    "signing.seal-broken": "{path} is not as it was sealed: it was cut off or changed on the way, or the password is wrong. Ask for it again. Nothing was changed.",
    "signing.password-file": "{path} has no password: it stands in the first line of a text file in UTF-8. Nothing was written.",
    "signing.password-signs": "Please choose a password of English letters, digits and signs: other programs could not open the package with any other. Nothing was written.",
    "signing.password-weak": "Please choose a password that is harder to guess: at least {shortest} letters, digits and signs, not only digits and not the same few again and again. Nothing was written.",
    "signing.zip-only": "A package under a password is a .zip file. Please leave out --form folder. Nothing was written.",
    # Keys of partners
    "signing.changed": "The key of {holder} is not the one seen before: it now reads {spoken}. Nothing was taken in. Ask {holder} by telephone whether that is their key.",
}
