"""Files that nobody should have to read: damaged, hostile, or something else under an Excel name."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl import Workbook

from indsatskort.errors import Fault
from indsatskort.exchange.reading import bounds
from tests.exchange.filled import example
from tests.exchange.returned import exported

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET1 = "xl/worksheets/sheet1.xml"


def _amp(name: str) -> str:
    return f"&{name};"


_TEN = "".join(
    f"<!ENTITY {new} '{10 * _amp(old)}'>" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)
LAUGHS = (
    f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">{_TEN}]><worksheet><sheetData><row>'
    "<c t='inlineStr'><is><t>&h;</t></is></c></row></sheetData></worksheet>"
)
STEALS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    "<worksheet><sheetData><row><c t='inlineStr'><is><t>&e;</t></is></c></row></sheetData></worksheet>"
)


def rewritten(
    data: bytes,
    change: Mapping[str, bytes] | None = None,
    *,
    without: str = "",
    stored: bool = False,
) -> bytes:
    """The workbook with parts replaced, added or left out."""
    file = BytesIO()
    with (
        ZipFile(BytesIO(data)) as old,
        ZipFile(file, "w", ZIP_STORED if stored else ZIP_DEFLATED) as new,
    ):
        parts = {name: old.read(name) for name in old.namelist() if name != without}
        for name, content in (parts | dict(change or {})).items():
            new.writestr(name, content)
    return file.getvalue()


def part(data: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(data)) as parts:
        return parts.read(name)


def a_book(fill: Callable[[Workbook], object]) -> bytes:
    book, file = Workbook(write_only=True), BytesIO()
    fill(book)
    book.save(file)
    return file.getvalue()


def many_rows(book: Workbook) -> None:
    sheet = book.create_sheet("Ark1")
    for row in range(bounds.MAX_ROWS + 2):
        sheet.append([row, "1.1.1"])


def many_cells(book: Workbook) -> None:
    sheet = book.create_sheet("Ark1")
    for _ in range(200):
        sheet.append(["x"] * 250)


def many_sheets(book: Workbook) -> None:
    for number in range(bounds.MAX_SHEETS + 1):
        book.create_sheet(f"Ark{number}")


def a_zip(parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def lying_size(data: bytes) -> bytes:
    """Says of its largest part that it takes four bytes."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 4) + data[at + 28 :]


def a_million_rows() -> bytes:
    rows = b"<row><c><v>1</v></c></row>" * 1_000_000
    sheet = (
        b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
    )
    return rewritten(exported(example()), {SHEET1: sheet + rows + b"</sheetData></worksheet>"})


