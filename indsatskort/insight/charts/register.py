"""The pictures of the activity register: bars of shares with their counts, and where 2014 stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from indsatskort.activities.content import ActivitiesContent
from indsatskort.activities.model import TimeOfDay
from indsatskort.cards.model import Column
from indsatskort.danish import counted, num
from indsatskort.insight.charts.markup import hidden, text
from indsatskort.insight.charts.picture import Picture
from indsatskort.insight.register import Register, share
from indsatskort.insight.tables import Table

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
TIMES = {
    TimeOfDay.MORNING: "Før kl. 12",
    TimeOfDay.AFTERNOON: "Kl. 12 til 17",
    TimeOfDay.EVENING: "Efter kl. 17",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: how many of how many, and the share that three municipalities had in 2014."""

    name: str
    part: int
    whole: int
    in_2014: int | None = None
    is_calculated: bool = False

    @property
    def share(self) -> int:
        return share(self.part, self.whole) or 0

    @property
    def said(self) -> str:
        """ "17 af 40 (43 pct.)" """
        return f"{num(self.part)} af {num(self.whole)} ({self.share} pct.)"

    @property
    def said_of_2014(self) -> str:
        if self.in_2014 is None:
            return ""
        return f"2014: {self.in_2014} pct." + " (beregnet)" * self.is_calculated


def by_category(found: Register, content: ActivitiesContent) -> Picture:
    bars = [
        Bar(t.label, found.by_category[t.slug], found.count, t.in_2014, t.calculated)
        for t in content.file.categories
    ]
    return _picture("register-category", "Hvad laver de frivillige?", found, bars, content)


def by_form(found: Register, content: ActivitiesContent) -> Picture:
    bars = [
        Bar(t.label, found.by_form[t.slug], found.count, t.in_2014, t.calculated)
        for t in content.file.forms
    ]
    return _picture("register-form", "Hvor mange beboere er med ad gangen?", found, bars, content)


def by_time(found: Register) -> Picture:
    """Weekdays in their order, and the time of day."""
    bars = [
        Bar(day.capitalize(), part, found.count)
        for day, part in zip(WEEKDAYS, found.by_weekday, strict=True)
    ]
    bars += [Bar(TIMES[each], part, found.count) for each, part in found.by_time.items()]
    evening = found.by_time[TimeOfDay.EVENING]
    sentence = (
        f"{num(found.in_weekend)} af {counted(found.count, 'aktivitet', 'aktiviteter')} var i "
        f"weekenden, og {num(evening)} begyndte efter kl. 17."
    )
    return _drawn("register-time", "Hvornår sker det?", sentence, bars)


def by_people(found: Register, content: ActivitiesContent) -> Picture:
    """Whom the volunteers belong to, whom it is for, and whether staff took part."""
    labels = content.labels
    bars = [Bar("Medarbejdere var med", found.with_staff, found.count)]
    bars += [
        Bar(f"Tilknyttet: {labels[slug].lower()}", part, found.count)
        for slug, part in found.by_attachment.items()
    ]
    bars += [Bar(labels[slug], part, found.count) for slug, part in found.by_audience.items()]
    sentence = (
        f"{num(found.with_staff)} af {counted(found.count, 'aktivitet', 'aktiviteter')} havde "
        f"medarbejdere med. {content.file.reference.label}: {content.file.reference.staff}"
    )
    return _drawn("register-people", "Hvem er med?", sentence, bars)


def by_care_home(found: Register, care_homes: Sequence[Column]) -> Picture:
    """In the card's own order; never ranked."""
    bars = [Bar(each.name, found.by_actor.get(each.id, 0), found.count) for each in care_homes]
    sentence = (
        "I kortets rækkefølge. Plejecentrene er ikke lige store og har måske ikke skrevet lige længe, "
        "så de kan ikke sammenlignes."
    )
    return _drawn("register-care-home", "Hvor sker det?", sentence, bars)


def each(number: Fraction | None) -> str:
    """ "9,4", one decimal; a dash where there was nothing to count."""
    return num(round(float(number), 1)) if number is not None else "–"


def _picture(
    slug: str, question: str, found: Register, bars: Sequence[Bar], content: ActivitiesContent
) -> Picture:
    sentence = (
        f"Andele af {counted(found.count, 'aktivitet', 'aktiviteter')}. Stregen viser "
        f"{content.file.reference.label}."
    )
    return _drawn(slug, question, sentence, bars)


def _drawn(slug: str, question: str, sentence: str, bars: Sequence[Bar]) -> Picture:
    return Picture(
        slug=slug,
        question=question,
        sentence=sentence if bars and bars[0].whole else "Der er ingen aktiviteter at vise endnu.",
        html=f'<div class="ch-reg">{"".join(map(_row, bars))}</div>' if bars else None,
        table=table(bars).frame(),
    )


def _row(bar: Bar) -> str:
    mark = f'<b style="left:{bar.in_2014}%"></b>' if bar.in_2014 is not None else ""
    then = f" <small>{text(bar.said_of_2014)}</small>" if bar.said_of_2014 else ""
    return (
        f"<p><span>{text(bar.name)}</span>{hidden(': ')}<span>{text(bar.said)}{then}</span></p>"
        f'<div aria-hidden="true"><i style="width:{bar.share}%"></i>{mark}</div>'
    )


def table(bars: Sequence[Bar]) -> Table:
    """A row to a bar; the column of 2014 only where there are such figures."""
    headings = ("", "Aktiviteter", "Ud af", "Andel")
    rows = [(bar.name, bar.part, bar.whole, f"{bar.share} pct.") for bar in bars]
    if not any(bar.in_2014 is not None for bar in bars):
        return Table(headings, tuple(rows))
    then = [bar.said_of_2014.removeprefix("2014: ") for bar in bars]
    return Table(
        (*headings, "2014"), tuple((*row, said) for row, said in zip(rows, then, strict=True))
    )
