"""Every page of the menu, for each role on its own card and for everybody who has no business there. The
application names the pages; one without a rule here fails."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from indsatskort.access import service as access
from indsatskort.ui import menu
from tests.api.conftest import Person
from tests.api.strangers import PEOPLE, SECRET, STRANGE, filled

ALL, HER = frozenset(PEOPLE), frozenset({"anna"})
NOBODYS = "Her skal du bruge dit link"

# page: who works with it, and what the others are told in its place
RULES: Mapping[str, tuple[frozenset[str], str]] = {
    "fill.py": (frozenset({"anna", "bo", "carla"}), "Her kan du ikke skrive"),
    "card.py": (ALL, ""),
    "overview.py": (ALL, ""),
    "progress.py": (ALL, ""),
    "leader.py": (ALL, ""),
    "dialog.py": (ALL, ""),
    "workshop.py": (frozenset({"anna", "bo", "carla"}), "Du følger mødet på storskærmen"),
    "plan.py": (ALL, ""),
    "type_in.py": (frozenset({"anna", "bo", "carla"}), "Her kan du ikke skrive"),
    "tools.py": (ALL, ""),
    "follow_up.py": (HER, "En facilitator leder opfølgningsmødet"),
    "follow_up_screen.py": (ALL, ""),
    "screen.py": (frozenset({"anna", "dorte"}), "Storskærmen er til rummet"),
    "activities.py": (ALL, ""),
    "files.py": (ALL, ""),
    "settings.py": (HER, "Kun facilitatorer kan ændre kortets indstillinger"),
    "mine.py": (ALL, ""),
}
OPEN_TO_ALL = {"home.py", "help.py"}
WITH_LINKS = {("anna", "settings.py")}  # invitations are shown there and nowhere else


def test_every_page_of_the_application_has_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(
        menu.st,
        "Page",
        lambda file, **given: made.append(file) or SimpleNamespace(**{"url_path": ""} | given),
    )
    menu.pages(None)

    assert set(made) == set(RULES) | OPEN_TO_ALL


@pytest.fixture
def scene(people: dict[str, Person]) -> Mapping[str, Person]:
    filled(people["anna"], people["bo"])
    return people


@pytest.mark.parametrize("name", PEOPLE)
def test_on_ones_own_card_each_page_is_for_those_it_is_for(
    scene: Mapping[str, Person], tabs: Any, name: str
) -> None:
    person = scene[name]
    tokens = [link.token for link in scene["anna"].do(access.links)]
    tab = tabs(person)

    for page, (allowed, told) in RULES.items():
        sent = tab.go(page)
        assert "Lindebjerg" in sent, page
        assert NOBODYS not in sent, page
        if told:
            assert (told in sent) is (name not in allowed), page
        has_link = any(token.lower() in sent.lower() for token in tokens)
        assert has_link is ((name, page) in WITH_LINKS), page


@pytest.mark.parametrize("kind", STRANGE)
def test_no_stranger_sees_anything_of_the_card_on_any_page_in_any_role(
    scene: Mapping[str, Person], erik: Person, tabs: Any, kind: str
) -> None:
    for name, person in scene.items():
        tab = tabs(STRANGE[kind](person, erik))
        for page in (*RULES, *OPEN_TO_ALL):
            sent = tab.go(page)
            assert "Lindebjerg" not in sent, (name, page)
            assert SECRET not in sent, (name, page)
            if kind != "of another card, as himself" and page in RULES:
                assert NOBODYS in sent, (name, page)


def test_whoever_comes_by_an_old_link_loses_the_page_that_is_open(
    scene: Mapping[str, Person], erik: Person, tabs: Any
) -> None:
    tab = tabs(scene["bo"])
    assert SECRET in tab.go("card.py")

    STRANGE["old generation"](scene["bo"], erik)
    sent = tab.go("card.py")

    assert NOBODYS in sent
    assert "Lindebjerg" not in sent
    assert SECRET not in sent
