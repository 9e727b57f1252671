"""File against card, cell by cell: what is new, changed, cleared or in conflict; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from indsatskort.access.model import Who
from indsatskort.cards import rules
from indsatskort.cards.model import Answer, Cell, Draft, FilledCard
from indsatskort.errors import InvalidInputError
from indsatskort.exchange.returning.model import Complaint, Findings, FoundAnswer, Reason
from indsatskort.imports.model import Change, ChangeKind, Origin
from indsatskort.wording import refusal_sentence

EMPTY = Draft()


@dataclass(slots=True)
class Comparison:
    """What came of comparing."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    others_since: int = 0
    not_allowed: dict[str, int] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)


def origin_of(found: Findings, card: FilledCard) -> Origin:
    """Where the file comes from."""
    if found.stamp is None:
        return Origin.UNKNOWN
    if found.stamp.card_id != card.card.id:
        return Origin.ANOTHER_CARD
    return Origin.THIS_ROUND if found.stamp.round_id == card.round.id else Origin.ANOTHER_ROUND


def compare(
    found: Findings, card: FilledCard, who: Who, bases: Mapping[Cell, Mapping[int, Draft]]
) -> Comparison:
    """Every answer of the file beside that of the card.

    `bases` has what stood in a cell at each of its versions, for the cells that changed since the
    file was made.
    """
    done = Comparison()
    is_ours = origin_of(found, card) is Origin.THIS_ROUND
    for cell, answer in found.answers.items():
        current = card.answer(*cell)
        base = _base(found, current, bases.get(cell, {})) if is_ours else None
        change = _change(answer, current, base, is_ours=is_ours)
        if change is None:
            done.unchanged += 1
            done.others_since += base is not None and base != draft_of(current)
        elif not rules.can_write(who, cell[1]):
            done.not_allowed[cell[1]] = done.not_allowed.get(cell[1], 0) + 1
        else:
            _keep(done, found, change)
    return done


def past_answers(
    found: Findings, without: frozenset[str]
) -> tuple[dict[Cell, Draft], list[Complaint]]:
    """What a file says that is no empty cell, for a round of its own, and what cannot be kept of it.

    `without` are the guesses that were wrong.
    """
    kept: dict[Cell, Draft] = {}
    refused: list[Complaint] = []
    for cell, answer in found.answers.items():
        if answer.draft == EMPTY or answer.guesses & without:
            continue
        try:
            kept[cell] = rules.checked_draft(answer.draft)
        except InvalidInputError as refusal:
            sentence = refusal_sentence(refusal)
            said = answer.draft.text[:80]
            refused.append(Complaint(found.sheet, answer.address, said, Reason.FAULT, sentence))
    return kept, refused


def since(found: Findings, card: FilledCard) -> frozenset[Cell]:
    """The cells that were saved on the card after the file was made."""
    if found.stamp is None or origin_of(found, card) is not Origin.THIS_ROUND:
        return frozenset()
    versions = found.stamp.versions
    return frozenset(
        cell for cell, now in card.answers.items() if now.version != versions.get(cell, 0)
    )


def draft_of(answer: Answer) -> Draft:
    return Draft(answer.value, answer.under_way, answer.text if answer.text.strip() else "")


def _base(found: Findings, current: Answer, known: Mapping[int, Draft]) -> Draft | None:
    """What stood in the cell when the file was made."""
    versions = found.stamp.versions if found.stamp else {}
    then = versions.get((current.item_id, current.actor_id), 0)
    if then == current.version:
        return draft_of(current)
    return EMPTY if then == 0 else known.get(then)


def _change(
    answer: FoundAnswer, current: Answer, base: Draft | None, *, is_ours: bool
) -> Change | None:
    """What the file would do to a cell; None for nothing."""
    now = draft_of(current)
    wanted = _whole(answer, base or now)
    if wanted in (now, base) or (not is_ours and wanted == EMPTY):
        return None
    is_known = base is not None and base == now
    if not is_known and now != EMPTY:
        kind = ChangeKind.CONFLICT
    elif now == EMPTY:
        kind = ChangeKind.NEW
    else:
        kind = ChangeKind.CLEARED if wanted == EMPTY else ChangeKind.CHANGED
    return Change(kind, wanted, current, answer.address, answer.guesses)


def _whole(answer: FoundAnswer, before: Draft) -> Draft:
    """The file's answer, with what the file has no column for as it stood before."""
    wanted = answer.draft
    if not answer.has_level:
        wanted = replace(wanted, value=before.value, under_way=before.under_way)
    if not answer.has_text:
        wanted = replace(wanted, text=before.text)
    return wanted if wanted.text.strip() else replace(wanted, text="")


def _keep(done: Comparison, found: Findings, change: Change) -> None:
    try:
        draft = rules.checked_draft(change.draft)
    except InvalidInputError as refusal:
        said = change.draft.text[:80]
        sentence = refusal_sentence(refusal)
        done.complaints.append(Complaint(found.sheet, change.address, said, Reason.FAULT, sentence))
    else:
        both = (
            _joined(draft, draft_of(change.current)) if change.kind is ChangeKind.CONFLICT else None
        )
        done.changes.append(replace(change, draft=draft, joined=both))


def _joined(wanted: Draft, now: Draft) -> Draft | None:
    """Loses no word: the card's text first, then the file's. The level is the file's when it has any.

    None where one of the two already says all, and where the card would not take so long a text.
    """
    saved, sent = now.text.strip(), wanted.text.strip()
    if saved in sent or sent in saved:
        return None
    told = wanted if wanted.value else now
    try:
        return rules.checked_draft(replace(told, text=f"{saved}\n\n{sent}"))
    except InvalidInputError:
        return None
