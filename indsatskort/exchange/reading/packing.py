"""Whether a file is a plain Excel workbook at all: told from its parts, before anything reads them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from indsatskort.errors import Fault
from indsatskort.exchange.reading import bounds

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007, and every encrypted workbook
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAIN_PART = "xl/workbook.xml"


class UnreadableFileError(Exception):
    """The file cannot be read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def check_packing(data: bytes) -> None:
    """Raise UnreadableFileError unless the file is a plain workbook within bounds."""
    if not data:
        raise UnreadableFileError(Fault.FILE_EMPTY)
    if len(data) > bounds.MAX_FILE_BYTES:
        raise UnreadableFileError(Fault.FILE_TOO_LARGE)
    if data.startswith(OLE):
        is_locked = ENCRYPTED in data
        raise UnreadableFileError(Fault.FILE_PASSWORD if is_locked else Fault.FILE_OLD_EXCEL)
    if not data.startswith(b"PK"):
        raise UnreadableFileError(Fault.FILE_NOT_EXCEL)
    try:
        with ZipFile(BytesIO(data)) as parts:
            _check_parts(parts)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableFileError(Fault.FILE_BROKEN) from error
    except RuntimeError as error:  # a part with a password of its own
        raise UnreadableFileError(Fault.FILE_PASSWORD) from error


def _check_parts(parts: ZipFile) -> None:
    found = parts.infolist()
    names = [part.filename for part in found]
    if len(found) > bounds.MAX_PARTS or _unpacked(found) > bounds.MAX_UNPACKED_BYTES:
        raise UnreadableFileError(Fault.FILE_TOO_LARGE)
    if len(set(names)) != len(names):
        raise UnreadableFileError(Fault.FILE_BROKEN)
    if any(name.lower().endswith(("vbaproject.bin", "xlmacrosheet.xml")) for name in names):
        raise UnreadableFileError(Fault.FILE_MACROS)
    if any("macrosheets/" in name.lower() for name in names):
        raise UnreadableFileError(Fault.FILE_MACROS)
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        raise UnreadableFileError(Fault.FILE_LINKS)
    if "xl/workbook.bin" in names:
        raise UnreadableFileError(Fault.FILE_OLD_EXCEL)
    if MAIN_PART not in names:
        raise UnreadableFileError(Fault.FILE_NOT_EXCEL)
    for part in found:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(parts, part)


def _unpacked(found: Iterable[ZipInfo]) -> int:
    """What the parts say they take. `ZipFile` never reads more of a part than it said."""
    return sum(part.file_size for part in found)


def _check_xml(parts: ZipFile, part: ZipInfo) -> None:
    """Well-formed, not too deep, and without a document type, which is where entities are declared."""
    depth = 0

    def begin(_name: str, _attributes: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > bounds.MAX_XML_DEPTH:
            raise UnreadableFileError(Fault.FILE_BROKEN)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_declared: Any) -> None:
        raise UnreadableFileError(Fault.FILE_ENTITIES)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        with parts.open(part) as file:
            while piece := file.read(2**16):
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableFileError(Fault.FILE_BROKEN) from error
