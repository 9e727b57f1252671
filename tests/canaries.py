"""A card whose every word that people wrote is a canary: markup that runs and a formula that counts, wherever
it is taken for more than words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.cards import service
from indsatskort.imports import service as imports
from indsatskort.plan import service as plan
from indsatskort.store import Store, Transaction, tables
from indsatskort.tools import service as tools
from indsatskort.workshop import commenting, deciding, leading
from indsatskort.workshop.leading import Command
from indsatskort.workshop.model import Agreement, View
from indsatskort.workshop.watching import read_meeting

CANARY = "=1+1\"'><img id=kanarie src=/kanarie onerror=ran=1>[k](javascript:ran=1)"
MARK = "<img id=kanarie"

# Where people's words stand.
WORDS: Mapping[str, frozenset[str]] = {
    "card": frozenset({"municipality", "title", "contact"}),
    "round": frozenset({"name"}),
    "round_column": frozenset({"name"}),
    "round_own_item": frozenset({"title", "statement"}),
    "answer": frozenset({"text"}),
    "membership": frozenset({"alias"}),
    "comment": frozenset({"text"}),
    "agreement": frozenset({"text", "other_text"}),
    "choice": frozenset({"reason"}),
    "action": frozenset(
        {"what", "why", "lead", "first_step", "sign", "resources", "barrier_note", "contributions"}
    ),
    "follow_up": frozenset({"text"}),
    "activity": frozenset({"title"}),
    "tool_cell": frozenset({"text"}),
    "upload": frozenset({"file_name", "told"}),
    "event": frozenset({"data"}),
    "workshop": frozenset({"standing"}),
    "shown_result": frozenset({"shown"}),
    "workshop_command": frozenset({"before"}),
}
# What the program chooses among or makes by itself.
CODES = frozenset(
    [
        "action_ids",
        "ambition",
        "attachment",
        "audience",
        "barriers",
        "category",
        "cell_id",
        "demo",
        "done_tasks",
        "dots",
        "edit_digest",
        "fault",
        "form",
        "kind",
        "name",
        "phase",
        "purpose",
        "resident_values",
        "rhythm",
        "role",
        "saved_by",
        "scope",
        "state",
        "status",
        "subject",
        "tool",
        "value",
        "other_value",
    ]
)


def is_code(column: sa.Column[Any]) -> bool:
    """Whether what stands there is no word of a person's."""
    made = column.name == "id" or column.name.endswith(("_id", "_hash", "_sealed"))
    return bool(made or column.foreign_keys or column.name in CODES)


def fill(store: Store, card_id: str) -> None:
    """Write where the example has nothing, as people do, and then turn every word into a canary."""
    with store.writing() as tx:
        anna, bo = _seat(tx, card_id, Role.FACILITATOR), _seat(tx, card_id, Role.PARTICIPANT)
        round_id = service.read_round(tx, anna).id
        for item_id in ("D1.1.1", "D2.1.1"):
            commenting.add_comment(tx, bo, str(uuid4()), item_id, CANARY)
            view = View(CANARY)
            wanted = Agreement(item_id, CANARY, None, is_split=True, other=view)
            deciding.write_agreement(tx, anna, round_id, wanted, base_version=0)
        for slug in (each.tool.slug for each in tools.read_tools(tx, anna)):
            _write_in_tool(tx, bo, slug)
        removed = plan.add_action_for_item(tx, anna, "D1.1.2")
        plan.remove_action(tx, anna, removed.id)
        leading.prepare(tx, anna, "three_hours")
        meeting = read_meeting(tx, anna)
        assert meeting
        leading.begin(tx, anna, Command(str(uuid4()), meeting.workshop.version))
        imports.keep_upload(tx, anna, CANARY, '{"sheets": [["Ark1", [[1, 1, "text", "Hej"]]]]}')
        _turn(tx, card_id)


def _seat(tx: Transaction, card_id: str, role: Role) -> Who:
    links = access.links_of_card(tx, card_id)
    token = next(each.token for each in links if each.invitation.role is role)
    return access.enter(tx, token, sessions=(), alias=CANARY).who


def _write_in_tool(tx: Transaction, who: Who, slug: str) -> None:
    tool = tools.read_sheet(tx, who, slug).tool
    for cell_id, (_part, _row, column) in tool.cells.items():
        if column.kind == "text":
            edit = {"base_version": 0, "edit_id": str(uuid4())}
            tools.save_cell(tx, who, slug, cell_id, CANARY, **edit)


def _turn(tx: Transaction, card_id: str) -> None:
    numbers, owners = count(1), {card_id}
    for name in ("round", "action", "workshop"):
        c = tables.metadata.tables[name].c
        owners |= set(tx.connection.execute(sa.select(c.id).where(c.card_id == card_id)).scalars())
    for name, columns in WORDS.items():
        table = tables.metadata.tables[name]
        for row in tx.connection.execute(sa.select(table)).mappings().all():
            keys = (
                ("id",) if name == "card" else ("card_id", "round_id", "action_id", "workshop_id")
            )
            if not owners & {row.get(key) for key in keys}:
                continue
            new = {each: _canary(table.c[each], row[each], numbers) for each in columns}
            mine = sa.and_(*(each == row[each.name] for each in table.primary_key.columns))
            tx.connection.execute(table.update().where(mine).values(new))


def _canary(column: sa.Column[Any], was: Any, numbers: count[int]) -> Any:
    """Words become a canary; what is made of words and codes keeps its codes."""
    if not isinstance(column.type, sa.JSON):
        return was if column.name == "told" else f"{CANARY} {next(numbers)}"[:80]
    return _in(was, numbers)


def _in(was: Any, numbers: count[int]) -> Any:
    if isinstance(was, dict):
        return {key: _in(value, numbers) for key, value in was.items()}
    if isinstance(was, list):
        return [_in(value, numbers) for value in was]
    is_words = isinstance(was, str) and " " in was  # no code has a space
    return f"{CANARY} {next(numbers)}" if is_words else was
