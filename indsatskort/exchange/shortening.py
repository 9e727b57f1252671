"""Long texts made short enough for a slide, so that everybody can see that there is more."""

from __future__ import annotations

from indsatskort.exchange.workbook.inert import possible

MORE = " …"
WHERE_THE_WHOLE_STANDS = "Svar, der ender på …, er forkortet. De står hele i Word- og Excel-filen."


def shortened(text: str, longest: int) -> str:
    """The text on one line in at most `longest` characters, cut between words where it can be."""
    line = " ".join(possible(text).split())
    if len(line) <= longest:
        return line
    cut = line[: longest - len(MORE)]
    words = cut.rpartition(" ")[0] if not line[len(cut)].isspace() else cut
    kept = words if len(words) > longest // 2 else cut
    return kept.rstrip(" ,;:–-") + MORE
