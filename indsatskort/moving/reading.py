"""A card read into the file's form, with the file's own ids in place of ours."""

from __future__ import annotations

from collections.abc import Iterable

from indsatskort.activities import repository as activities
from indsatskort.cards import repository as cards
from indsatskort.cards.model import Answer, Round
from indsatskort.catalogue.load import catalogue
from indsatskort.moving.file import (
    FORMAT,
    VERSION,
    ActionPart,
    ActivityPart,
    ActorPart,
    AgreementPart,
    AnswerPart,
    CardFile,
    CardPart,
    ChoicePart,
    ColumnPart,
    CommentPart,
    NotePart,
    OwnItemPart,
    OwnWordingPart,
    PeriodPart,
    RelevancePart,
    RoundPart,
    ViewPart,
)
from indsatskort.plan import repository as plan
from indsatskort.plan.model import Action, FollowUp
from indsatskort.store.transaction import Transaction
from indsatskort.tools import repository as tools
from indsatskort.tools.content import tools as all_tools
from indsatskort.workshop import repository as workshop
from indsatskort.workshop.model import Agreement


class Names(dict[str, str]):
    """The file's ids by ours; what has none, such as an item of the 49, keeps its own."""

    def __missing__(self, key: str) -> str:
        return key


def file_of(tx: Transaction, card_id: str) -> CardFile:
    """Everything of the card that belongs in a file."""
    card, rounds = cards.card_of(tx, card_id), cards.rounds_of(tx, card_id)
    kinds = {
        each.column.id: each.column.kind
        for round_ in rounds
        for each in cards.column_settings(tx, round_.id)
    }
    fields = {own.id: own.field_id for round_ in rounds for own in cards.own_items(tx, round_.id)}
    names = Names(_numbered("column", kinds) | _numbered("own", fields))
    notes: dict[str, list[FollowUp]] = {}
    for note in plan.follow_ups(tx, card_id):
        notes.setdefault(note.action_id, []).append(note)
    return CardFile(
        format=FORMAT,
        version=VERSION,
        card=CardPart(
            municipality=card.municipality,
            title=card.title,
            contact=card.contact,
            created_at=card.created_at,
            keep_months=card.keep_months,
        ),
        actors=tuple(ActorPart(id=names[each], kind=kind) for each, kind in kinds.items()),
        own_items=tuple(OwnItemPart(id=names[each], field=at) for each, at in fields.items()),
        rounds=tuple(_round(tx, round_, names) for round_ in rounds),
        comments=tuple(
            CommentPart(
                item=names[each.item_id],
                actor=names[each.actor_id] if each.actor_id else None,
                text=each.text,
                at=each.at,
                is_flagged=each.is_flagged,
                is_resolved=each.is_resolved,
            )
            for each in workshop.comments(tx, card_id)
            if not each.is_erased
        ),
        actions=tuple(
            _action(each, notes.get(each.id, ()), names, is_removed=is_removed)
            for is_removed in (False, True)
            for each in plan.actions(tx, card_id, is_removed=is_removed)
        ),
        follow_up_dates=dict(sorted(plan.set_dates(tx, card_id).items())),
        activities=_activities(tx, card_id, names),
        activity_period=_period(tx, card_id),
        tools=_tools(tx, card_id),
        shown_tools=_shown_tools(tx, card_id),
    )


def _activities(tx: Transaction, card_id: str, names: Names) -> tuple[ActivityPart, ...]:
    parts = [
        ActivityPart(
            actor=names[draft.actor_id],
            on=draft.on,
            starts_at=draft.starts_at,
            title=draft.title,
            category=draft.category,
            form=draft.form,
            minutes=draft.minutes,
            residents=draft.residents,
            volunteers=draft.volunteers,
            has_staff=draft.has_staff,
            attachment=draft.attachment,
            audience=draft.audience,
        )
        for draft in (each.draft for each in activities.activities(tx, card_id))
    ]
    return tuple(sorted(parts, key=_place_in_register))


def _place_in_register(part: ActivityPart) -> tuple[object, ...]:
    return part.on, part.starts_at, part.actor, part.title, part.model_dump_json()


def _period(tx: Transaction, card_id: str) -> PeriodPart | None:
    found = activities.period(tx, card_id)
    return PeriodPart(starts_on=found.starts_on, ends_on=found.ends_on) if found else None


