"""Many writers on few cells: no acknowledged answer is lost, whatever the order."""

from __future__ import annotations

import random
import threading
from collections import defaultdict
from uuid import uuid4

import pytest

from indsatskort.cards import answering, repository
from indsatskort.cards.model import Answer, Draft, Place
from indsatskort.cards.replay import replay
from indsatskort.catalogue.load import catalogue
from indsatskort.catalogue.model import Value
from indsatskort.errors import ConflictError
from indsatskort.store.engine import Store
from tests.conftest import Cast

WRITERS = 20
SAVES_EACH = 50
CELLS = 10


@pytest.mark.usefixtures("cast")
def test_a_thousand_racing_saves_lose_nothing(store: Store, cast: Cast) -> None:
    places = [
        Place(cast.round.id, item.id, cast.solgaarden.id) for item in catalogue().items[:CELLS]
    ]
    acknowledged: list[Answer] = []
    conflicts: list[ConflictError] = []
    start = threading.Barrier(WRITERS)

    def write(number: int) -> None:
        dice = random.Random(number)
        start.wait()
        for turn in range(SAVES_EACH):
            place = dice.choice(places)
            with store.reading() as tx:
                seen = repository.answer_of(tx, place)
            draft = Draft(dice.choice([*Value][:4]), text=f"skriver {number}, gang {turn}")
            try:
                with store.writing() as tx:
                    saved = answering.save_answer(
                        tx,
                        cast.anna,
                        place,
                        draft,
                        base_version=seen.version,
                        edit_id=str(uuid4()),
                    )
                assert (saved.value, saved.text) == (draft.value, draft.text)
                acknowledged.append(saved)
            except ConflictError as conflict:
                conflicts.append(conflict)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(acknowledged) + len(conflicts) == WRITERS * SAVES_EACH
    assert len(conflicts) >= WRITERS * SAVES_EACH / 5
    _check_versions(acknowledged)
    _check_replay(store, cast, places, acknowledged)


def _check_versions(acknowledged: list[Answer]) -> None:
    versions = defaultdict(list)
    for answer in acknowledged:
        versions[answer.item_id].append(answer.version)
    for seen in versions.values():
        assert sorted(seen) == list(range(1, len(seen) + 1))


def _check_replay(
    store: Store, cast: Cast, places: list[Place], acknowledged: list[Answer]
) -> None:
    with store.reading() as tx:
        events = repository.events_of_card(tx, cast.card.id)
        stored = {place: repository.answer_of(tx, place) for place in places}
        revision = repository.card_of(tx, cast.card.id).revision

    state = replay(cast.card.id, events)

    assert state.revision == revision
    assert [event.revision for event in events] == list(range(1, revision + 1))
    written = {(each.item_id, each.version): each for each in acknowledged}
    for place, answer in stored.items():
        assert state.answers[place] == (
            Draft(answer.value, answer.under_way, answer.text),
            answer.version,
        )
        last = written[answer.item_id, answer.version]
        assert (last.value, last.text) == (answer.value, answer.text)
