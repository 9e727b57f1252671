"""Secrets in links and cookies: hard to guess, found again by hash, unreadable in the database."""

from __future__ import annotations

import base64

import pytest
import sqlalchemy as sa
from cryptography.fernet import InvalidToken
from hypothesis import given
from hypothesis import strategies as st

from indsatskort.access import service as access
from indsatskort.access.service import MOST_SESSIONS
from indsatskort.access.tokens import Keys, keys, new_session, new_token
from indsatskort.errors import NotFoundError
from indsatskort.store import tables
from indsatskort.store.engine import Store
from tests.conftest import Cast

MINE, OTHERS = Keys.of("mine"), Keys.of("another's")


def test_a_token_carries_128_bits_as_26_characters_of_base32() -> None:
    tokens = {new_token() for _ in range(1_000)}

    assert len(tokens) == 1_000
    for token in tokens:
        assert (len(token), token) == (26, token.lower())
        assert len(base64.b32decode(token.upper() + "======")) == 16


def test_a_token_is_found_whatever_the_case() -> None:
    token = new_token()

    assert MINE.hash(token) == MINE.hash(token.upper()) != MINE.hash(new_token())


def test_the_hash_of_a_token_says_nothing_without_the_key() -> None:
    token = new_token()

    assert MINE.hash(token) != OTHERS.hash(token)
    assert token not in MINE.hash(token)


def test_a_sealed_token_is_opened_by_the_same_secret_only() -> None:
    token = new_token()
    sealed = MINE.seal(token)

    assert MINE.unseal(sealed) == token
    assert Keys.of("mine").unseal(sealed) == token
    assert token not in sealed
    with pytest.raises(InvalidToken):
        OTHERS.unseal(sealed)


def test_a_cookie_names_its_sessions_to_the_same_secret_only() -> None:
    sessions = (new_session(), new_session())
    cookie = MINE.sign(sessions)

    assert MINE.sessions_of(cookie) == sessions
    assert OTHERS.sessions_of(cookie) == ()
    assert MINE.sessions_of(None) == ()


def test_a_cookie_from_before_there_were_several_names_its_one() -> None:
    assert MINE.sessions_of(str(MINE.signing.dumps("a-browser"))) == ("a-browser",)


def test_a_browser_with_as_many_sessions_as_it_may_have_keeps_its_cookie() -> None:
    """Browsers drop a cookie of more than 4096 bytes, name and all."""
    assert len(MINE.sign([new_session() for _ in range(MOST_SESSIONS)])) < 4_000


@given(st.text())
def test_no_text_that_we_did_not_sign_names_a_browser(cookie: str) -> None:
    assert MINE.sessions_of(cookie) == ()


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for_as_a_token(token: str) -> None:
    assert len(MINE.hash(token)) == 64


def test_the_database_holds_no_link_in_readable_form(sqlite_store: Store, cast: Cast) -> None:
    with sqlite_store.reading() as tx:
        links = access.links_of_card(tx, cast.card.id)
        rows = tx.connection.execute(sa.select(tables.invitation)).all()

    assert len(links) == 6
    assert not any(link.token in str(row).lower() for link in links for row in rows)
    assert {row.token_hash for row in rows} >= {keys().hash(link.token) for link in links}


def test_each_column_and_role_has_a_link_of_its_own(sqlite_store: Store, cast: Cast) -> None:
    with sqlite_store.reading() as tx:
        links = access.links_of_card(tx, cast.card.id)

    assert len({link.token for link in links}) == len(links)
    assert {link.invitation.actor_id for link in links} == {
        None,
        *(column.id for column in cast.columns.values()),
    }


def test_a_replaced_link_leads_nowhere_and_the_new_one_does(
    sqlite_store: Store, cast: Cast
) -> None:
    with sqlite_store.writing() as tx:
        old = access.links(tx, cast.anna)[0]
        access.replace_link(tx, cast.anna, old.invitation.id)
        new = next(
            each for each in access.links(tx, cast.anna) if each.invitation.id == old.invitation.id
        )

        assert new.token != old.token
        assert new.invitation.generation == old.invitation.generation + 1
        assert access.invitation_of(tx, new.token).id == old.invitation.id
        with pytest.raises(NotFoundError):
            access.invitation_of(tx, old.token)


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    """These do not depend on the database."""
    return sqlite_store
