"""Who is here: the browser by its cookie, the membership by the tab's own address.

`?som=` names the membership, so that one browser can hold several roles in several tabs. Streamlit's
menu drops it from the address; the tab's session keeps it and `current()` writes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

import streamlit as st

from indsatskort.access import service as access
from indsatskort.access.model import Role, Who
from indsatskort.access.tokens import keys
from indsatskort.api.identity import COOKIE
from indsatskort.cards import service
from indsatskort.cards.model import Card, Column, Round
from indsatskort.errors import NotSignedInError, Refusal
from indsatskort.settings import settings
from indsatskort.store import Transaction, current_store
from indsatskort.wording import refusal_sentence

P = ParamSpec("P")
T = TypeVar("T")


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


def browser_id() -> str | None:
    """The browser that the tab's cookie names."""
    return keys().browser_of(st.context.cookies.get(COOKIE))


def memberships() -> tuple[tuple[Who, Card], ...]:
    """Everything this browser has been let into, newest first."""
    with current_store().reading() as tx:
        mine = access.memberships(tx, browser_id())
        return tuple((who, service.read_card(tx, who)) for who in mine)


def current() -> Here | None:
    """Who is here, or None; keeps the tab's address true."""
    wanted = st.query_params.get("som") or st.session_state.get("som")
    with current_store().reading() as tx:
        mine = access.memberships(tx, browser_id())
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
    if "som" in st.query_params and COOKIE not in st.context.cookies:
        st.error(
            "Din browser tog ikke imod den cookie, der husker, hvem du er. Tillad cookies for denne "
            "side (også når browseren er i privat tilstand), og åbn dit link igen."
        )


def read(
    question: Callable[Concatenate[Transaction, Who, P], T], *args: P.args, **named: P.kwargs
) -> T:
    """Ask a use case that only reads, as whoever is here now."""
    with current_store().reading() as tx:
        return question(tx, _who(tx), *args, **named)


def do(act: Callable[Concatenate[Transaction, Who, P], T], *args: P.args, **named: P.kwargs) -> T:
    """Do a use case as whoever is here now, in one transaction. Raises its refusals."""
    with current_store().writing() as tx:
        return act(tx, _who(tx), *args, **named)


def attempt(
    act: Callable[Concatenate[Transaction, Who, P], object], *args: P.args, **named: P.kwargs
) -> bool:
    """Do a use case; when it is refused, say why at the top of the page and give False."""
    try:
        do(act, *args, **named)
    except Refusal as refusal:
        st.session_state["refusal"] = refusal_sentence(refusal)
        return False
    return True


def press(
    act: Callable[Concatenate[Transaction, Who, P], object], *args: P.args, **named: P.kwargs
) -> None:
    """`attempt` as a button's callback."""
    attempt(act, *args, **named)


def show_refusal() -> None:
    """The sentence of the last refused act, once."""
    if sentence := st.session_state.pop("refusal", None):
        st.error(sentence)


def _who(tx: Transaction) -> Who:
    # Asked of the database each time: the cookie is as old as the tab, the membership may be gone.
    if (som := st.session_state.get("som")) is None:
        raise NotSignedInError
    return access.identify(tx, browser_id(), som)


def base_url() -> str:
    """The address that links carry: the one that is set, else the one this page was reached by."""
    if settings().url or not st.context.url:
        return settings().public_url
    here = urlsplit(st.context.url)
    return f"{here.scheme}://{here.netloc}"


def link(token: str) -> str:
    return f"{base_url()}/d/{token}"
