"""The figures of the activity register, against a recount in plain Python."""

from __future__ import annotations

import random
import re
from dataclasses import asdict, replace
from datetime import date, time, timedelta
from html import escape
from typing import Any

import pytest

from indsatskort.activities.content import Hint, activities_content
from indsatskort.activities.model import (
    Activity,
    ActivityDraft,
    Attachment,
    Audience,
    Category,
    Form,
)
from indsatskort.cards.model import Column
from indsatskort.catalogue.model import ActorKind
from indsatskort.insight.charts import register as charts
from indsatskort.insight.register import hints, register, share

HOMES = tuple(Column(f"home-{n}", ActorKind.CARE_HOME, f"Hjem <b>{n}</b>") for n in range(4))
MONDAY = date(2026, 10, 5)


def some(count: int = 200, seed: int = 744) -> list[Activity]:
    """Activities of six weeks, of every kind."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        form = chance.choices(list(Form), (82, 16, 2))[0]
        residents = {Form.INDIVIDUAL: 1, Form.NOT_RESIDENTS: 0}.get(form, chance.randint(2, 30))
        draft = ActivityDraft(
            actor_id=chance.choice(HOMES).id,
            on=MONDAY + timedelta(days=chance.randrange(42)),
            starts_at=time(chance.randint(7, 21), chance.choice((0, 15, 30, 45))),
            title=f"Aktivitet {number}",
            category=chance.choice(list(Category)),
            form=form,
            minutes=chance.randint(10, 240),
            residents=residents,
            volunteers=chance.randint(1, 8),
            has_staff=chance.random() < 0.5,
            attachment=chance.choice(list(Attachment)),
            audience=chance.choice(list(Audience)),
        )
        made.append(Activity(str(number), draft, 1))
    return made


def test_every_figure_equals_a_recount_in_plain_python() -> None:
    rows: list[dict[str, Any]] = [asdict(each.draft) for each in some()]
    found = register(some())

    def tally(name: str) -> dict[Any, int]:
        return {row[name]: sum(each[name] == row[name] for each in rows) for row in rows}

    assert found.count == len(rows) == 200
    assert found.minutes == sum(row["minutes"] for row in rows)
    for counts, name in (
        (found.by_category, "category"),
        (found.by_form, "form"),
        (found.by_attachment, "attachment"),
        (found.by_audience, "audience"),
        (found.by_actor, "actor_id"),
    ):
        assert {slug: n for slug, n in counts.items() if n} == tally(name)
        assert sum(counts.values()) == 200
    weekdays = [int(row["on"].strftime("%u")) - 1 for row in rows]
    assert found.by_weekday == tuple(weekdays.count(day) for day in range(7))
    assert found.in_weekend == weekdays.count(5) + weekdays.count(6)
    hours = [row["starts_at"].hour for row in rows]
    times = (
        sum(hour < 12 for hour in hours),
        sum(12 <= hour < 17 for hour in hours),
        sum(hour >= 17 for hour in hours),
    )
    assert tuple(found.by_time.values()) == times
    theirs = [row["residents"] for row in rows if row["form"] != "not_residents"]
    assert found.residents_each is not None
    assert float(found.residents_each) == pytest.approx(sum(theirs) / len(theirs))
    assert found.volunteers_each is not None
    assert float(found.volunteers_each) == pytest.approx(sum(r["volunteers"] for r in rows) / 200)
    assert found.with_staff == sum(row["has_staff"] for row in rows)


def test_an_empty_register_has_no_figure_to_divide_by() -> None:
    found = register([])

    assert (found.residents_each, found.volunteers_each, share(0, 0)) == (None, None, None)
    assert charts.each(None) == "–"
    assert "ingen aktiviteter" in charts.by_category(found, activities_content()).sentence


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(1, 3, 33), (2, 3, 67), (1, 8, 13), (3, 8, 38), (0, 9, 0), (5, 5, 100)],
)
def test_a_share_is_in_whole_per_cent_with_halves_up(part: int, whole: int, said: int) -> None:
    assert share(part, whole) == said


def test_the_figures_of_2014_are_those_of_the_source_and_never_a_target() -> None:
    content = activities_content()
    found = register(some())

    assert [each.in_2014 for each in content.file.categories] == [44, 21, 13, 10, 6, 6]
    assert [each.in_2014 for each in content.file.forms] == [82, 16, 2]
    assert [e.slug for e in (*content.file.categories, *content.file.forms) if e.calculated] == [
        "other",
        "individual",
    ]
    assert (content.file.reference.residents, content.file.reference.volunteers) == (9.4, 2.4)
    for picture, then in (
        (charts.by_category(found, content), ["44", "21", "13", "10", "6", "6"]),
        (charts.by_form(found, content), ["82", "16", "2"]),
    ):
        assert "3 kommuner, 2014 – ikke en norm" in picture.sentence
        assert re.findall(r"2014: (\d+) pct\.", picture.html or "") == then
        assert (picture.html or "").count("(beregnet)") == 1
        assert picture.table is not None
        assert [str(each).split()[0] for each in picture.table["2014"]] == then


def test_every_picture_of_200_activities_equals_a_recount() -> None:
    content, found = activities_content(), register(some())
    drafts = [each.draft for each in some()]
    clock, labels = {"Før": (0, 12), "Kl.": (12, 17), "Efter": (17, 24)}, content.labels
    recounted = {
        charts.by_category: {
            t.label: sum(d.category == t.slug for d in drafts) for t in content.file.categories
        },
        charts.by_form: {
            t.label: sum(d.form == t.slug for d in drafts) for t in content.file.forms
        },
        charts.by_people: {"Medarbejdere var med": sum(d.has_staff for d in drafts)}
        | {
            f"Tilknyttet: {labels[each].lower()}": sum(d.attachment is each for d in drafts)
            for each in Attachment
        }
        | {labels[each]: sum(d.audience is each for d in drafts) for each in Audience},
    }
    pictures = {make(found, content): expected for make, expected in recounted.items()}
    pictures[charts.by_care_home(found, HOMES)] = {
        home.name: sum(d.actor_id == home.id for d in drafts) for home in HOMES
    }
    pictures[charts.by_time(found)] = {
        day.capitalize(): sum(d.on.isoweekday() == number for d in drafts)
        for number, day in enumerate(charts.WEEKDAYS, start=1)
    } | {
        name: sum(low <= d.starts_at.hour < high for d in drafts)
        for name in charts.TIMES.values()
        for low, high in [clock[name.split()[0]]]
    }

    for picture, expected in pictures.items():
        assert picture.table is not None
        shown = dict(zip(picture.table[""], picture.table["Aktiviteter"], strict=True))
        assert shown == expected, picture.slug
        for name, count in expected.items():
            percent = int(count * 100 / 200 + 0.5)
            told = f"<span>{escape(name)}</span>"
            row = (picture.html or "").partition(told)[2].partition("</p>")[0]
            assert f"{count} af 200 ({percent} pct.)" in row


def test_pictures_and_tables_say_the_same_and_names_are_never_markup() -> None:
    found = register(some())
    picture = charts.by_care_home(found, HOMES)

    assert picture.table is not None
    assert list(picture.table["Aktiviteter"]) == [found.by_actor[home.id] for home in HOMES]
    assert "<b>0</b>" not in (picture.html or "")
    assert "Hjem &lt;b&gt;0&lt;/b&gt;" in (picture.html or "")
    assert list(picture.table[""]) == [home.name for home in HOMES]  # in the card's order


def weekdays_only(activities: list[Activity]) -> list[Activity]:
    return [each for each in activities if not each.is_weekend]


def changed(activities: list[Activity], **changes: Any) -> list[Activity]:
    return [replace(each, draft=replace(each.draft, **changes)) for each in activities]


@pytest.mark.parametrize(
    ("activities", "hint"),
    [
        (weekdays_only(some()), Hint.NO_WEEKEND),
        (changed(some(), starts_at=time(14)), Hint.NO_EVENING),
        (changed(some(), audience=Audience.WOMEN), Hint.WOMEN_ALONE),
        (changed(some(), form=Form.SEVERAL), Hint.NO_INDIVIDUAL),
        (changed(some(), category=Category.CREATIVE), Hint.NO_OUTDOOR),
    ],
)
def test_what_is_missing_is_something_to_talk_about(activities: list[Activity], hint: Hint) -> None:
    assert hints(register(some())) == ()
    assert hints(register(activities)) == (hint,)
    assert hints(register(activities[:4])) == ()  # four say nothing about a habit


def test_every_hint_has_its_words_and_a_way_to_the_card() -> None:
    assert {each.rule for each in activities_content().file.suggestions} == set(Hint)
