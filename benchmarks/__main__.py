"""Measures what we claim about speed and prints one table; `--write` keeps it in README.md."""

from __future__ import annotations

import argparse
import os
import platform
import secrets
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import Row

README = Path(__file__).with_name("README.md")
MARK = "<!-- measured: everything below is written by `python -m benchmarks --write` -->"
HEADS = ("what", "ours", "beside", "ratio", "aim", "met")


def main() -> None:
    """Run all measurements, or those whose module's name is given."""
    os.environ["INDSATSKORT_SECRET"] = secrets.token_hex()  # before anything reads the settings
    from benchmarks import (
        card_page,
        delivery,
        files_out,
        import_preview,
        many_cards,
        meeting,
        open_pages,
        phone,
        pictures,
        progress_page,
        saves,
        soak,
        workbook_file,
    )

    in_order = (
        delivery,
        saves,
        card_page,
        workbook_file,
        import_preview,
        files_out,
        phone,
        pictures,
        meeting,
        open_pages,
        many_cards,
        progress_page,
    )
    modules = {m.__name__.split(".")[-1]: m for m in (*in_order, soak)}
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--write", action="store_true", help="keep the table in benchmarks/README.md"
    )
    parser.add_argument("only", nargs="*", metavar="module", help=", ".join(modules))
    wanted = parser.parse_args()
    chosen = [modules[name] for name in wanted.only] or list(in_order)
    found = [row for module in chosen for row in module.rows()]
    print(table(found))
    print(machine())
    if wanted.write:
        _write(found)


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table that also reads well in a terminal."""
    cells = [HEADS, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(HEADS))]
    shown = [" | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) for line in cells]
    rule = " | ".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in [shown[0], rule, *shown[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "–" if row.ratio is None else f"{row.ratio:.2f}"
    return row.what, row.ours, row.reference, ratio, row.aim, row.verdict


def machine() -> str:
    """When and where, and how busy the machine was: other programs slow all of it down."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    when = datetime.now(UTC).date().isoformat()
    return (
        f"{when}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores ({load}), "
        f"Python {platform.python_version()}."
    )


def _write(rows: list[Row]) -> None:
    kept = README.read_text("utf-8").split(MARK)[0]
    README.write_text(f"{kept}{MARK}\n\n{table(rows)}\n\n{machine()}\n", "utf-8")


if __name__ == "__main__":
    main()
