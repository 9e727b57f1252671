"""A card's file written as a new card: the same rows and the same events as if people had done it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from indsatskort.access import service as access
from indsatskort.access.model import Role
from indsatskort.activities import repository as activities
from indsatskort.activities.model import Activity, ActivityDraft, RegistrationPeriod
from indsatskort.cards import repository as cards
from indsatskort.cards import rules
from indsatskort.cards.model import Answer, Card, Column, Event, EventName, OwnItem, Round
from indsatskort.cards.recording import record
from indsatskort.moving.file import ActionPart, AnswerPart, CardFile, RoundPart
from indsatskort.plan import repository as plan
from indsatskort.plan.model import Action, FollowUp
from indsatskort.store.transaction import Transaction
from indsatskort.tools import repository as tools
from indsatskort.tools.content import tools as all_tools
from indsatskort.tools.model import ToolCell
from indsatskort.workshop import repository as workshop
from indsatskort.workshop.model import Agreement, Choice, Comment, View

SOURCE = "json"  # in every event, so that history says where it came from


class Places(dict[str, str]):
    """Our new ids by the file's; items of the 49 and kinds of actors keep theirs."""

    def __missing__(self, key: str) -> str:
        return key


def write_card(tx: Transaction, file: CardFile) -> Card:
    """The new card, with invitations of its own. The file has been checked."""
    card = Card(
        id=str(uuid4()),
        municipality=rules.checked_name(file.card.municipality),
        title=rules.checked_name(file.card.title),
        contact=file.card.contact,
        is_invented=False,
        revision=0,
        created_at=file.card.created_at,
        keep_months=file.card.keep_months,
    )
    cards.insert_card(tx, card, None)
    _tell(
        tx,
        card.id,
        EventName.CARD_CREATED,
        municipality=card.municipality,
        title=card.title,
        contact=card.contact,
    )
    if card.keep_months is not None:
        _tell(tx, card.id, EventName.KEEPING_CHOSEN, keep_months=card.keep_months)
    access.invite(tx, card.id, Role.FACILITATOR)
    access.invite(tx, card.id, Role.VIEWER)
    places = _insert_people_and_items(tx, card.id, file)
    before = ""
    for number, part in enumerate(file.rounds, start=1):
        before = _write_round(tx, card.id, file, part, number, before, places)
    _write_comments(tx, card.id, file, places)
    for position, action in enumerate(file.actions):
        _write_action(tx, card.id, action, position, places)
    for rhythm, on in file.follow_up_dates.items():
        _tell(tx, card.id, EventName.FOLLOW_UP_DATE_SET, rhythm=rhythm, on=on.isoformat())
        plan.put_date(tx, card.id, rhythm, on)
    _write_register(tx, card.id, file, places)
    _write_tools(tx, card.id, file)
    return cards.card_of(tx, card.id)


def _write_register(tx: Transaction, card_id: str, file: CardFile, places: Places) -> None:
    if file.activities:
        drafts = [
            ActivityDraft(places[each.actor], **each.model_dump(exclude={"actor"}))
            for each in file.activities
        ]
        _tell(tx, card_id, EventName.ACTIVITY_ROWS_IMPORTED, count=len(drafts))
        activities.insert_activities(
            tx, card_id, [Activity(str(uuid4()), draft, version=1) for draft in drafts]
        )
    if part := file.activity_period:
        dates = [part.starts_on.isoformat(), part.ends_on.isoformat()]
        _tell(tx, card_id, EventName.ACTIVITY_PERIOD_SET, dates=dates)
        activities.put_period(tx, card_id, RegistrationPeriod(part.starts_on, part.ends_on))


def _write_tools(tx: Transaction, card_id: str, file: CardFile) -> None:
    for slug, cells in file.tools.items():
        for cell_id, text in cells.items():
            cell = ToolCell(slug, cell_id, text, version=1, saved_at=tx.at)
            told = {"tool": slug, "cell": cell_id, "text": text, "version": cell.version}
            _tell(tx, card_id, EventName.TOOL_CELL_SAVED, **told)
            tools.put_cell(tx, card_id, cell, None)
    if file.shown_tools is not None:
        chosen = {slug: slug in file.shown_tools for slug in all_tools()}
        _tell(tx, card_id, EventName.TOOLS_CHOSEN, tools=[*filter(chosen.get, chosen)])
        tools.put_shown(tx, card_id, chosen)


def _tell(
    tx: Transaction,
    card_id: str,
    name: EventName,
    at: datetime | None = None,
    /,
    **told: Any,
) -> Event:
    moment = replace(tx, at=at) if at else tx
    return record(moment, card_id, name, **told, source=SOURCE)


def _insert_people_and_items(tx: Transaction, card_id: str, file: CardFile) -> Places:
    places = Places()
    for actor in file.actors:
        places[actor.id] = str(uuid4())
        cards.insert_actor(tx, card_id, places[actor.id], actor.kind)
        access.invite(tx, card_id, Role.PARTICIPANT, places[actor.id])
    for item in file.own_items:
        places[item.id] = f"own_{uuid4()}"
        cards.insert_own_item(tx, card_id, places[item.id], item.field)
    return places


