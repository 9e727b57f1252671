"""What is live: who listens to which card in this process, and what they are told after a commit."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import asdict, dataclass, field
from functools import cache

from starlette.concurrency import run_in_threadpool

from indsatskort.access import service as access
from indsatskort.access.model import Who
from indsatskort.api.cards import answer_out
from indsatskort.cards import service
from indsatskort.cards.model import Changes
from indsatskort.store import Store, current_store

PING_SECONDS = 15.0  # below the idle time-outs of ordinary proxies
PRESENCE_SECONDS = 30.0
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
    """One open stream. `seen` is the newest revision it has been told."""

    who: Who
    browser_id: str | None
    round_id: str
    seen: int
    queue: asyncio.Queue[str | None] = field(default_factory=lambda: asyncio.Queue(BACKLOG))

    def tell(self, message: str) -> None:
        """Put a message in line; whoever lags too far behind is cut off and will ask for the gap."""
        try:
            self.queue.put_nowait(message)
        except asyncio.QueueFull:
            self.end()

    def end(self) -> None:
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Live:
    """The bus of one process. Everything but `changed` runs on the server's event loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._waiting: dict[str, int] = {}
        self._delivering: dict[str, asyncio.Task[None]] = {}
        self._present: dict[str, dict[str, tuple[Present, float]]] = defaultdict(dict)
        self._closing = False
        store.on_change(self.changed)

    # what happened

    def changed(self, card_id: str, revision: int) -> None:
        """A commit changed a card; called from any thread, returns at once."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._enqueue, card_id, revision)

    def _enqueue(self, card_id: str, revision: int) -> None:
        if not self._listeners.get(card_id):
            return
        self._waiting[card_id] = max(revision, self._waiting.get(card_id, 0))
        if card_id not in self._delivering:
            self._delivering[card_id] = asyncio.ensure_future(self._deliver(card_id))

    async def _deliver(self, card_id: str) -> None:
        # While one delivery reads, further commits gather and go out together in the next.
        try:
            while self._waiting:
                if self._waiting.pop(card_id, None) is None:
                    break
                await self._deliver_once(card_id)
        finally:
            self._delivering.pop(card_id, None)

    async def _deliver_once(self, card_id: str) -> None:
        listeners = tuple(self._listeners.get(card_id, ()))
        alive = await run_in_threadpool(self._still_members, listeners)
        for listener in set(listeners) - alive:
            listener.end()
        groups: dict[tuple[str, int], list[Listener]] = defaultdict(list)
        for listener in alive:
            groups[listener.round_id, listener.seen].append(listener)
        for (round_id, seen), group in groups.items():
            changes = await run_in_threadpool(self._read, group[0].who, round_id, seen)
            for message in messages(changes):
                for listener in group:
                    listener.tell(message)
            for listener in group:
                listener.seen = changes.revision

    def _read(self, who: Who, round_id: str, since: int) -> Changes:
        with self._store.reading() as tx:
            return service.read_changes(tx, who, round_id, since)

    def _still_members(self, listeners: Iterable[Listener]) -> set[Listener]:
        with self._store.reading() as tx:
            living = access.living_memberships(
                tx, {listener.who.membership_id for listener in listeners}
            )
        return {
            listener
            for listener in listeners
            if living.get(listener.who.membership_id) == listener.browser_id
        }

    # listening

    async def stream(
        self, who: Who, browser_id: str | None, round_id: str, since: int | None
    ) -> AsyncIterator[str]:
        """The messages of one tab, from a revision on; ends when access ends or the server stops."""
        self._loop = asyncio.get_running_loop()
        listener = Listener(who, browser_id, round_id, since or 0)
        first = await run_in_threadpool(self._read, who, round_id, since or 0)
        listener.seen = first.revision
        self._listeners[who.card_id].add(listener)
        try:
            # What came between reading and listening is asked for at once.
            self._enqueue(who.card_id, first.revision)
            yield "retry: 2000\n\n"
            for message in messages(first) if since is not None else ():
                yield message
            yield self._presence_message(who.card_id)
            async for message in self._messages(listener):
                yield message
        finally:
            self._listeners[who.card_id].discard(listener)

    async def _messages(self, listener: Listener) -> AsyncIterator[str]:
        while not self._closing:
            try:
                message = await asyncio.wait_for(listener.queue.get(), PING_SECONDS)
            except TimeoutError:
                self._expire(listener.who.card_id)
                if not await run_in_threadpool(self._still_members, (listener,)):
                    return
                message = ": ping\n\n"
            if message is None:
                return
            yield message

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
        """Somebody is in a field, or (None) on the card; forgotten after 30 seconds."""
        self._loop = asyncio.get_running_loop()
        now = self._loop.time()
        here = Present(who.membership_id, who.alias, who.actor_id, who.role, field_id)
        before = self._present[who.card_id].get(who.membership_id)
        self._present[who.card_id][who.membership_id] = (here, now + PRESENCE_SECONDS)
        expired = self._expire(who.card_id)
        if expired or before is None or before[0] != here:
            self._tell_presence(who.card_id)
        self._loop.call_later(PRESENCE_SECONDS + 1, self._expire, who.card_id)

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


def messages(changes: Changes) -> tuple[str, ...]:
    """Changes as server-sent events: `answers` when there are any, `card` when the structure moved."""
    told = []
    if changes.answers:
        answers = [answer_out(each).model_dump(mode="json") for each in changes.answers]
        body = {"revision": changes.revision, "answers": answers}
        told.append(_event("answers", body, changes.revision))
    if changes.is_structure_changed:
        told.append(_event("card", {"revision": changes.revision}, changes.revision))
    return tuple(told)


def _event(name: str, body: dict[str, object], revision: int | None = None) -> str:
    mark = f"id: {revision}\n" if revision is not None else ""
    return f"{mark}event: {name}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n"


@cache
def current_live() -> Live:
    """The bus of this process."""
    return Live(current_store())
