"""The fixed parts of a .zip file (APPNOTE 6.3), shared by the writer and the reader."""

import struct

LOCAL = struct.Struct("<4s5HLLLHH")
"""Signature, version needed, flags, method, time, day, CRC, packed size, size, name and extra length."""
CENTRAL = struct.Struct("<4s6HLLLHHHHHLL")
"""Signature, made by, needed, flags, method, time, day, CRC, sizes, lengths, disk, attributes, offset."""
END = struct.Struct("<4sHHHHLLH")
"""Signature, disk, disk of directory, entries here, entries, size and offset of directory, comment length."""
END64 = struct.Struct("<4sQHHLLQQQQ")
"""Signature, length of the rest, made by, needed, disks, entries here, entries, size and offset."""
LOCATOR64 = struct.Struct("<4sLQL")
"""Signature, disk, offset of :data:`END64`, number of disks."""

LOCAL_MARK = b"PK\x03\x04"
CENTRAL_MARK = b"PK\x01\x02"
END_MARK = b"PK\x05\x06"
END64_MARK = b"PK\x06\x06"
LOCATOR64_MARK = b"PK\x06\x07"
DESCRIPTOR_MARK = b"PK\x07\x08"

FULL16 = 0xFFFF
FULL32 = 0xFFFFFFFF
"""A field with this value is given in full in the Zip64 record or extra field."""
ZIP64_EXTRA = 1

ENCRYPTED = 0x0001 | 0x0040 | 0x2000
DESCRIPTOR = 0x0008
UTF8 = 0x0800
SEALED = 0x0001
STORED = 0
DEFLATED = 8
AES = 99
"""The method of an encrypted entry; how it is compressed stands in an extra field."""