def _write_round(
    tx: Transaction,
    card_id: str,
    file: CardFile,
    part: RoundPart,
    number: int,
    before: str,
    places: Places,
) -> str:
    """One round with all in it; gives its id. It begins as the one before ended."""
    round_ = Round(
        str(uuid4()),
        card_id,
        number,
        rules.checked_name(part.name),
        part.opened_at,
        part.closes_on,
        part.closed_at,
        part.purpose,
        part.carries_over,
    )
    _tell(
        tx,
        card_id,
        EventName.ROUND_OPENED,
        part.opened_at,
        round_id=round_.id,
        number=number,
        name=round_.name,
        closes_on=part.closes_on.isoformat() if part.closes_on else None,
        purpose=part.purpose,
        carries_over=part.carries_over,
    )
    cards.insert_round(tx, round_)
    if before:
        cards.copy_arrangement(tx, before, round_.id)
    _arrange_columns(tx, card_id, round_.id, file, part, places)
    _arrange_own_items(tx, card_id, round_.id, file, part, places)
    _arrange_relevance(tx, card_id, round_.id, part, places)
    for answer in part.answers:
        _write_answer(tx, card_id, round_.id, answer, places)
    _write_decisions(tx, card_id, round_.id, part, places)
    if part.closed_at:
        _tell(tx, card_id, EventName.ROUND_CLOSED, part.closed_at, round_id=round_.id)
    return round_.id


def _arrange_columns(
    tx: Transaction, card_id: str, round_id: str, file: CardFile, part: RoundPart, places: Places
) -> None:
    kinds = {actor.id: actor.kind for actor in file.actors}
    standing = {each.column.id: each for each in cards.column_settings(tx, round_id)}
    wanted = {places[each.actor]: each for each in part.columns}

    def tell(name: EventName, actor_id: str, /, **told: Any) -> None:
        _tell(tx, card_id, name, part.opened_at, round_id=round_id, actor_id=actor_id, **told)

    for actor_id, column in wanted.items():
        if actor_id not in standing:
            new = Column(actor_id, kinds[column.actor], rules.checked_name(column.name))
            tell(EventName.COLUMN_ADDED, actor_id, kind=new.kind, name=new.name)
            cards.insert_column(tx, round_id, new, position=len(wanted))
        elif standing[actor_id].column.name != column.name:
            tell(EventName.COLUMN_RENAMED, actor_id, name=column.name)
            cards.update_column(tx, round_id, actor_id, name=column.name)
    for actor_id in {**standing, **wanted}:
        was = standing[actor_id].is_taking_part if actor_id in standing else True
        is_in = wanted[actor_id].is_taking_part if actor_id in wanted else False
        if was != is_in:
            tell(EventName.COLUMN_RESTORED if is_in else EventName.COLUMN_REMOVED, actor_id)
            cards.update_column(tx, round_id, actor_id, is_taking_part=is_in)
    order = [*wanted, *(each for each in standing if each not in wanted)]
    _tell(tx, card_id, EventName.COLUMNS_ORDERED, part.opened_at, round_id=round_id, order=order)
    for position, actor_id in enumerate(order):
        cards.update_column(tx, round_id, actor_id, position=position)


def _arrange_own_items(
    tx: Transaction, card_id: str, round_id: str, file: CardFile, part: RoundPart, places: Places
) -> None:
    fields = {places[own.id]: own.field for own in file.own_items}
    standing = {own.id: own for own in cards.own_items(tx, round_id)}
    wanted = {places[each.item]: each for each in part.own_items}

    def tell(name: EventName, item_id: str, /, **told: Any) -> None:
        _tell(tx, card_id, name, part.opened_at, round_id=round_id, item_id=item_id, **told)

    for position, (item_id, own) in enumerate(wanted.items()):
        words = {"title": own.title, "statement": own.statement}
        if item_id not in standing:
            tell(EventName.OWN_ITEM_ADDED, item_id, field=fields[item_id], **words)
            new = OwnItem(item_id, fields[item_id], own.title, own.statement, True)
            cards.insert_round_own_item(tx, round_id, new, position)
        else:
            if (standing[item_id].title, standing[item_id].statement) != tuple(words.values()):
                tell(EventName.OWN_ITEM_WORDED, item_id, **words)
            cards.update_own_item(tx, round_id, item_id, position=position, **words)
    for item_id in {**standing, **wanted}:
        was = standing[item_id].is_taking_part if item_id in standing else True
        is_in = wanted[item_id].is_taking_part if item_id in wanted else False
        if was != is_in:
            tell(EventName.OWN_ITEM_RESTORED if is_in else EventName.OWN_ITEM_REMOVED, item_id)
            cards.update_own_item(tx, round_id, item_id, is_taking_part=is_in)


