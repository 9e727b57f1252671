"""Signing in with a work account, where that is what creating a card takes."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import streamlit as st

from indsatskort.access import service as access
from indsatskort.access import staff, tying
from indsatskort.access.staff import Staff
from indsatskort.api.coming_back import ADDRESS
from indsatskort.cards import service as cards
from indsatskort.settings import Creating, settings
from indsatskort.store import current_store
from indsatskort.ui import here as tab


def signed_in() -> Staff | None:
    """Who is signed in now; asked each time, since a token ends while its page is open."""
    return staff.staff_of(st.user.to_dict(), settings(), datetime.now(UTC))


def is_asked_for() -> bool:
    """Whether staff sign in here at all."""
    return settings().creating is Creating.OIDC


def permit() -> str:
    """What a form carries that creates a card."""
    return staff.permit(signed_in(), settings())


def may_create() -> bool:
    """Whether the forms may be drawn: to whoever may create, and to all where nobody signs in."""
    return not is_asked_for() or bool(permit())


def show_sign_in() -> None:
    """Who is signed in and what that gives, with the way in or out."""
    here = signed_in()
    if here is None:
        if st.user.to_dict().get("is_logged_in"):
            st.write("Din indlogning er udløbet. Log ind igen for at oprette et kort.")
        else:
            st.write(
                "Log ind med din arbejdskonto for at oprette et kort, eller for at finde et kort igen, som "
                "du har knyttet til den."
            )
        st.button("Log ind", type="primary", on_click=st.login)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"Du er logget ind som {here.name}.")
        st.button("Log ud", on_click=st.logout)
    if not here.may_create:
        st.write(
            "Din konto må ikke oprette kort. Spørg den, der driver Indsatskort hos jer. Har du fået et "
            "link, skal du bare bruge det."
        )


def show_own_cards() -> None:
    """The cards one comes back to by signing in, on the front page of a browser that is not in on them."""
    here = signed_in()
    if here is None:
        return
    with current_store().reading() as tx:
        known = {who.membership_id for who in access.memberships(tx, tab.sessions())}
        found = [
            (who, cards.read_card(tx, who))
            for who in tying.tied_to(tx, here.person)
            if who.membership_id not in known
        ]
    rows = "".join(
        f'<li><form method="post" action="{ADDRESS}/"><input type="hidden" name="vej" '
        f'value="{escape(tying.way_back(here, who))}"><button class="button">{escape(card.municipality)} – '
        f"{escape(who.alias)}</button></form></li>"
        for who, card in found
    )
    if rows:
        st.html(
            f'<section class="mine"><h2>Dine kort</h2><ul>{rows}</ul><p>Åbner du kortet her, er den '
            "browser, du brugte sidst, ikke længere med.</p></section>"
        )


def show_tie() -> None:
    """For a facilitator: tie one's seat to the work account one is signed in with, or loosen it."""
    st.subheader("Din arbejdskonto", anchor=False)
    if tab.read(tying.is_tied):
        st.write(
            "Din plads er knyttet til en arbejdskonto. Log ind på forsiden, så er du på kortet."
        )
        st.button("Løs den igen", on_click=tab.press, args=(tying.untie,))
    elif here := signed_in():
        st.write(
            "Knyt din plads som facilitator til din arbejdskonto, så kommer du tilbage til kortet på enhver "
            "computer ved at logge ind. Linket virker stadig."
        )
        st.button(
            "Knyt den til min konto", on_click=tab.press, args=(tying.tie, here.person), key="tie"
        )
    else:
        st.write("Log ind for at knytte din plads som facilitator til din arbejdskonto.")
        st.button("Log ind", on_click=st.login, key="sign-in-to-tie")
