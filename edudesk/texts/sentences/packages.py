"""What is said about packages: building, opening and checking them.

A sentence about one file continues its name, which stands in front of it.
"""

SENTENCES = {
    # Building a package
    "package.path_too_long": (
        "The path “{path}” would be too long for Windows. Shorten the names of the folders above it. "
        "Nothing was written."
    ),
    "package.no_room": (
        "There is not enough room: {needed} are needed and {free} are free. Make room or choose another "
        "disk. Nothing was written."
    ),
    "package.too_large_for_fat": (
        "This stick is formatted as FAT32 and cannot hold one file of {size} (limit 4 GB). Choose the "
        "folder form, a smaller edition, or a stick formatted as exFAT. Nothing was written."
    ),
    "package.disk_full": (
        "The disk became full while writing to {place}. The unfinished package was removed and your "
        "archive is unchanged. Make room and try again."
    ),
    "package.file_limit": (
        "The disk at {place} does not accept so large a file. The unfinished package was removed and your"
        " archive is unchanged. Choose the folder form or another disk."
    ),
    "package.target_denied": (
        "Writing to {place} is not allowed. Your archive is unchanged. Choose another folder, or check "
        "the write protection of the stick."
    ),
    "package.target_gone": (
        "The disk or folder of {place} can no longer be reached. Your archive is unchanged. Plug the "
        "stick in again and retry."
    ),
    "package.not_written": (
        "{place} could not be written ({reason}). The unfinished package was removed and your archive is "
        "unchanged. Try another disk."
    ),
    "package.source_damaged": (
        "The stored file for “{name}” is no longer what was filed. No package was made, so that nothing "
        "damaged is handed over. Check the archive, or restore the file from a backup."
    ),
    "package.source_unreadable": (
        "The stored file for “{name}” cannot be read. No package was made. Check that the disk or stick of "
        "your archive is there; if it is, restore the file from a backup."
    ),
    "package.entry_unknown": (
        "The disk of your archive failed while the hand-over was being noted. The package is whole and was "
        "kept. Open your archive again and look into “Sent and received”: if the package is not listed "
        "there, delete it and make it again."
    ),
    "package.read_back_differs": (
        "“{name}” reads back differently from what was written to {place}. The package was removed and "
        "your archive is unchanged. Use another disk or stick: this one cannot be trusted."
    ),
    # Opening a package
    "package.not_found": "There is nothing at {path}. Check the place and try again.",
    "package.not_readable": (
        "{path} cannot be read. Nothing was changed. Check that the disk is plugged in and that you may "
        "open it."
    ),
    "package.unreadable": (
        "This is not a package: neither a folder nor a complete .zip file. It may have been cut off while"
        " it was copied; ask for it again. Nothing was changed."
    ),
    "package.not_a_bag": (
        "{path} can be opened but holds no package (no bagit.txt). Choose the package itself. Nothing was"
        " changed."
    ),
    "package.records_absurd": (
        "The records in this package are larger or nested deeper than any archive writes, and were not read. "
        "Nothing was changed. Ask the sender to build it again."
    ),
    "package.several_bags": (
        "{path} holds {count} packages. Unpack it and choose them one by one. Nothing was changed."
    ),
    "package.encrypted": (
        "{path} is protected by a password, so it cannot be checked as it is. Nothing was changed."
    ),
    # The package as a whole
    "package.too_many_files": "The package holds more than {limit} files and was not read.",
    "package.zip_contradicts": (
        "The .zip file contradicts itself: its directory does not fit its content. It is damaged or was "
        "tampered with."
    ),
    "package.zip_bomb": "The .zip file would unpack to an absurd size and was not read.",
    "package.zip_junk": "There is foreign content in front of the .zip file; it was put there after packing.",
    "package.zip_gap": "There is content in the .zip file that belongs to no file in it.",
    "package.zip_directory_differs": (
        "The directory of the .zip file is not as it was packed: another program packed it again, or it was "
        "changed."
    ),
    "package.more_findings": "{count} more things are wrong or odd; only the first ones are listed.",
    "package.outside_bag": "lies beside the package and does not belong to it",
    # One file
    "package.zip_entry_differs": (
        "lies in the .zip file otherwise than it was packed: another program packed it again, or the container "
        "was changed"
    ),
    "package.zip_lies": "is described in two ways in the .zip file that do not fit; it was not read",
    "package.zip_overlap": "shares its place in the .zip file with another file; it was not read",
    "package.zip_twice": "is in the .zip file twice under the same name; neither was read",
    "package.zip_encrypted": "is protected by a password",
    "package.zip_method": "is compressed in a way that is not supported (method {method})",
    "package.name_unreadable": "has a name that cannot be read",
    "package.name_guessed": "has a name whose encoding had to be guessed",
    "package.link": "is a link to another place; links are not followed",
    "package.special_file": "is not an ordinary file",
    "package.name_too_long": "has a name of absurd length; it was not read",
    "package.path_escapes": "leads out of the package; it was not touched",
    "package.device_name": "has a name that means a device on Windows, such as NUL or COM1; it was not touched",
    "package.system_file": "was put there by an operating system, not by a person",
    "package.name_not_portable": "has a name or a length that Windows does not accept",
    "package.names_meet": "has the same name as “{other}” on Windows or a Mac",
    "package.file_and_folder": "is both a file and a folder",
    "package.file_missing": "is missing",
    "package.file_changed": "is not the file that was packed: its content has changed",
    "package.tag_changed": "does not fit what {manifest} says of it: one of the two was changed",
    "package.file_damaged": "is damaged and cannot be unpacked",
    "package.file_unreadable": "cannot be read",
    "package.file_unlisted": "was not in the package when it was made",
    "package.file_not_in_all": "is not listed in {manifest}",
    "package.not_delivered": (
        "was to be fetched from the network and is not in the package; nothing is ever fetched"
    ),
    # The lists in the package
    "package.declaration": "does not have the form that every package needs",
    "package.bagit_version": "names version {version} of BagIt, which is not known",
    "package.encoding_unknown": "names a text encoding that is not supported ({encoding})",
    "package.encoding_wrong": "is not written in the text encoding that the package names ({encoding})",
    "package.byte_order_mark": "begins with a byte order mark, which must not be there",
    "package.tag_file_too_large": "is too large for a list and was not read",
    "package.lines_unreadable": "has lines that cannot be read: {lines}",
    "package.oxum": "states other totals than there are (bytes.files: stated {stated}, found {actual})",
    "package.oxum_twice": "states the totals more than once",
    "package.day_unreadable": "does not say on which day the package was made",
    "package.no_manifest": "is missing: the package has no list of its files with checksums",
    "package.no_payload_folder": "is missing: the package has no folder for its content",
    "package.algorithm_unknown": "uses checksums that cannot be verified ({algorithm})",
    "package.listed_outside": "does not belong in the list {manifest}",
    "package.listed_twice": "is listed more than once in {manifest}",
    "package.tag_unlisted": "is not protected by {manifest}: it was added or could have been changed",
    "package.star_in_list": "is listed in {manifest} with an asterisk, as md5sum writes it",
    "package.dot_in_list": "is listed in {manifest} with “./” in front",
    "package.unicode_form": "is listed in {manifest} under another Unicode form of its name",
    "package.fetch_list": "lists files to be fetched from the network; nothing is ever fetched",
}
