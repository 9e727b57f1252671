"""Whatever people do to a card, replaying its events gives the state that the tables hold."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from indsatskort.access.model import Who
from indsatskort.cards import (
    answering,
    columns,
    deleting,
    earlier,
    own_items,
    relevance,
    repository,
    rounds,
    service,
)
from indsatskort.cards.model import Draft, Place, Round, RoundPurpose
from indsatskort.cards.replay import replay
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import ActorKind, Relevance, Value
from indsatskort.errors import Refusal
from indsatskort.store.engine import Store
from indsatskort.store.transaction import Transaction
from tests.conftest import THOROUGH, make_cast

PICK = st.integers(min_value=0, max_value=10_000)
NAMES = st.sampled_from(["Engbo", "Skovly", "Åbrinken", "Runde X", "Runde Y", " ", "x" * 90])
TEXTS = st.sampled_from(["", "Det gør vi.", "=1+1", "🌱 i gang", "  ", "010203-1234"])
DAYS = st.none() | st.just(date(2026, 12, 12))


class CardInUse(RuleBasedStateMachine):
    """Random acts by Anna and Bo; refused ones must change nothing."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(f"sqlite:///{Path(self.folder.name) / 'test.sqlite'}")
        self.cast = make_cast(self.store)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def act(self, use_case: object, *args: object, **named: object) -> None:
        try:
            with self.store.writing() as tx:
                use_case(tx, *args, **named)  # type: ignore[operator]
        except Refusal:
            pass

    @property
    def rounds(self) -> tuple[Round, ...]:
        with self.store.reading() as tx:
            return repository.rounds_of(tx, self.cast.card.id)

    def column(self, pick: int) -> str:
        with self.store.reading() as tx:
            columns = repository.column_settings(tx, self.rounds[-1].id)
        return columns[pick % len(columns)].column.id

    def place(self, pick: int) -> Place:
        with self.store.reading() as tx:
            own = [each.id for each in repository.own_items(tx, self.rounds[-1].id)]
        items = [item.id for item in catalogue().items[:3]] + own
        return Place(self.rounds[-1].id, items[pick % len(items)], self.column(pick // 7))

    @rule(pick=PICK, value=st.none() | st.sampled_from(Value), way=st.booleans(), text=TEXTS)
    def save(self, pick: int, value: Value | None, way: bool, text: str) -> None:
        place = self.place(pick)
        with self.store.reading() as tx:
            version = repository.answer_of(tx, place).version
        self.act(
            answering.save_answer,
            self.cast.anna,
            place,
            Draft(value, way, text),
            base_version=version,
            edit_id=str(uuid4()),
        )

    @rule(pick=PICK, erase=st.booleans())
    def undo_or_erase(self, pick: int, erase: bool) -> None:
        place = self.place(pick)
        with self.store.reading() as tx:
            entries = answering.history(tx, self.cast.anna, place)
            version = repository.answer_of(tx, place).version
        for entry in entries[pick % 3 : pick % 3 + 1]:
            if erase:
                self.act(answering.erase_text, self.cast.anna, place, entry.event_ids[0])
            else:
                self.act(
                    answering.undo,
                    self.cast.anna,
                    place,
                    entry.event_ids[0],
                    base_version=version,
                )

    @rule(name=NAMES, kind=st.sampled_from(ActorKind))
    def add_column(self, name: str, kind: ActorKind) -> None:
        self.act(columns.add_column, self.cast.anna, self.rounds[-1].id, kind, name)

    @rule(pick=PICK, name=NAMES)
    def rename_column(self, pick: int, name: str) -> None:
        round_id = self.rounds[-1].id
        self.act(columns.rename_column, self.cast.anna, round_id, self.column(pick), name)

    @rule(pick=PICK, steps=st.integers(-3, 3))
    def move_column(self, pick: int, steps: int) -> None:
        round_id = self.rounds[-1].id
        self.act(columns.move_column, self.cast.anna, round_id, self.column(pick), steps)

    @rule(pick=PICK, back=st.booleans())
    def take_column_out_or_put_it_back(self, pick: int, back: bool) -> None:
        use_case = columns.restore_column if back else columns.remove_column
        self.act(use_case, self.cast.anna, self.rounds[-1].id, self.column(pick))

    @rule(title=NAMES, statement=TEXTS)
    def add_own_item(self, title: str, statement: str) -> None:
        round_id = self.rounds[-1].id
        self.act(own_items.add_own_item, self.cast.anna, round_id, "D2.2", title, statement)

    @rule(pick=PICK, title=NAMES, act=st.sampled_from(["word", "remove", "restore"]))
    def change_own_item(self, pick: int, title: str, act: str) -> None:
        item_id = self.place(pick).item_id
        round_id = self.rounds[-1].id
        if act == "word":
            self.act(own_items.word_own_item, self.cast.anna, round_id, item_id, title, "")
        elif act == "remove":
            self.act(own_items.remove_own_item, self.cast.anna, round_id, item_id)
        else:
            self.act(own_items.restore_own_item, self.cast.anna, round_id, item_id)

    @rule(pick=PICK, value=st.none() | st.sampled_from(Relevance), by_kind=st.booleans())
    def set_relevance(self, pick: int, value: Relevance | None, by_kind: bool) -> None:
        place = self.place(pick)
        scope = ActorKind.CARE_HOME if by_kind else place.actor_id
        self.act(
            relevance.set_relevance, self.cast.anna, place.round_id, place.item_id, scope, value
        )

    @rule(name=NAMES, day=DAYS, purpose=st.none() | st.sampled_from(RoundPurpose))
    def describe(self, name: str, day: date | None, purpose: RoundPurpose | None) -> None:
        round_id = self.rounds[-1].id
        self.act(
            rounds.describe_round,
            self.cast.anna,
            round_id,
            name=name,
            closes_on=day,
            purpose=purpose,
        )
        self.act(
            service.describe_card, self.cast.anna, municipality=name, title="Kort", contact=name
        )

    @rule(keep_months=st.none() | st.integers(2, 61))
    def choose_how_long_it_is_kept(self, keep_months: int | None) -> None:
        self.act(deleting.choose_keeping, self.cast.anna, keep_months)

    @rule(name=NAMES, pick=PICK)
    def turn_the_round(self, name: str, pick: int) -> None:
        if pick % 3 == 0:
            self.act(rounds.reopen_round, self.cast.anna, self.rounds[-1].id)
        elif self.rounds[-1].is_open:
            self.act(rounds.close_round, self.cast.anna, self.rounds[-1].id)
        else:
            carries = bool(pick % 2)
            self.act(rounds.open_next_round, self.cast.anna, name=name, carries_over=carries)

    @rule(name=NAMES, pick=PICK, back=st.booleans())
    def read_in_the_past_or_take_it_out(self, name: str, pick: int, back: bool) -> None:
        if back:
            round_id = self.rounds[pick % len(self.rounds)].id
            self.act(earlier.remove_earlier_round, self.cast.anna, round_id)
            return
        cell = "D1.1.1", self.column(pick)
        source = {"import_id": str(uuid4()), "file_name": "fil.xlsx"}

        def read_in(tx: Transaction, who: Who) -> None:
            made = earlier.add_earlier_round(
                tx,
                who,
                name=name,
                held_on=date(2020 + pick % 8, 1, 1),
                purpose=None,
                columns={cell[1]},
                own_items=(),
                source=source,
                count=1,
            )
            answering.fill_earlier_round(tx, who, made.id, {cell: Draft(text="Før")}, source)

        self.act(read_in, self.cast.anna)

    @rule(pick=PICK)
    def bo_may_not_manage(self, pick: int) -> None:
        self.act(columns.remove_column, self.cast.bo, self.rounds[-1].id, self.column(pick))
        self.act(rounds.close_round, self.cast.bo, self.rounds[-1].id)

    @invariant()
    def events_replay_to_the_state(self) -> None:
        card_id = self.cast.card.id
        with self.store.reading() as tx:
            state = replay(card_id, repository.events_of_card(tx, card_id))
            card = repository.card_of(tx, card_id)
            assert (
                state.municipality,
                state.title,
                state.contact,
                state.keep_months,
                state.revision,
            ) == (
                card.municipality,
                card.title,
                card.contact,
                card.keep_months,
                card.revision,
            )
            assert tuple(state.rounds.values()) == repository.rounds_of(tx, card_id)
            for round_id, standing in state.standing.items():
                columns = repository.column_settings(tx, round_id)
                assert set(standing.columns.values()) == set(columns)
                assert _by_kind(standing.columns.values()) == list(columns)
                own_items = repository.own_items(tx, round_id)
                assert tuple(standing.own_items.values()) == own_items
                assert standing.relevance == repository.relevance_overrides(tx, round_id)
            for place, (draft, version) in state.answers.items():
                answer = repository.answer_of(tx, place)
                assert (Draft(answer.value, answer.under_way, answer.text), answer.version) == (
                    draft,
                    version,
                )


def _by_kind(columns: object) -> list[object]:
    return sorted(columns, key=lambda each: repository.KIND_ORDER.index(each.column.kind))  # type: ignore[call-overload]


TestCardInUse = CardInUse.TestCase
TestCardInUse.settings = settings(
    max_examples=200 if THOROUGH else 40,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
