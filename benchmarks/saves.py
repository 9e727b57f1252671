"""Saves a second through the use case, beside bare SQLite transactions that write the same rows."""

from __future__ import annotations

import json
import random
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import count
from uuid import uuid4

from benchmarks.big_card import BigCard, a_text, big_card
from benchmarks.measuring import Row, turn_by_turn
from indsatskort.cards import answering
from indsatskort.cards.model import Draft
from indsatskort.catalogue.model import Value

THREADS, SECONDS, TURNS = 4, 1.0, 7
TEXT = a_text(random.Random(1))


def rows() -> list[Row]:
    """Both durable (WAL, synchronous FULL), both from four threads that take turns by a lock."""
    with big_card(is_filled=True) as ours, big_card(is_filled=True) as bare:
        mine, theirs = turn_by_turn(_through_the_use_case(ours), _bare(bare), TURNS)
    what = f"saves a second, {THREADS} threads"
    return [Row(what, f"{mine:.0f}", f"{theirs:.0f} (bare SQLite)", theirs / mine)]


def _through_the_use_case(card: BigCard) -> Callable[[], float]:
    """Who, place and draft are known; the rest of a save is ours."""
    places, versions = card.places(), defaultdict[object, int](lambda: 1)
    turns = count()

    def save(thread: int) -> None:
        place = places[(THREADS * next(turns) + thread) % len(places)]
        with card.store.writing() as tx:
            answering.save_answer(
                tx,
                card.anna,
                place,
                Draft(Value.PARTLY, text=TEXT),
                base_version=versions[place],
                edit_id=str(uuid4()),
            )
        versions[place] += 1

    return lambda: _per_second(save)


def _bare(card: BigCard) -> Callable[[], float]:
    """The three writes of a save (card, event, answer) and nothing else."""
    places, turn, numbers = card.places(), threading.Lock(), count()
    file = card.folder / "indsatskort.sqlite"
    connections = [_connection(str(file)) for _ in range(THREADS)]
    now, who, card_id = "2026-11-21 09:30:00.000000", card.anna.membership_id, card.anna.card_id
    data = json.dumps({"value": "partly", "under_way": False, "text": TEXT, "version": 2})

    def save(thread: int) -> None:
        connection, number = connections[thread], next(numbers)
        place = places[number % len(places)]
        at = (place.round_id, place.item_id, place.actor_id)
        with turn:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE card SET revision = revision + 1 WHERE id = ?", (card_id,))
            connection.execute(
                "INSERT INTO event (card_id, revision, at, name, membership_id, round_id, item_id,"
                " actor_id, data, edit_id, edit_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (card_id, number, now, "AnswerSaved", who, *at, data, str(uuid4()), "0" * 64),
            )
            connection.execute(
                "UPDATE answer SET value = ?, text = ?, version = version + 1, revision = ?,"
                " saved_at = ?, saved_by = ? WHERE round_id = ? AND item_id = ? AND actor_id = ?",
                ("partly", TEXT, number, now, who, *at),
            )
            connection.execute("COMMIT")

    return lambda: _per_second(save)


def _connection(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _per_second(save: Callable[[int], None]) -> float:
    """Saves a second from all threads together."""
    done, end = [0] * THREADS, time.perf_counter() + SECONDS

    def work(thread: int) -> None:
        while time.perf_counter() < end:
            save(thread)
            done[thread] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS
