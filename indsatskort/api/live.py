"""What is live: who listens to which card in this process, and what they are told after a commit."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import TypeAlias

from starlette.concurrency import run_in_threadpool

from indsatskort.access import service as access
from indsatskort.access.model import Who
from indsatskort.api import metrics
from indsatskort.api.bodies import answer_out
from indsatskort.api.comments import CommentOut, comments_out
from indsatskort.api.room import common_screen
from indsatskort.cards import service
from indsatskort.cards.model import Changes
from indsatskort.errors import StoreTroubleError
from indsatskort.store import Store, Transaction, current_store

PING_SECONDS = 15.0  # below the idle time-outs of ordinary proxies
PRESENCE_SECONDS = 30.0
MOST_PAUSE_SECONDS = 0.05  # between two deliveries of one card
BACKLOG = 200  # messages a slow listener may lag behind; then it must ask for the gap


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is in a field of the card just now."""

    membership: str
    alias: str
    actor: str | None
    role: str
    field: str | None


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream, in a browser with these sessions. `seen` is the newest revision it has been told."""

    who: Who
    sessions: tuple[str, ...]
    round_id: str
    seen: int
    queue: asyncio.Queue[str | None] = field(default_factory=lambda: asyncio.Queue(BACKLOG))

    def tell(self, message: str) -> None:
        """Put a message in line; whoever lags too far behind is cut off and will ask for the gap."""
        try:
            self.queue.put_nowait(message)
        except asyncio.QueueFull:
            self.end()

    async def heard(self) -> str | None:
        """What has been told since last time, in one piece: each costs a way through all that stands round
        the stream. None at the end of it."""
        told = await self.queue.get()
        while told is not None and not self.queue.empty():
            more = self.queue.get_nowait()
            if more is None:
                self.queue.put_nowait(None)
                return told
            told += more
        return told

    def end(self) -> None:
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


News: TypeAlias = tuple[list[Listener], Changes, tuple[str, ...]]
"""Listeners who stand alike, what they have not heard, and the messages that tell them."""


class Live:
    """The bus of one process. Everything but `changed` runs on the server's event loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._waiting: dict[str, int] = {}
        self._people_changed: set[str] = set()
        self._delivering: dict[str, asyncio.Task[None]] = {}
        self._present: dict[str, dict[str, tuple[Present, float]]] = defaultdict(dict)
        self._closing = False
        store.on_change(self.changed, self.missed)
        store.on_passed(self._heard_of)

    # what happened

    def changed(self, card_id: str, revision: int) -> None:
        """A commit changed a card; called from any thread, returns at once."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._enqueue, card_id, revision)

    def missed(self) -> None:
        """Other processes may have changed any card unheard; each stream knows how far it has come."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._enqueue_all)

    def _enqueue_all(self) -> None:
        for card_id in tuple(self._listeners):
            self._enqueue(card_id, 0)

    def _enqueue(self, card_id: str, revision: int) -> None:
        if not self._listeners.get(card_id):
            return
        if not revision:
            self._people_changed.add(card_id)
        self._waiting[card_id] = max(revision, self._waiting.get(card_id, 0))
        if card_id not in self._delivering:
            self._delivering[card_id] = asyncio.ensure_future(self._deliver(card_id))

    async def _deliver(self, card_id: str) -> None:
        # While one delivery reads, and for twice as long after it, further commits gather and go out
        # together in the next: however many there are, saving has most of the time to itself.
        try:
            while self._waiting.pop(card_id, None) is not None:
                began = time.perf_counter()
                with metrics.DELIVERY.time():
                    await self._deliver_once(card_id)
                await asyncio.sleep(min(2 * (time.perf_counter() - began), MOST_PAUSE_SECONDS))
        except StoreTroubleError:
            pass  # the log has it; each stream's next ping asks for what it has not heard
        finally:
            self._delivering.pop(card_id, None)

    async def _deliver_once(self, card_id: str) -> None:
        listeners = tuple(self._listeners.get(card_id, ()))
        has_new_people = card_id in self._people_changed
        self._people_changed.discard(card_id)
        members, news, screen = await run_in_threadpool(
            self._news, card_id, listeners, has_new_people
        )
        for listener in set(listeners) - members:
            listener.end()
        for group, changes, told in news:
            for listener in group:
                for message in told:
                    listener.tell(message)
                listener.seen = changes.revision
        if screen is not None:
            for listener in members:
                listener.tell(screen)

    def _news(
        self, card_id: str, listeners: Iterable[Listener], has_new_people: bool
    ) -> tuple[set[Listener], list[News], str | None]:
        """Who may still listen, what they have not heard, and the meeting's screen when it changed:
        read once for all who stand alike."""
        groups: dict[tuple[str, int], list[Listener]] = defaultdict(list)
        with self._store.reading() as tx:
            members = _still_members(tx, card_id, listeners)
            for listener in members:
                groups[listener.round_id, listener.seen].append(listener)
            news = [
                (group, *_told(tx, group[0].who, round_id, seen))
                for (round_id, seen), group in groups.items()
            ]
            is_touched = has_new_people or any(_touches_meeting(each) for _, each, _ in news)
            screen = _meeting_message(tx, news) if is_touched and news else None
        return members, news, screen

    def _read(self, who: Who, round_id: str, since: int | None) -> tuple[int, tuple[str, ...]]:
        """The revision a stream begins at, and what tells of all until then, if that is asked for."""
        with self._store.reading() as tx:
            if since is None:
                revision = service.read_card(tx, who).revision
                return revision, (_start(revision),)
            changes, told = _told(tx, who, round_id, since)
            return changes.revision, told

    # listening

    async def stream(
        self, who: Who, sessions: tuple[str, ...], round_id: str, since: int | None
    ) -> AsyncIterator[str]:
        """The messages of one tab, from a revision on; ends when access ends or the server stops."""
        self._loop = asyncio.get_running_loop()
        listener = Listener(who, sessions, round_id, since or 0)
        listener.seen, told = await run_in_threadpool(self._read, who, round_id, since)
        self._listeners[who.card_id].add(listener)
        self._loop.call_later(PING_SECONDS, self._ping, listener)
        try:
            # What came between reading and listening is asked for at once.
            self._enqueue(who.card_id, listener.seen)
            yield "retry: 2000\n\n"
            for message in told:
                yield message
            yield self._presence_message(who.card_id)
            while not self._closing and (heard := await listener.heard()) is not None:
                yield heard
        finally:
            self._listeners[who.card_id].discard(listener)

    def _ping(self, listener: Listener) -> None:
        """Keep a stream open and see whether it may stay, every 15 seconds while it lasts."""
        card_id = listener.who.card_id
        if self._loop is None or listener not in self._listeners.get(card_id, ()):
            return
        listener.tell(": ping\n\n")
        self._expire(card_id)
        self._enqueue(card_id, listener.seen)
        self._loop.call_later(PING_SECONDS, self._ping, listener)

    def load(self) -> tuple[int, int]:
        """How many streams are open, and how many messages wait in all of them together."""
        everybody = [each for heard in tuple(self._listeners.values()) for each in tuple(heard)]
        return len(everybody), sum(each.queue.qsize() for each in everybody)

    @property
    def is_closing(self) -> bool:
        return self._closing

    def close(self) -> None:
        """End all streams; the clients open them again at the next server."""
        self._closing = True
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.end()

    def close_soon(self) -> None:
        """As `close`, from a signal handler or another thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.close)

    # presence

    async def present(self, who: Who, field_id: str | None) -> None:
        """Somebody is in a field, or (None) on the card; forgotten after 30 seconds, everywhere."""
        self._loop = asyncio.get_running_loop()
        here = Present(who.membership_id, who.alias, who.actor_id, who.role, field_id)
        self._note_present(who.card_id, here)
        note = json.dumps(asdict(here), ensure_ascii=False)
        await run_in_threadpool(self._store.pass_on, who.card_id, note)

    def _heard_of(self, card_id: str, note: str) -> None:
        """Another process says who is with it; called on the bell's thread."""
        if self._loop is not None and not self._loop.is_closed():
            here = Present(**json.loads(note))
            self._loop.call_soon_threadsafe(self._note_present, card_id, here)

    def _note_present(self, card_id: str, here: Present) -> None:
        if self._loop is None:
            return
        before = self._present[card_id].get(here.membership)
        self._present[card_id][here.membership] = (here, self._loop.time() + PRESENCE_SECONDS)
        expired = self._expire(card_id)
        if expired or before is None or before[0] != here:
            self._tell_presence(card_id)
        self._loop.call_later(PRESENCE_SECONDS + 1, self._expire, card_id)

    def people(self, card_id: str) -> tuple[Present, ...]:
        """Who is on the card just now, for pages."""
        return tuple(present for present, _ in self._present.get(card_id, {}).values())

    def _expire(self, card_id: str) -> bool:
        if self._loop is None:
            return False
        people = self._present.get(card_id, {})
        gone = [each for each, (_, until) in people.items() if until <= self._loop.time()]
        for each in gone:
            del people[each]
        if gone:
            self._tell_presence(card_id)
        return bool(gone)

    def _tell_presence(self, card_id: str) -> None:
        message = self._presence_message(card_id)
        for listener in tuple(self._listeners.get(card_id, ())):
            listener.tell(message)

    def _presence_message(self, card_id: str) -> str:
        return _event("presence", {"people": [asdict(each) for each in self.people(card_id)]})


