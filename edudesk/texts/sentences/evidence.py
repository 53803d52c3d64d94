"""Sentences about files that are offered as evidence and those that are kept."""

SENTENCES = {
    "evidence.unreadable": (
        "“{name}” cannot be opened. Nothing was taken in. Close the program that has it open, or copy it to"
        " this computer, and try again."
    ),
    "evidence.not_a_file": "“{name}” is not a file. Nothing was taken in. Choose the files themselves.",
    "evidence.empty": (
        "“{name}” is empty (0 bytes). Nothing was taken in. Copy it again from where it came from."
    ),
    "evidence.program": (
        "“{name}” is a program, a script or a web page, which could do harm. Nothing was taken in. Take the"
        " photo or document itself."
    ),
    "evidence.packed": (
        "“{name}” is a packed file. Nothing was taken in. Unpack it first and add the files that lie in it."
    ),
    "evidence.damaged": (
        "“{name}” is damaged or only half copied. Nothing was taken in. Copy it again, or open it and save it"
        " anew."
    ),
    "evidence.name_lies": (
        "“{name}” is something else than its name says. Nothing was taken in. Open it in the program that made"
        " it and save it anew."
    ),
    "evidence.kind_unknown": (
        "“{name}” is of a kind that cannot be kept as evidence. Nothing was taken in. Photos, PDF, Word, Excel,"
        " PowerPoint, WPS, text, sound and video can be taken in."
    ),
    "evidence.source_gone": (
        "“{name}” could not be read to its end: the drive it lies on no longer answers. Nothing was taken in."
        " Plug it in again and try once more."
    ),
    "evidence.source_changing": (
        "“{name}” changed while it was being read. Nothing was taken in. Wait until it is saved or copied, then"
        " try again."
    ),
    "evidence.no_room": (
        "There is no room for “{name}” on the archive's disk (a FAT32 stick takes no file of 4 GB or more). The"
        " archive is unchanged. Free some space and try again."
    ),
    "evidence.store_unwritable": (
        "The evidence folder “{folder}” cannot be written to. The archive is unchanged. Check that the disk is"
        " there and not write-protected."
    ),
    "evidence.read_back_differs": (
        "The disk gave back “{name}” otherwise than it was written. It was not taken in. The disk may be"
        " failing: make a backup to another one."
    ),
    "evidence.missing": (
        "An original is missing from the evidence folder ({sha256}). Everything else was kept. Get it back from"
        " a backup."
    ),
    "evidence.picture_undecodable": (
        "The picture “{name}” is damaged and cannot be shown. Nothing was taken in. Copy it again from the phone"
        " or camera."
    ),
    "evidence.picture_too_large": (
        "The picture “{name}” has too many pixels for this computer. Nothing was taken in. Save it smaller and"
        " try again."
    ),
    "evidence.picture_too_slow": (
        "The picture “{name}” was not read within {seconds} seconds. Nothing was taken in. Save it anew as JPEG"
        " and try again."
    ),
    "evidence.decoder_unavailable": (
        "The part of the program that reads pictures did not start. Nothing was taken in. Restart the program;"
        " a virus scanner may have blocked it."
    ),
    "evidence.locked": (
        "“{name}” is protected by a password. It is kept as it is; whoever checks the archive will need the"
        " password."
    ),
    "evidence.macros": "“{name}” contains macros. It is kept as it is; open it with care.",
    "evidence.cut_off": (
        "“{name}” seems to be cut off or only half copied. It is kept as it is; check that it plays to its end."
    ),
    "evidence.suffix_differs": (
        "“{name}” is really a {kind} file. It is kept as it is; some programs may not open it under this name."
    ),
}
