"""The command line: `demo`, `new` and `import` make cards and print their links; `export` writes one out;
`content` reports on `data/`; `purge` deletes what has been kept long enough; `backup` and `restore` copy the
database out while people write, and back."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indsatskort import purging
from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.cards import service
from indsatskort.cards.columns import NewColumn
from indsatskort.cards.demo import example_card, invented_card
from indsatskort.cards.model import Card
from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.library import coverage, homeless, library
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind
from indsatskort.danish import date_short, time_text
from indsatskort.errors import Fault, InvalidInputError, Refusal, SetupError
from indsatskort.invented_year import Year
from indsatskort.moving.service import card_as_json, import_card
from indsatskort.settings import Settings, settings
from indsatskort.store import Transaction, current_store, restore
from indsatskort.store.backup import Manifest, back_up, rotate
from indsatskort.wording import refusal_sentence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. Faults are one Danish sentence on standard error."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.run:
            told: str = asked.run(asked)
            print(told, end="" if told.endswith("\n") else "\n")
            return 0
        with current_store().writing() as tx:
            made = _describe(tx, asked.make(tx, asked))
    except Refusal as refusal:
        return _failed(refusal_sentence(refusal))
    except (SetupError, ContentError) as fault:
        return _failed(str(fault))
    print(json.dumps(made, ensure_ascii=False) if asked.json else _as_text(made))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m indsatskort", description=__doc__)
    commands = parser.add_subparsers(required=True)
    demo = commands.add_parser("demo", help="eksempelkortet; gør intet, hvis det er der")
    demo.add_argument("--full", action="store_true", help="et opdigtet kort med to runder")
    demo.set_defaults(make=_demo)
    new = commands.add_parser("new", help="et nyt, tomt kort")
    new.add_argument("--municipality", required=True, help="kommunens navn")
    new.add_argument("--care-homes", type=int, default=1, help="antal plejecentre")
    new.add_argument("--associations", type=int, default=1, help="antal foreninger")
    new.set_defaults(make=_new)
    content = commands.add_parser("content", help="hvad inspirationen dækker, indsats for indsats")
    content.set_defaults(run=_content)
    export = commands.add_parser("export", help="et helt kort som JSON på standard output")
    export.add_argument("card", metavar="ID", help="kortets id")
    export.set_defaults(run=_export)
    purge = commands.add_parser(
        "purge", help="sletter det, hvis tid er gået; serveren gør det selv hver time"
    )
    purge.set_defaults(run=_purge)
    backup = commands.add_parser(
        "backup", help="en sikkerhedskopi nu; serveren tager selv en om dagen"
    )
    backup.set_defaults(run=_backup)
    restore = commands.add_parser(
        "restore", help="henter en sikkerhedskopi frem; stop serveren først"
    )
    restore.add_argument("file", type=Path, help="filen fra backup")
    restore.add_argument("--check", action="store_true", help="efterse den kun; intet ændres")
    restore.set_defaults(run=_restore)
    brought = commands.add_parser("import", help="et nyt kort fra en JSON-fil")
    brought.add_argument("file", type=Path, help="filen fra export")
    brought.set_defaults(make=_import)
    for command in (demo, new, brought):
        command.set_defaults(run=None)
        command.add_argument("--json", action="store_true", help="skriv ids og links som JSON")
    return parser


def _demo(tx: Transaction, asked: argparse.Namespace) -> Card:
    return invented_card(tx, Year()) if asked.full else example_card(tx)


def _content(_asked: argparse.Namespace) -> str:
    return content_report()


def _purge(_asked: argparse.Namespace) -> str:
    store = current_store()
    with store.writing() as tx:
        purged = purging.purge(tx)
    store.scrub()
    return (
        f"Slettet: {purged.cards} kort, som ingen har rørt, så længe de bliver gemt, og "
        f"{purged.aliases} navne fra møder for over {settings().alias_months} måneder siden."
    )


def _export(asked: argparse.Namespace) -> str:
    with current_store().reading() as tx:
        return card_as_json(tx, asked.card).decode()


def _backup(_asked: argparse.Namespace) -> str:
    ours, now = _own_database(), datetime.now(UTC)
    made = back_up(ours.folder, ours.backup_folder, ours.backup_key, at=now)
    gone = rotate(ours.folder, ours.backup_folder, days=ours.backup_days, at=now)
    sealed = "krypteret" if ours.backup_key else "ikke krypteret"
    old = f" Slettet, fordi de var over {ours.backup_days} dage gamle: {len(gone)}." if gone else ""
    return f"Sikkerhedskopi ({sealed}): {made}.{old}"


def _restore(asked: argparse.Namespace) -> str:
    ours = _own_database()
    if asked.check:
        held = restore.check(asked.file, ours.backup_key, ours.folder)
        return f"Kopien er hel. {_told(held)}"
    held, replaced = restore.bring_back(asked.file, ours.backup_key, ours.folder)
    kept = f" Det, der lå der, er gemt i {replaced}." if replaced else ""
    return f"Hentet frem. {_told(held)}{kept}"


def _told(held: Manifest) -> str:
    made_at = datetime.fromisoformat(held.made_at)
    return f"Taget {date_short(made_at)} {time_text(made_at)}: {held.cards} kort, {held.events} hændelser."


def _own_database() -> Settings:
    """The settings, when the database is the file that we look after. Raises SetupError."""
    if not settings().has_own_database:
        raise SetupError(
            "Databasen er nævnt i INDSATSKORT_DATABASE_URL og tages ikke med her. Brug pg_dump og "
            "pg_restore; docs/drift.md viser hvordan."
        )
    return settings()


def _import(tx: Transaction, asked: argparse.Namespace) -> Card:
    try:
        data = asked.file.read_bytes()
    except OSError as fault:
        raise InvalidInputError(Fault.NOT_A_CARD_FILE) from fault
    return import_card(tx, data)


def _new(tx: Transaction, asked: argparse.Namespace) -> Card:
    counts = {
        ActorKind.MUNICIPALITY: 1,
        ActorKind.CARE_HOME: max(asked.care_homes, 0),
        ActorKind.ASSOCIATION: max(asked.associations, 0),
    }
    columns = [
        NewColumn(kind, _name(kind, number, count))
        for kind, count in counts.items()
        for number in range(1, count + 1)
    ]
    return service.create_card(tx, asked.municipality, columns)


def _name(kind: ActorKind, number: int, count: int) -> str:
    heading = catalogue().words_by_kind[kind].heading
    return heading if count == 1 else f"{heading} {number}"


def _describe(tx: Transaction, card: Card) -> Mapping[str, Any]:
    """Ids and links of a card, in the form that other programs rely on."""
    base = settings().public_url
    links = {
        (each.invitation.role, each.invitation.actor_id): f"{base}/d/{each.token}"
        for each in access.links_of_card(tx, card.id)
    }
    newest = service.newest_round(tx, card)
    return {
        "card": card.id,
        "round": newest.round.id,
        "facilitator": links[Role.FACILITATOR, None],
        "viewer": links[Role.VIEWER, None],
        "actors": [
            {
                "id": column.id,
                "kind": column.kind,
                "name": column.name,
                "url": links[Role.PARTICIPANT, column.id],
            }
            for column in newest.columns
        ],
    }


def _as_text(made: Mapping[str, Any]) -> str:
    lines = [("Facilitator", made["facilitator"]), ("Læser", made["viewer"])]
    lines += [(actor["name"], actor["url"]) for actor in made["actors"]]
    widest = max(len(name) for name, _ in lines)
    return "\n".join(f"{name:<{widest}}  {url}" for name, url in lines)


def content_report() -> str:
    """How many pieces of inspiration each item has, and the entries that no item shows."""
    items = catalogue().item_by_id
    counted = coverage(library(), list(items))
    lines = [
        f"{items[each].number:<6} {count:>3}  {items[each].title}"
        for each, count in counted.items()
    ]
    without = [items[each].number for each, count in counted.items() if not count]
    lost = [entry.id for entry in homeless(library(), items)]
    return "\n".join(
        [
            f"{len(library().entries)} stykker inspiration til {len(items)} indsatser",
            *lines,
            f"Uden inspiration: {', '.join(without) or 'ingen'}",
            f"Uden hjem: {', '.join(lost) or 'ingen'}",
        ]
    )


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
