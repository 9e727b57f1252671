"""The card's files over HTTP: what each is called, who may fetch it, and what stands in it."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote

import pytest
from pptx import Presentation

from tests.api.conftest import Person, new_browser

FILES = {
    "/slides.pptx": "presentationml.presentation",
    "/document.docx": "wordprocessingml.document",
    "/annex.docx": "wordprocessingml.document",
    "/answers.csv": "text/csv",
}


@pytest.mark.parametrize("path", FILES)
def test_a_file_names_itself_after_the_card_and_the_day(path: str, dorte: Person) -> None:
    file = dorte.get(path)

    assert file.status_code == 200
    assert file.headers["content-type"].partition(";")[0].endswith(FILES[path])
    assert file.headers["cache-control"] == "no-store"
    name = unquote(file.headers["content-disposition"])
    assert name.startswith("attachment; filename*=UTF-8''Indsatskort Lindebjerg")
    assert name.endswith(path.rpartition(".")[2])


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_not_for_strangers(path: str, dorte: Person, erik: Person) -> None:
    address = f"/api/cards/{dorte.card.id}{path}"

    assert new_browser().get(address).status_code == 401
    assert erik.browser.get(address, params={"som": erik.som}).status_code == 404


def test_the_slides_are_of_this_card(bo: Person) -> None:
    bo.save("Vi synger hver onsdag.", value="established")

    deck = Presentation(BytesIO(bo.get("/slides.pptx").content))

    assert "Lindebjerg" in deck.slides[0].shapes.title.text_frame.text


def test_the_whole_card_is_for_facilitators(anna: Person, bo: Person, dorte: Person) -> None:
    bo.save("Vi synger hver onsdag.", value="established")

    file = anna.get("/card.json")

    assert file.json()["rounds"][0]["answers"][0]["text"] == "Vi synger hver onsdag."
    assert unquote(file.headers["content-disposition"]).endswith(".json")
    assert "Bo" not in file.text
    assert [person.get("/card.json").status_code for person in (bo, dorte)] == [403, 403]
