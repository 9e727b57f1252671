"""A room of fourteen in five columns: 3 from the municipality, 7 from two care homes, 4 volunteers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from indsatskort.access import door
from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.cards import answering, service
from indsatskort.cards.columns import NewColumn
from indsatskort.cards.model import Card, Draft, Place
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind, Value
from indsatskort.store.engine import Store
from indsatskort.workshop import leading, screens
from indsatskort.workshop.leading import Command
from indsatskort.workshop.model import Workshop
from indsatskort.workshop.watching import read_meeting, read_mine

SEATS = {
    "Kommunen": (ActorKind.MUNICIPALITY, 3),
    "Solgården": (ActorKind.CARE_HOME, 4),
    "Engbo": (ActorKind.CARE_HOME, 3),
    "Ældre Sagen": (ActorKind.ASSOCIATION, 2),
    "Røde Kors": (ActorKind.ASSOCIATION, 2),
}
DOOR = {"code": None, "address": "", "url": None, "qr_svg_path": None, "qr_size": 0}


@dataclass
class Room:
    """The card, its people by column, and Anna who leads."""

    store: Store
    card: Card
    anna: Who
    dorte: Who
    people: dict[str, list[Who]]
    columns: dict[str, str]

    def lead(self, use_case, *args, at: datetime | None = None, **named) -> Workshop:
        """Press a button as Anna, seeing what stands now."""
        with self.store.writing(at) as tx:
            meeting = read_meeting(tx, self.anna)
            version = meeting.workshop.version if meeting else None
            return use_case(tx, self.anna, Command(str(uuid4()), version), *args, **named)

    def next_(self, at: datetime | None = None, **named) -> Workshop:
        return self.lead(leading.next_step, at=at, **named)

    def screen(self) -> dict:
        """What every screen shows."""
        with self.store.reading() as tx:
            meeting = read_meeting(tx, self.dorte)
            assert meeting is not None
            return screens.common(meeting, catalogue(), DOOR)

    def mine(self, who: Who) -> dict:
        with self.store.reading() as tx:
            return screens.mine(read_mine(tx, who))

    def do(self, use_case, who: Who, *args, **named):
        with self.store.writing() as tx:
            return use_case(tx, who, *args, **named)


def make_room(store: Store) -> Room:
    with store.writing() as tx:
        columns = [NewColumn(kind, name) for name, (kind, _) in SEATS.items()]
        card = service.create_card(tx, "Lindebjerg", columns)
        ids = {column.name: column.id for column in service.newest_round(tx, card).columns}
        anna = _seat(tx, card, Role.FACILITATOR, None, "Anna")
        door.set_door(tx, anna, is_open=True)
        code = door.read_door(tx, card.id).code
        people = {
            name: [
                door.enter_by_door(tx, code, ids[name], sessions=(), alias=f"{name} {number}").who
                for number in range(1, count + 1)
            ]
            for name, (_, count) in SEATS.items()
        }
        dorte = _seat(tx, card, Role.VIEWER, None, "Dorte")
        return Room(store, card, anna, dorte, people, ids)


def fill_example(room: Room) -> None:
    """The worked example in the columns of Kommunen, Solgården and Ældre Sagen."""
    names = {
        ActorKind.MUNICIPALITY: "Kommunen",
        ActorKind.CARE_HOME: "Solgården",
        ActorKind.ASSOCIATION: "Ældre Sagen",
    }
    with room.store.writing() as tx:
        round_id = service.read_round(tx, room.anna).id
        for cell in catalogue().example:
            place = Place(round_id, cell.item_id, room.columns[names[cell.kind]])
            draft = Draft(Value(cell.value), cell.under_way, cell.text)
            answering.save_answer(tx, room.anna, place, draft, base_version=0, edit_id=str(uuid4()))


def seat_facilitator(room: Room, alias: str) -> Who:
    """Somebody who leads together with Anna."""
    with room.store.writing() as tx:
        return _seat(tx, room.card, Role.FACILITATOR, None, alias)


def _seat(tx, card: Card, role: Role, actor_id: str | None, alias: str) -> Who:
    for link in access.links_of_card(tx, card.id):
        if (link.invitation.role, link.invitation.actor_id) == (role, actor_id):
            return access.enter(tx, link.token, sessions=(), alias=alias).who
    raise LookupError(role)


def begun_room(store: Store, at: datetime | None = None) -> Room:
    """The room with the example filled in and the three hours begun."""
    room = make_room(store)
    fill_example(room)
    room.do(leading.prepare, room.anna, "three_hours")
    room.lead(leading.begin, at=at)
    return room
