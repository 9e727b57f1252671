"""Every refusal, role and event has its Danish sentence, and the sentence says the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from indsatskort import wording
from indsatskort.access.model import Role
from indsatskort.cards import service
from indsatskort.cards.columns import NewColumn
from indsatskort.cards.model import EventName
from indsatskort.cards.rules import MAX_COLUMNS, checked_name, checked_text
from indsatskort.catalogue.model import ActorKind
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    MovedOnError,
    Refusal,
    Trouble,
)
from indsatskort.store.engine import Store
from indsatskort.store.trouble import LOGGED

ENGLISH = frozenset(
    "the and not is are was were your you this that with from has been cannot please".split()  # noqa: SIM905
)
UNSAID = {"score", "data", "bruger", "brugere", "upload", "item", "items"}
FACTS = {
    "day": "1. november 2026",
    "length": 4_001,
    "longest": 4_000,
    "name": "Solgården",
    "most": 60,
    "count": 2,
    "what": "frivillige",
    "number": 900,
    "least": 1,
}


def all_kinds(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for each in kind.__subclasses__():
        yield each
        yield from all_kinds(each)


def words(sentence: str) -> set[str]:
    return set(re.findall(r"\w+", sentence.lower()))


def check(sentence: str) -> None:
    assert sentence[0].isupper() or sentence[0] in "»{"
    assert not words(sentence) & UNSAID
    assert not words(sentence) & ENGLISH
    assert not re.search(r"\s{2}|\s$|^\s", sentence)


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_of_the_database_is_said_to_people_and_to_the_log(trouble: Trouble) -> None:
    for sentence in (wording.TROUBLES[trouble], LOGGED[trouble]):
        check(sentence)
        assert sentence.endswith(".")


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_sentence_that_takes_its_facts(fault: Fault) -> None:
    sentence = wording.refusal_sentence(InvalidInputError(fault, **FACTS))

    check(sentence)
    assert sentence.endswith(".")
    assert "{" not in sentence


MADE_OF: dict[type[Refusal], tuple[Any, ...]] = {
    InvalidInputError: (Fault.NAME_MISSING,),
    ConflictError: (None,),
    MovedOnError: ("Bo", datetime(2026, 11, 21, 9, 30, tzinfo=UTC), "afstemningen"),
}


@pytest.mark.parametrize("kind", sorted(set(all_kinds()), key=lambda kind: kind.__name__))
def test_every_refusal_has_a_sentence(kind: type[Refusal]) -> None:
    sentence = wording.refusal_sentence(kind(*MADE_OF.get(kind, ())))

    check(sentence)
    assert sentence.endswith(".")


def test_a_refusal_without_a_sentence_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        wording.refusal_sentence(Refusal())


def refused(name: str) -> InvalidInputError:
    """The refusal that a rule raises, with the facts it really brings."""
    acts = {
        "name": lambda: checked_name("x" * 81),
        "taken": lambda: checked_name("A", taken=["a"]),
        "text": lambda: checked_text("x" * 4_001),
    }
    with pytest.raises(InvalidInputError) as raised:
        acts[name]()
    return raised.value


@pytest.mark.parametrize("name", ["name", "taken", "text"])
def test_the_rules_bring_the_facts_that_their_sentences_need(name: str) -> None:
    assert "{" not in wording.refusal_sentence(refused(name))


def test_too_many_columns_are_told_with_their_number(sqlite_store: Store) -> None:
    columns = [NewColumn(ActorKind.CARE_HOME, str(number)) for number in range(MAX_COLUMNS + 1)]
    with pytest.raises(InvalidInputError) as raised, sqlite_store.writing() as tx:
        service.create_card(tx, "By", columns)

    assert str(MAX_COLUMNS) in wording.refusal_sentence(raised.value)


@pytest.mark.parametrize("event", EventName)
def test_every_event_has_a_line_for_the_timeline(event: EventName) -> None:
    line = wording.event_sentence(event, {"name": "Solgården", "title": "Egen"})

    check(line)
    assert not line.endswith(".")
    assert "{" not in line
    assert wording.event_sentence(event, {}) is not None


def test_what_people_have_written_is_never_read_as_a_pattern() -> None:
    line = wording.event_sentence(EventName.COLUMN_ADDED, {"name": "{title} {0}"})

    assert line == "{title} {0} er kommet med som kolonne"


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_word_and_an_invitation(role: Role) -> None:
    assert wording.ROLES[role].islower()
    assert wording.invited_as(role, "Solgården")
    check(wording.invited_as(role, None).capitalize())


def test_no_table_says_more_than_there_is() -> None:
    assert set(wording.FAULTS) == set(Fault)
    assert set(wording.EVENTS) == set(EventName)
    assert set(wording.ROLES) == set(Role)


ASKS_FOR_NAMES_OF_PLACES = {"ui/home.py"}  # the form that creates a card has nothing else


def test_wherever_people_write_at_length_it_says_what_not_to_write() -> None:
    home = Path(wording.__file__).parent
    by_python = {
        each.relative_to(home).as_posix(): each.read_text("utf-8")
        for each in (home / "ui").rglob("*.py")
    }
    asking = {name for name, text in by_python.items() if "st.text_area(" in text}
    saying = {name for name, text in by_python.items() if "_NAMES)" in text}
    assert asking - ASKS_FOR_NAMES_OF_PLACES <= saying

    written_in = {each.parent for each in (home / "ui").rglob("*.js") if _has_textarea(each)}
    assert written_in
    assert [
        each.name
        for each in written_in
        if "kriv ikke navne på beboere" not in (each / "words.js").read_text("utf-8")
    ] == []


def _has_textarea(script: Path) -> bool:
    return 'el("textarea", {\n' in script.read_text("utf-8")
