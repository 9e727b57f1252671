"""The command line: `demo` and `new` make cards and print their links."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.cards import service
from indsatskort.cards.demo import example_card, invented_card
from indsatskort.cards.model import Card
from indsatskort.cards.service import NewColumn
from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind
from indsatskort.errors import InvalidInputError, SetupError
from indsatskort.settings import settings
from indsatskort.store import Transaction, current_store
from indsatskort.wording import refusal_sentence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. Faults are one Danish sentence on standard error."""
    asked = _parser().parse_args(arguments)
    try:
        with current_store().writing() as tx:
            made = _describe(tx, asked.make(tx, asked))
    except InvalidInputError as refusal:
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
    for command in (demo, new):
        command.add_argument("--json", action="store_true", help="skriv ids og links som JSON")
    return parser


def _demo(tx: Transaction, asked: argparse.Namespace) -> Card:
    return invented_card(tx) if asked.full else example_card(tx)


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


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