def _still_members(tx: Transaction, card_id: str, listeners: Iterable[Listener]) -> set[Listener]:
    """Those whose membership of the card lives, in a session of the browser that opened the stream."""
    living = access.living_memberships(tx, card_id)
    return {each for each in listeners if living.get(each.who.membership_id) in each.sessions}


def _touches_meeting(changes: Changes) -> bool:
    """The meeting's screens show answers and columns too."""
    return changes.is_meeting_changed or changes.is_structure_changed or bool(changes.answers)


def _meeting_message(tx: Transaction, news: Iterable[News]) -> str | None:
    group, changes, _ = next(iter(news))
    common = common_screen(tx, group[0].who)
    body = {"revision": changes.revision, "common": common}
    return _event("workshop", body, changes.revision) if common else None


def _told(tx: Transaction, who: Who, round_id: str, since: int) -> tuple[Changes, tuple[str, ...]]:
    changes = service.read_changes(tx, who, round_id, since)
    comments = comments_out(tx, who, since) if changes.is_commented_on else []
    return changes, messages(changes, comments)


def messages(changes: Changes, comments: Iterable[CommentOut] = ()) -> tuple[str, ...]:
    """Changes as server-sent events: `answers` and `comments` when there are any, `plan` when that
    moved, `tools` when a companion tool did, `card` when the structure did.

    Only the last one carries the id, so that whoever is cut off between them hears all again.
    """
    told: list[tuple[str, dict[str, object]]] = []
    if changes.answers:
        answers = [answer_out(each).model_dump(mode="json") for each in changes.answers]
        told.append(("answers", {"answers": answers}))
    if written := [each.model_dump(mode="json") for each in comments]:
        told.append(("comments", {"comments": written}))
    told += [("plan", {})] * changes.is_plan_changed
    told += [("tools", {})] * changes.is_tools_changed
    told += [("card", {})] * changes.is_structure_changed
    return tuple(
        _event(
            name,
            {"revision": changes.revision, **body},
            changes.revision if number == len(told) else None,
        )
        for number, (name, body) in enumerate(told, start=1)
    )


def _start(revision: int) -> str:
    """Whoever asked for nothing older than now asks from here when the connection breaks."""
    return f"id: {revision}\n\n"


def _event(name: str, body: Mapping[str, object], revision: int | None = None) -> str:
    mark = f"id: {revision}\n" if revision is not None else ""
    return f"{mark}event: {name}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n"


@cache
def current_live() -> Live:
    """The bus of this process."""
    return Live(current_store())