def _arrange_relevance(
    tx: Transaction, card_id: str, round_id: str, part: RoundPart, places: Places
) -> None:
    standing = cards.relevance_overrides(tx, round_id)
    wanted = {(places[each.item], places[each.scope]): each.value for each in part.relevance}
    for cell in {**standing, **wanted}:
        value = wanted.get(cell)
        if standing.get(cell) is value:
            continue
        item_id, scope = cell
        _tell(
            tx,
            card_id,
            EventName.RELEVANCE_SET,
            part.opened_at,
            round_id=round_id,
            item_id=item_id,
            scope=scope,
            value=value,
        )
        cards.put_relevance(tx, round_id, item_id, scope, value)


def _write_answer(
    tx: Transaction, card_id: str, round_id: str, part: AnswerPart, places: Places
) -> None:
    answer = Answer(
        item_id=places[part.item],
        actor_id=places[part.actor],
        value=part.value,
        under_way=part.under_way,
        text=rules.checked_text(part.text),
        version=1,
        saved_at=part.saved_at,
        is_proxy=part.is_proxy,
    )
    event = _tell(
        tx,
        card_id,
        EventName.ANSWER_SAVED,
        part.saved_at,
        round_id=round_id,
        item_id=answer.item_id,
        actor_id=answer.actor_id,
        value=answer.value,
        under_way=answer.under_way,
        text=answer.text,
        version=1,
        is_proxy=answer.is_proxy,
    )
    cards.put_answer(tx, round_id, replace(answer, revision=event.revision), None)


def _write_decisions(
    tx: Transaction, card_id: str, round_id: str, part: RoundPart, places: Places
) -> None:
    for each in part.agreements:
        other = View(each.other.text, each.other.value) if each.other else View()
        agreement = Agreement(
            places[each.item], each.text, each.value, each.other is not None, other, version=1
        )
        _tell(
            tx,
            card_id,
            EventName.AGREEMENT_WRITTEN,
            round_id=round_id,
            item_id=agreement.item_id,
            text=agreement.text,
            value=agreement.value,
            is_split=agreement.is_split,
            other_text=other.text,
            other_value=other.value,
            version=1,
        )
        workshop.put_agreement(tx, round_id, agreement)
    if part.choices:
        choices = [
            Choice(places[each.item], each.state, each.ambition, each.reason)
            for each in part.choices
        ]
        told = [
            {"item": c.item_id, "state": c.state, "ambition": c.ambition, "reason": c.reason}
            for c in choices
        ]
        _tell(tx, card_id, EventName.CHOICES_MADE, round_id=round_id, choices=told)
        workshop.put_choices(tx, round_id, choices)


def _write_comments(tx: Transaction, card_id: str, file: CardFile, places: Places) -> None:
    for each in file.comments:
        actor_id = places[each.actor] if each.actor else None
        comment = Comment(
            id=str(uuid4()),
            item_id=places[each.item],
            membership_id=None,
            actor_id=actor_id,
            alias="",
            text=each.text,
            at=each.at,
            is_flagged=each.is_flagged,
            is_resolved=each.is_resolved,
        )
        _tell(
            tx,
            card_id,
            EventName.COMMENT_ADDED,
            each.at,
            item_id=comment.item_id,
            comment=comment.id,
            flagged=comment.is_flagged,
            column=actor_id,
        )
        workshop.insert_comment(tx, card_id, comment)


def _write_action(
    tx: Transaction, card_id: str, part: ActionPart, position: int, places: Mapping[str, str]
) -> None:
    action = Action(
        id=str(uuid4()),
        card_id=card_id,
        item_id=places[part.item] if part.item else None,
        contributions={places[actor]: text for actor, text in part.contributions.items()},
        position=position,
        version=1,
        **{
            name: getattr(part, name)
            for name in ActionPart.model_fields
            if name not in {"item", "contributions", "notes", "is_removed"}
        },
    )
    told = part.model_dump(
        mode="json",
        exclude={
            "item",
            "contributions",
            "notes",
            "status",
            "done_tasks",
            "created_at",
            "finished_at",
            "is_removed",
        },
    )
    _tell(
        tx,
        card_id,
        EventName.ACTION_ADDED,
        part.created_at,
        item_id=action.item_id,
        action=action.id,
        what=action.what,
        changed={name: value for name, value in told.items() if value}
        | {"contributions": dict(action.contributions)},
        position=position,
    )
    plan.insert_action(tx, action)
    for note in part.notes:
        kept = FollowUp(str(uuid4()), action.id, note.on, note.status, note.text, "", note.at)
        _tell(
            tx,
            card_id,
            EventName.ACTION_FOLLOWED_UP,
            note.at,
            item_id=action.item_id,
            action=action.id,
            what=action.what,
            follow_up=kept.id,
            on=note.on.isoformat(),
            status=note.status,
        )
        plan.insert_follow_up(tx, kept, None)
    if part.is_removed:
        about = {"item_id": action.item_id, "action": action.id, "what": action.what}
        _tell(tx, card_id, EventName.ACTION_REMOVED, **about)
        plan.update_action(tx, action.id, is_removed=True)
