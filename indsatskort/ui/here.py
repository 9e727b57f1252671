"""Who is here: the browser by its cookie, the membership by the tab's own address.

`?som=` names the membership, so that one browser can hold several roles in several tabs. Streamlit's
menu drops it from the address; the tab's session keeps it and `current()` writes it back.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Concatenate, NoReturn, ParamSpec, TypeVar
from urllib.parse import urlsplit

import streamlit as st

from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.access.tokens import keys
from indsatskort.api.identity import cookie_name
from indsatskort.cards import service
from indsatskort.cards.model import Card, Column, Round
from indsatskort.errors import NotSignedInError, Refusal, StoreTroubleError
from indsatskort.settings import settings
from indsatskort.store import Transaction, current_store
from indsatskort.wording import TROUBLES, refusal_sentence

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
TRY_AGAIN_SECONDS = 5
READING_SECONDS = 20
"""How long a refusal stands when nothing else is done: redraws from outside do not wipe it away."""


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody on a card, in this tab. `round` is the newest round; `columns` take part in it."""

    who: Who
    card: Card
    round: Round
    columns: tuple[Column, ...]

    @property
    def column_name(self) -> str | None:
        """What one's own column is called; None without one, or when it is out of the round."""
        names = {column.id: column.name for column in self.columns}
        return names.get(self.who.actor_id or "")

    @property
    def is_facilitator(self) -> bool:
        return self.who.role is Role.FACILITATOR


def sessions() -> tuple[str, ...]:
    """The sessions that the tab's cookie names; it is as old as the tab."""
    return keys().sessions_of(st.context.cookies.get(cookie_name()))


def memberships() -> tuple[tuple[Who, Card], ...]:
    """Everything this browser has been let into, newest first."""
    with saying_trouble(), current_store().reading() as tx:
        mine = access.memberships(tx, sessions())
        return tuple((who, service.read_card(tx, who)) for who in mine)


def current() -> Here | None:
    """Who is here, or None; keeps the tab's address true."""
    wanted = st.query_params.get("som") or st.session_state.get("som")
    with current_store().reading() as tx:
        mine = access.memberships(tx, sessions())
        named = [who for who in mine if who.membership_id == wanted] if wanted else mine
        if len(named) != 1:
            return None
        who = named[0]
        round_ = service.read_round(tx, who)
        columns = service.read_columns(tx, who, round_.id)
        here = Here(who, service.read_card(tx, who), round_, columns)
    st.session_state["som"] = who.membership_id
    if st.query_params.get("som") != who.membership_id:
        st.query_params["som"] = who.membership_id
    return here


def required() -> Here:
    """Who is here; a page that needs somebody stops with a sentence when there is nobody."""
    here = current()
    if here is None:
        st.title("Her skal du bruge dit link", anchor=False)
        show_blocked_cookie()
        st.write(
            "Siden hører til et kort, og du er ikke med på det i denne fane. Åbn det link, du har "
            "fået, eller vælg dit kort på forsiden."
        )
        st.page_link("home.py", label="Gå til forsiden")
        st.stop()
    return here


def show_blocked_cookie() -> None:
    """What to do, when somebody came from an invitation but the browser kept no cookie."""
    if "som" in st.query_params and cookie_name() not in st.context.cookies:
        st.error(
            "Din browser tog ikke imod den cookie, der husker, hvem du er. Tillad cookies for denne "
            "side (også når browseren er i privat tilstand), og åbn dit link igen."
        )


@contextmanager
def saying_trouble() -> Iterator[None]:
    """When the database cannot be read, say so in its place and draw again when it can."""
    try:
        yield
    except StoreTroubleError as error:
        say_trouble(error)


def say_trouble(error: StoreTroubleError) -> NoReturn:
    """The sentence, in the place of what could not be read; the page draws itself again in time."""
    st.error(TROUBLES[error.trouble])
    _go_on_when_over()
    st.stop()


@st.fragment(run_every=TRY_AGAIN_SECONDS)
def _go_on_when_over() -> None:
    with suppress(StoreTroubleError):
        with current_store().reading() as tx:
            service.check_store(tx)
        st.rerun()


def read(
    question: Callable[Concatenate[Transaction, Who, P], T], *args: P.args, **named: P.kwargs
) -> T:
    """Ask a use case that only reads, as whoever is here now."""
    with saying_trouble(), current_store().reading() as tx:
        return question(tx, _who(tx), *args, **named)


def do(act: Callable[Concatenate[Transaction, Who, P], T], *args: P.args, **named: P.kwargs) -> T:
    """Do a use case as whoever is here now, in one transaction. Raises its refusals."""
    try:
        with current_store().writing() as tx:
            done = act(tx, _who(tx), *args, **named)
    except Refusal as refusal:
        _note(act, type(refusal).__name__)
        raise
    _note(act, "done")
    return done


def _note(act: Callable[..., object], outcome: str) -> None:
    """A line in the log: which use case, how it ended, whose membership; nothing that was written."""
    facts = {"outcome": outcome, "who": st.session_state.get("som", "")}
    log.info(getattr(act, "__name__", "act"), extra={"facts": facts})


def refuse(sentence: str) -> None:
    """Say why an act was refused, at the top of the page, until the next act."""
    st.session_state["refusal"] = sentence, time.monotonic()


@contextmanager
def saying_refusal(say: Callable[[str], object] = refuse) -> Iterator[None]:
    """When an act inside is refused, or the database cannot be reached, say so and leave out the rest."""
    st.session_state.pop("refusal", None)
    try:
        yield
    except Refusal as refusal:
        say(refusal_sentence(refusal))
    except StoreTroubleError as error:
        say(TROUBLES[error.trouble])


def attempt(
    act: Callable[Concatenate[Transaction, Who, P], object], *args: P.args, **named: P.kwargs
) -> bool:
    """Do a use case; when it is refused, say why at the top of the page and give False."""
    with saying_refusal():
        do(act, *args, **named)
        return True
    return False


def press(
    act: Callable[Concatenate[Transaction, Who, P], object], *args: P.args, **named: P.kwargs
) -> None:
    """`attempt` as a button's callback."""
    attempt(act, *args, **named)


def show_refusal() -> None:
    """The sentence of the last act, if it was refused; in view wherever on the page one pressed. It has a
    place of its own that is always there: what came and went among the parts of a page would close what is
    open below it."""
    place = st.container()
    st.session_state["refusal_in_head"] = said = _said()
    if said:
        place.container(key="refusal").error(said[0])


def show_refusal_in_fragment() -> None:
    """The same for a fragment that draws itself again, where the head of the page has not said it."""
    place = st.container()
    said = _said()
    if said and said != st.session_state.get("refusal_in_head"):
        place.container(key="refusal-here").error(said[0])


def _said() -> tuple[str, float] | None:
    said: tuple[str, float] | None = st.session_state.get("refusal")
    if said and time.monotonic() - said[1] > READING_SECONDS:
        del st.session_state["refusal"]
        return None
    return said


def _who(tx: Transaction) -> Who:
    # Asked of the database each time: the cookie is as old as the tab, the membership may be gone.
    if (som := st.session_state.get("som")) is None:
        raise NotSignedInError
    return access.identify(tx, sessions(), som)


def base_url() -> str:
    """The address that links carry: the one that is set, else the one this page was reached by."""
    if settings().url or not st.context.url:
        return settings().public_url
    here = urlsplit(st.context.url)
    return f"{here.scheme}://{here.netloc}"


def link(token: str) -> str:
    return f"{base_url()}/d/{token}"