def nasty_files() -> dict[str, tuple[bytes, set[Fault]]]:
    """Each with the faults that fit it; hand-made, one for each thing that people or attackers do."""
    good = exported(example())
    bomb = {f"xl/media/{n}.xml": b"<a>" + b" " * 30_000_000 + b"</a>" for n in range(4)}
    deep = b"<a>" * 5_000 + b"</a>" * 5_000
    return {
        "nothing": (b"", {Fault.FILE_EMPTY}),
        "too many bytes": (b"PK" + bytes(bounds.MAX_FILE_BYTES), {Fault.FILE_TOO_LARGE}),
        "a renamed PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", {Fault.FILE_NOT_EXCEL}),
        "a web page": (
            b"<html><table><tr><td>1.1.1</td></tr></table></html>",
            {Fault.FILE_NOT_EXCEL},
        ),
        "text with semicolons": ("Nr;Solgården\n1.1.1;Ad hoc".encode(), {Fault.FILE_NOT_EXCEL}),
        "an Excel file from 2003": (OLE + bytes(600), {Fault.FILE_OLD_EXCEL}),
        "a password": (
            OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            {Fault.FILE_PASSWORD},
        ),
        "a Word document": (a_zip({"word/document.xml": b"<w/>"}), {Fault.FILE_NOT_EXCEL}),
        "a binary workbook": (a_zip({"xl/workbook.bin": b"x"}), {Fault.FILE_OLD_EXCEL}),
        "half a file": (good[: len(good) // 2], {Fault.FILE_BROKEN}),
        "macros": (rewritten(good, {"xl/vbaProject.bin": b"x"}), {Fault.FILE_MACROS}),
        "macros of 1992": (
            rewritten(good, {"xl/macrosheets/sheet1.xml": b"<x/>"}),
            {Fault.FILE_MACROS},
        ),
        "links to other files": (
            rewritten(good, {"xl/externalLinks/externalLink1.xml": b"<x/>"}),
            {Fault.FILE_LINKS},
        ),
        "entities that grow": (rewritten(good, {SHEET1: LAUGHS.encode()}), {Fault.FILE_ENTITIES}),
        "entities in UTF-16": (
            rewritten(
                good, {SHEET1: LAUGHS.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")}
            ),
            {Fault.FILE_ENTITIES},
        ),
        "an entity that reads a file": (
            rewritten(good, {SHEET1: STEALS.encode()}),
            {Fault.FILE_ENTITIES},
        ),
        "a zip bomb": (rewritten(good, bomb), {Fault.FILE_TOO_LARGE}),
        "a part that lies about its size": (lying_size(good), {Fault.FILE_BROKEN}),
        "XML without end": (
            rewritten(good, {SHEET1: part(good, SHEET1)[:-200]}),
            {Fault.FILE_BROKEN},
        ),
        "XML that is deep": (rewritten(good, {SHEET1: deep}), {Fault.FILE_BROKEN}),
        "no sheet where one is promised": (
            rewritten(good, without=SHEET1),
            {Fault.FILE_BROKEN, Fault.FILE_WITHOUT_TABLE},
        ),
        "too many rows": (a_book(many_rows), {Fault.FILE_TOO_LARGE}),
        "a million rows": (a_million_rows(), {Fault.FILE_TOO_LARGE}),
        "too many cells": (a_book(many_cells), {Fault.FILE_TOO_LARGE}),
        "too many sheets": (a_book(many_sheets), {Fault.FILE_TOO_LARGE}),
        "another table": (a_book(lambda b: b.create_sheet("A").append(["Navn"])), set()),
    }


def damaged(good: bytes, seed: int) -> bytes:
    """A good workbook with something done to it: to its bytes, or to the XML of one of its parts."""
    chance = random.Random(seed)
    return chance.choice([_bytes_changed, _bytes_cut, _part_changed, _part_changed, _part_swapped])(
        good, chance
    )


def _bytes_changed(good: bytes, chance: random.Random) -> bytes:
    changed = bytearray(good)
    for _ in range(chance.choice([1, 3, 30, 1_000])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _bytes_cut(good: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(good)) for _ in range(2))
    return good[:first] + good[last:] if chance.random() < 0.5 else good[:last] + good[first:]


def _part_changed(good: bytes, chance: random.Random) -> bytes:
    with ZipFile(BytesIO(good)) as parts:
        name = chance.choice(
            [each for each in parts.namelist() if "sheet1" in each or "xl/" in each]
        )
        text = parts.read(name).decode("utf-8", "replace")
    for _ in range(chance.choice([1, 1, 5, 40])):
        at = chance.randrange(max(1, len(text)))
        text = text[:at] + chance.choice(SNIPPETS) + text[at + chance.choice([0, 1, 8]) :]
    for old, new in chance.sample(SWAPS, 2):
        text = text.replace(old, new, chance.choice([1, 10_000]))
    return rewritten(good, {name: text.encode("utf-8", "replace")})


def _part_swapped(good: bytes, chance: random.Random) -> bytes:
    with ZipFile(BytesIO(good)) as parts:
        one, other = chance.sample(parts.namelist(), 2)
        return rewritten(good, {one: parts.read(other), other: parts.read(one)})


SNIPPETS = (
    "", "<", "&", "]]>", "&#0;", "&amp;", "<row>", "</row>", "<c r='ZZZ9999999'><v>1</v></c>", "\ufffd",
    "9" * 400, "-1", "<v>1e999</v>", " t='d'", " t='e'", " s='99999'", "r='A0'", "<!--", "<is><t>x</t></is>",
    "x" * 40_000,
)  # fmt: skip
SWAPS = [
    ('t="s"', 't="n"'), ('t="s"', 't="b"'), ('t="s"', 't="str"'), ("<v>", "<v>9"), ("<v>", "<v>-"),
    ("<row ", "<row hidden='1' "), (' r="', ' r="Q'), ("1.1.", "1.2."), ("<f>", "<v>"), ("sheetId=", "x="),
    ("<t>", "<t>="), ("Target=", "target="), ("utf-8", "utf-16"), ("count=", "count='x' y="),
]  # fmt: skip
