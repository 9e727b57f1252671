"""Every state of a meeting as its screens get it: `common` for all, `mine` for Karen from Solgården."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from indsatskort.api.room import qr_path, qr_size
from indsatskort.catalogue.load import catalogue
from indsatskort.tools.content import tools
from indsatskort.workshop import screens

State: TypeAlias = dict[str, Any]

URL = "https://kort.lindebjerg.dk/D/K7MP4XWR"
COLUMNS = [
    {"id": "k1", "name": "Kommunen", "kind": "municipality"},
    {"id": "p1", "name": "Solgården", "kind": "care_home"},
    {"id": "p2", "name": "Engbo", "kind": "care_home"},
    {"id": "f1", "name": "Ældre Sagen", "kind": "association"},
    {"id": "f2", "name": "Røde Kors", "kind": "association"},
]
HOMES = ("Birkely", "Bøgen", "Engbo", "Fyrrebakken", "Gudenå", "Havblik", "Kastanjen", "Lindely")
HOMES += ("Møllegården", "Nørrevang", "Rosenhaven", "Skovly", "Solgården", "Søbo", "Vestervang")
MANY_COLUMNS = [
    {"id": "k1", "name": "Kommunen", "kind": "municipality"},
    *({"id": f"p{n}", "name": name, "kind": "care_home"} for n, name in enumerate(HOMES)),
    *(
        {"id": f"f{n}", "name": name, "kind": "association"}
        for n, name in enumerate(("Røde Kors", "Ældre Sagen"))
    ),
]
TITLES = [
    "Tydelig koordinator på hvert plejecenter",
    "Tid til koordinatorrollen",
    "Aftaler mellem plejecenter og forening",
    "Kurser til frivillige om demens",
    "Løbende anerkendelse af de frivillige",
    "Fælles retningslinjer med lokalt rum",
    "Hverve gennem personlige netværk",
    "Aktiviteter for både mænd og kvinder",
    "Plakater på skoler og biblioteker",
    "Besøgsvenner på tværs af plejecentre",
]
DRIVERS = [driver.short for driver in catalogue().drivers]
FIELDS = ((8, 5), (5, 6), (7, 6), (5, 7))
SIGNS = ("not_started", "ad_hoc", "partly", "established", "unknown", "-", None, "opted_out")
LONG_NAME = "Omsorgscentret Sønderjyllandsgårdens Frivillighedskoordinatorfællesskab"
LONG_TITLE = "Kvalitetsudviklingskonsulenternes frivillighedskoordineringsmøder med alle hjem"
# what a card can be called at most and what its screens have to hold all the same
WORDY = ("welcome", "fill", "fill-many", "card", "listed", "shown", "silent-many", "shown-many")
WORDY += ("write", "write-split", "vote-open", "vote-revealed", "vote-revealed-total")
WORDY += ("vote-revealed-few", "placing", "placed", "confirmed", "actions-written")
LONG = (
    "Vi har en lang række indsatser, som kører side om side, og som medarbejderne kender. "
    "Nogle af dem er skrevet ned, andre lever kun i hovedet på den frivilligansvarlige. " * 4
)


def clock(seconds: int = 95, planned: int = 240) -> State:
    """A clock that runs, with so much left."""
    ends_at = datetime.now(UTC) + timedelta(seconds=seconds)
    return {
        "planned_s": planned,
        "ends_at": ends_at.isoformat(timespec="milliseconds"),
        "remaining_ms": None,
    }


def item_of(columns: list[State], *, rated: bool = False, withheld: bool = False) -> State:
    """An item under discussion in those columns."""
    texts = [
        ("not_started", "Vi har ingen kurser på kommunalt niveau."),
        ("ad_hoc", "Når en medarbejder har tid, viser vi nye frivillige til rette."),
        ("partly", "Frivillige på demensafsnittet får en introduktion. De andre gør ikke."),
        ("established", "Landsforeningen har et stort kursusprogram, som vores frivillige bruger."),
        ("ad_hoc", "Vi tilbyder kurser, men kender ikke behovet på plejecentrene."),
    ]
    sums = [[2, 1, 0, 0], [1, 2, 0, 1], [0, 1, 2, 0]]
    few: State = {"withheld": "Kun 2 personer. Vises fra 3."}

    def ratings(place: int) -> State | None:
        if not rated:
            return None
        counts = sums[place % 3]
        many: State = {"counts": counts, "unknown": 1 if place == 1 else 0, "raters": sum(counts)}
        return few if withheld and place >= 3 else many

    shown = [
        {
            **column,
            "value": texts[place % 5][0],
            "under_way": place == 1,
            "text": texts[place % 5][1],
            "ratings": ratings(place),
        }
        for place, column in enumerate(columns)
    ]
    return {
        "id": "D2.2.4",
        "number": "2.2.4",
        "title": "Kurser til frivillige om demens",
        "statement": "Frivillige kan altid få kurser om det, beboerne har brug for, fx demens.",
        "question": "Hvem ved, at kurserne findes – og hvem må komme på dem?",
        "place": 3,
        "of": 11,
        "driver": "Drivkraft 2",
        "reasons": ["3 trin mellem Kommunen og Ældre Sagen."],
        "columns": shown,
        "first": ["Kommunen", "Ældre Sagen"],
        "agreement": {
            "text": "Ældre Sagens kurser står åbne for alle frivillige. Plejecentrene siger til, hvem der mangler et",
            "value": "partly",
            "is_split": False,
            "other_text": "",
            "other_value": None,
            "version": 3,
        },
    }


def base(kind: str, title: str, phase: str = "plain") -> State:
    """What every state holds."""
    counts = (3, 4, 3, 2, 2)
    return {
        "version": 7,
        "now": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "state": "running",
        "municipality": "Lindebjerg Kommune",
        "title": "Indsatskort: frivillige på plejecentre",
        "step": {"id": f"s-{kind}", "kind": kind, "title": title},
        "phase": phase,
        "clock": clock(),
        "stamp": f"{kind}/{phase}//1",
        "door": {
            "code": "K7MP 4XWR",
            "address": "kort.lindebjerg.dk",
            "url": URL,
            "qr_svg_path": qr_path(URL),
            "qr_size": qr_size(URL),
            "is_reachable": True,
        },
        "people": {
            "total": sum(counts),
            "columns": [
                {**column, "count": count} for column, count in zip(COLUMNS, counts, strict=True)
            ],
        },
        "fill": [],
        "map": None,
        "item": None,
        "listed": [],
        "vote": None,
        "result": None,
        "hidden_again": None,
        "effect": None,
        "chosen": [],
        "parked": 0,
        "opted_out": [],
        "resumes_at": None,
        "is_last_today": False,
    }


def many_people() -> State:
    """Who is in when the card has eighteen columns."""
    columns = [{**column, "count": 2 + place % 3} for place, column in enumerate(MANY_COLUMNS)]
    return {"total": sum(each["count"] for each in columns), "columns": columns}


def tiles() -> State:
    cells = [
        [
            [
                [SIGNS[(d * 3 + f * 5 + c * 7 + i * (c + 2)) % 8] for i in range(size)]
                for c in range(5)
            ]
            for f, size in enumerate(sizes)
        ]
        for d, sizes in enumerate(FIELDS)
    ]
    return {
        "mode": "tiles",
        "columns": COLUMNS,
        "drivers": [
            {
                "id": f"D{d + 1}",
                "number": d + 1,
                "name": name,
                "fields": [
                    {"id": f"D{d + 1}.{f}", "name": "felt", "cells": found}
                    for f, found in enumerate(cells[d])
                ],
            }
            for d, name in enumerate(DRIVERS)
        ],
    }


def bars() -> State:
    counts = [
        [[3, 1, 1, 0], [42, 33, 61, 46], [12, 4, 5, 15]],
        [[2, 3, 1, 0], [18, 29, 44, 50], [3, 6, 11, 10]],
        [[4, 2, 3, 1], [35, 52, 49, 12], [7, 6, 8, 5]],
        [[2, 1, 0, 0], [9, 17, 33, 21], [5, 6, 9, 7]],
    ]
    kinds = (
        ("municipality", "Kommunal forvaltning"),
        ("care_home", "16 plejecentre"),
        ("association", "4 frivilligforeninger"),
    )
    return {
        "mode": "bars",
        "kinds": [{"kind": kind, "label": label} for kind, label in kinds],
        "drivers": [
            {"number": n + 1, "name": name, "counts": counts[n]} for n, name in enumerate(DRIVERS)
        ],
        "others": "29 »ved ikke« og 17 fravalg er ikke med.",
    }


def vote() -> State:
    items = [
        {"id": f"i{n}", "number": str(n), "title": title, "driver": "Drivkraft 1"}
        for n, title in enumerate(TITLES)
    ]
    return {
        "round": 1,
        "dots": 5,
        "most_per_item": 2,
        "is_open_per_kind": False,
        "voted": 12,
        "of": 14,
        "paper": 1,
        "items": items,
    }


def result() -> State:
    figures = [
        (16, 21, None, None, [4, 11, 1]),
        (14, 17, 3, "down", [2, 11, 1]),
        (12, 20, 2, "up", [3, 2, 7]),
        (10, 14, None, None, [1, 4, 5]),
        (7, 10, None, None, [0, 3, 4]),
        (5, 10, None, None, [4, 1, 0]),
        (3, 4, None, None, [0, 2, 1]),
        (2, 4, None, None, [1, 0, 1]),
    ]
    rows = [
        {
            "id": f"i{n}",
            "title": TITLES[n],
            "total": total,
            "equal": equal,
            "equal_rank": rank,
            "moves": moves,
            "kinds": kinds,
        }
        for n, (total, equal, rank, moves, kinds) in enumerate(figures)
    ]
    extra = [
        {**rows[-1], "id": f"i{n}", "title": TITLES[n], "total": 0, "equal": 0, "kinds": [0, 0, 0]}
        for n in (8, 9)
    ]
    kinds = (
        ("municipality", "Kommunale forvaltninger", 3),
        ("care_home", "Plejecentre", 7),
        ("association", "Frivilligforeninger", 4),
    )
    return {
        "dots": 69,
        "people": 14,
        "paper": 1,
        "kinds": [
            {"kind": kind, "label": label, "people": people} for kind, label, people in kinds
        ],
        "rows": rows + extra,
        "sentence": "Tællemåden afgør nr. 2: »Tid til koordinatorrollen« har flere prikker. »Aftaler mellem plejecenter og forening« står stærkere, når de tre grupper vejer lige.",
        "notes": [],
    }


def chosen() -> list[State]:
    """As many as may be chosen."""
    levels = ("established", "partly", "partly", "partly", "ad_hoc")
    reasons = (
        "Alle tre grupper pegede på den.",
        "Nr. 2 ved lige vægt – og let at komme i gang med.",
        "Uden timer bliver de to andre ikke til noget.",
        "Kurserne findes. De skal bare åbnes.",
        LONG[:160],
    )
    return [
        {"id": f"i{n}", "title": TITLES[n], "ambition": levels[n], "reason": reasons[n]}
        for n in range(5)
    ]


def states() -> dict[str, State]:
    """Every state by name, fresh."""
    found: dict[str, State] = {}

    def add(name: str, kind: str, title: str, phase: str = "plain", **more: Any) -> None:
        state = {**base(kind, title, phase), **deepcopy(more)}
        state["stamp"] = f"{kind}/{phase}/{(state['item'] or {}).get('id', '')}/1"
        found[name] = state

    fill = [
        {"id": c["id"], "name": c["name"], "done": d, "total": t}
        for c, d, t in zip(COLUMNS, (9, 24, 31, 17, 8), (11, 31, 31, 23, 23), strict=True)
    ]
    many_fill = [
        {"id": c["id"], "name": c["name"], "done": 3 + n, "total": 31}
        for n, c in enumerate(MANY_COLUMNS)
    ]
    listed = [
        {"id": f"i{n}", "number": str(n), "title": title, "reasons": ["3 trin."], "is_done": n < 2}
        for n, title in enumerate(TITLES)
    ]
    shut = {
        "code": None,
        "address": "127.0.0.1:8501",
        "url": None,
        "qr_svg_path": None,
        "qr_size": 0,
        "is_reachable": False,
    }
    effect = {
        "items": [{"id": f"i{n}", "title": TITLES[n]} for n in range(8)],
        "placed": 5,
        "of": 14,
        "quadrants": None,
    }
    names = ("Plant et frø", "Sæt i gang nu", "Lad ligge", "Gør det, hvis det er let")
    spread = ((0, 1), (2, 4, 3), (5,), (6, 7))
    quadrants = [
        {
            "name": name,
            "items": [{"id": f"i{n}", "title": TITLES[n], "is_disputed": n == 1} for n in where],
        }
        for name, where in zip(names, spread, strict=True)
    ]
    wordy = item_of(
        [*COLUMNS, {"id": "p3", "name": "Plejehjemmet Lindely og Vestervang", "kind": "care_home"}],
        rated=True,
    )
    for column in wordy["columns"]:
        column["text"] = LONG
    wordy["title"] = (
        "Plejecentret har en skriftlig aftale med hver forening om, hvem der gør hvad hvornår"
    )
    split = item_of(COLUMNS)
    split["agreement"] |= {
        "is_split": True,
        "text": "Vi betaler ikke selv kurser.",
        "value": "not_started",
        "other_text": "Vi betaler transporten, og det er nok til, at folk kommer.",
        "other_value": "ad_hoc",
    }
    long_text = item_of(COLUMNS)
    long_text["agreement"] |= {"text": LONG}

    add("welcome", "welcome", "Velkommen")
    add("welcome-many", "welcome", "Velkommen", people=many_people())
    add("welcome-shut", "welcome", "Velkommen", door=shut)
    add(
        "welcome-unreachable",
        "welcome",
        "Velkommen",
        door={**base("welcome", "")["door"], "address": "127.0.0.1:8501", "is_reachable": False},
    )
    add("fill", "fill", "Egen kolonne", fill=fill, clock=clock(520))
    add("fill-many", "fill", "Egen kolonne", fill=many_fill, people=many_people())
    add("tension", "tension", "Spændingsfeltet")
    for slug in ("forankring", "deltagelsesstigen"):
        add(f"tool-{slug}", "tool", tools()[slug].title, tool=screens.tool_of_step(slug))
    add("card", "card", "Det samlede kort", map=tiles(), clock=clock(120))
    add("card-many", "card", "Det samlede kort", map=bars(), clock=clock(120))
    add("listed", "discuss", "Drøft forskelle", "listed", listed=listed)
    add("silent", "discuss", "Drøft forskelle", "silent", item=item_of(COLUMNS))
    add(
        "shown",
        "discuss",
        "Drøft forskelle",
        "shown",
        item=item_of(COLUMNS, rated=True, withheld=True),
        clock=clock(272),
    )
    add("talk-wordy", "discuss", "Drøft forskelle", "talk", item=wordy)
    add("silent-many", "discuss", "Drøft forskelle", "silent", item=item_of(MANY_COLUMNS))
    add("shown-many", "discuss", "Drøft forskelle", "shown", item=item_of(MANY_COLUMNS, rated=True))
    add("write", "discuss", "Drøft forskelle", "write", item=item_of(COLUMNS), clock=clock(70))
    add("write-split", "discuss", "Drøft forskelle", "write", item=split)
    add("write-long", "discuss", "Drøft forskelle", "write", item=long_text)
    add("break", "break", "Pause", resumes_at="kl. 10.45", clock=clock(492))
    add(
        "vote-ready",
        "vote",
        "Prikafstemning",
        "ready",
        vote=vote(),
        clock={"planned_s": 240, "ends_at": None, "remaining_ms": None},
    )
    add("vote-open", "vote", "Prikafstemning", "open", vote=vote())
    add(
        "vote-60",
        "vote",
        "Prikafstemning",
        "open",
        vote={**vote(), "of": 60, "voted": 41, "is_open_per_kind": True},
    )
    add("vote-closed", "vote", "Prikafstemning", "closed", vote=vote(), clock=clock(0))
    add(
        "vote-hidden-again",
        "vote",
        "Prikafstemning",
        "hidden_again",
        vote=vote(),
        hidden_again="kl. 10.21",
        clock={"planned_s": 240, "ends_at": None, "remaining_ms": 65_000},
    )
    add("vote-revealed", "vote", "Prikafstemning", "revealed", vote=vote(), result=result())
    plain_rows = [
        {**row, "equal": None, "equal_rank": None, "moves": None, "kinds": None}
        for row in result()["rows"]
    ]
    note = "Kommunen har kun 2 stemmer. Derfor vises alle prikker samlet."
    add(
        "vote-revealed-total",
        "vote",
        "Prikafstemning",
        "revealed",
        vote=vote(),
        result={**result(), "kinds": None, "rows": plain_rows, "sentence": "", "notes": [note]},
    )
    few = {**result(), "kinds": None, "rows": plain_rows[:3], "sentence": "", "notes": [note]}
    add("vote-revealed-few", "vote", "Prikafstemning", "revealed", vote=vote(), result=few)
    add("placing", "effect", "Effekt og indsats", "placing", effect=effect)
    add(
        "placed",
        "effect",
        "Effekt og indsats",
        "placed",
        effect={**effect, "quadrants": quadrants},
        clock=clock(665),
    )
    add("drafting", "choose", "Vælg tre til fem", "drafting", chosen=chosen()[:2])
    add(
        "confirmed",
        "choose",
        "Vælg tre til fem",
        "confirmed",
        chosen=chosen(),
        parked=6,
        opted_out=["Plakater på skoler"],
    )
    add("actions", "actions", "Handlinger", chosen=chosen())
    planned = chosen()
    for place, each in enumerate(planned[1:]):
        one = {"what": LONG[:160], "lead": "Frivilligkoordinatoren", "first_step": "Ring rundt."}
        each["actions"] = [one] * (place + 1)
    add("actions-written", "actions", "Handlinger", chosen=planned)
    add("between", "break", "Slut på første møde", is_last_today=True)
    aside: State = {"aside": "card", "map": tiles(), "item": item_of(COLUMNS)}
    add("aside-card", "discuss", "Drøft forskelle", "talk", **aside)
    add("aside-list", "vote", "Prikafstemning", "ready", aside="list", listed=listed, vote=vote())
    add("aside-door", "card", "Det samlede kort", aside="door")
    add("close", "close", "Afslutning", chosen=chosen())
    add("draft", "welcome", "Velkommen", step=None, state="draft")
    add("over", "close", "Afslutning", step=None, state="closed", chosen=chosen())
    found["listed"]["listed"] += [{**each, "id": f"{each['id']}+"} for each in listed[:2]]
    return found | {f"{name}-wordy": lengthened(found[name]) for name in WORDY}


def lengthened(state: State) -> State:
    """The same with the longest names and titles that people can give."""
    fresh = deepcopy(state)
    _lengthen(fresh)
    return fresh


def _lengthen(found: Any) -> None:
    """Columns have a kind or a sum, items have neither and are no step."""
    if isinstance(found, list):
        for each in found:
            _lengthen(each)
    if not isinstance(found, dict):
        return
    if "name" in found and ("kind" in found or "done" in found):
        found["name"] = LONG_NAME
    if "title" in found and "id" in found and "kind" not in found:
        found["title"] = LONG_TITLE
    if "reason" in found:
        found["reason"] = LONG[:400]
    for each in found.values():
        _lengthen(each)


def mine(**more: Any) -> State:
    """Karen's own part."""
    return {
        "membership": "m1",
        "alias": "Karen",
        "role": "participant",
        "is_scribe": False,
        "column": COLUMNS[1],
        "resume_code": "PB4K 9HTM",
        "rating": "ad_hoc",
        "flags": [],
        "ballot": {"dots": {"i0": 2, "i1": 1}, "is_finished": False, "version": 2},
        "placements": {"i0": {"effect": 4, "ease": 2}},
        **more,
    }