def _tools(tx: Transaction, card_id: str) -> dict[str, dict[str, str]]:
    """The cells with something in them, in the order of tools and cells."""
    texts = {(each.tool, each.cell_id): each.text for each in tools.cells(tx, card_id)}
    sheets = {
        slug: {cell_id: text for cell_id in tool.cells if (text := texts.get((slug, cell_id)))}
        for slug, tool in all_tools().items()
    }
    return {slug: sheet for slug, sheet in sheets.items() if sheet}


def _shown_tools(tx: Transaction, card_id: str) -> tuple[str, ...] | None:
    chosen = tools.shown(tx, card_id)
    return tuple(slug for slug in all_tools() if chosen.get(slug)) if chosen else None


def _numbered(word: str, ids: Iterable[str]) -> dict[str, str]:
    return {each: f"{word}-{number}" for number, each in enumerate(ids, start=1)}


def _round(tx: Transaction, round_: Round, names: Names) -> RoundPart:
    order = {item.id: place for place, item in enumerate(catalogue().items)}
    overrides = cards.relevance_overrides(tx, round_.id)
    filled = [each for each in cards.answers_of(tx, round_.id) if not each.is_empty]
    agreements = workshop.agreements(tx, round_.id)

    def place(item_id: str, actor_id: str = "") -> tuple[int, str, str]:
        return order.get(item_id, len(order)), names[item_id], names[actor_id]

    return RoundPart(
        name=round_.name,
        opened_at=round_.opened_at,
        closes_on=round_.closes_on,
        closed_at=round_.closed_at,
        purpose=round_.purpose,
        carries_over=round_.carries_over,
        columns=tuple(
            ColumnPart(
                actor=names[each.column.id],
                name=each.column.name,
                is_taking_part=each.is_taking_part,
            )
            for each in cards.column_settings(tx, round_.id)
        ),
        own_items=tuple(
            OwnWordingPart(
                item=names[each.id],
                title=each.title,
                statement=each.statement,
                is_taking_part=each.is_taking_part,
            )
            for each in cards.own_items(tx, round_.id)
        ),
        relevance=tuple(
            RelevancePart(item=names[item], scope=names[scope], value=overrides[item, scope])
            for item, scope in sorted(overrides, key=lambda cell: place(*cell))
        ),
        answers=tuple(
            _answer(each, names)
            for each in sorted(filled, key=lambda each: place(each.item_id, each.actor_id))
        ),
        agreements=tuple(
            _agreement(each, names)
            for each in sorted(agreements.values(), key=lambda each: place(each.item_id))
        ),
        choices=tuple(
            ChoicePart(
                item=names[each.item_id],
                state=each.state,
                ambition=each.ambition,
                reason=each.reason,
            )
            for each in workshop.choices(tx, round_.id)
        ),
    )


def _answer(answer: Answer, names: Names) -> AnswerPart:
    assert answer.saved_at is not None  # noqa: S101 - every stored answer has been saved
    return AnswerPart(
        item=names[answer.item_id],
        actor=names[answer.actor_id],
        value=answer.value,
        under_way=answer.under_way,
        text=answer.text,
        saved_at=answer.saved_at,
        is_proxy=answer.is_proxy,
    )


def _agreement(found: Agreement, names: Names) -> AgreementPart:
    other = ViewPart(text=found.other.text, value=found.other.value) if found.is_split else None
    return AgreementPart(item=names[found.item_id], text=found.text, value=found.value, other=other)


def _action(
    action: Action, notes: Iterable[FollowUp], names: Names, *, is_removed: bool
) -> ActionPart:
    return ActionPart(
        item=names[action.item_id] if action.item_id else None,
        what=action.what,
        why=action.why,
        values=action.values,
        lead=action.lead,
        contributions={names[actor]: text for actor, text in action.contributions.items()},
        first_step=action.first_step,
        first_step_on=action.first_step_on,
        deadline=action.deadline,
        sign=action.sign,
        resources=action.resources,
        barriers=action.barriers,
        barrier_note=action.barrier_note,
        phase=action.phase,
        done_tasks=action.done_tasks,
        status=action.status,
        created_at=action.created_at,
        finished_at=action.finished_at,
        notes=tuple(
            NotePart(on=note.on, status=note.status, text=note.text, at=note.at) for note in notes
        ),
        is_removed=is_removed,
    )
