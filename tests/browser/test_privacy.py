"""One's own data on the screen: seen, taken along, deleted; and a card that its facilitator deletes."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.acts import SAVED, drawn, fill_in, go, link_of, writing
from tests.browser.conftest import Enter, MadeCard


def test_bo_sees_what_is_kept_takes_it_along_and_deletes_himself(
    empty_card: MadeCard, enter: Enter
) -> None:
    anna = drawn(enter(empty_card["facilitator"], "Anna"))
    bo = fill_in(drawn(enter(link_of(empty_card, "care_home"), "Bo")))
    writing(bo, "D1.1.1").fill("Vi har en fast gruppe.")
    expect(bo.locator(".ed-status")).to_contain_text(SAVED)

    bo.get_by_role("link", name="Hvad I har om mig").click()
    expect(bo.get_by_role("heading", name="Hvad I har om mig")).to_be_visible()
    with bo.expect_download() as loading:
        bo.get_by_text("Hent det hele som fil").click()
    told = json.loads(Path(loading.value.path()).read_text("utf-8"))
    assert told["navn"] == "Bo"
    assert "Vi har en fast gruppe." in json.dumps(told, ensure_ascii=False)

    assert bo.get_by_role("button", name="Slet mig").is_disabled()
    bo.get_by_text("Ja, slet mig").click()
    bo.get_by_role("button", name="Slet mig").click()

    expect(bo.get_by_text("Du er slettet fra kortet.")).to_be_visible()
    bo.goto(bo.url.split("/mine")[0] + "/kort")
    expect(bo.get_by_text("Her skal du bruge dit link")).to_be_visible()
    go(anna, "/kort")
    expect(anna.get_by_text("Vi har en fast gruppe.").first).to_be_visible()


def test_anna_chooses_how_long_the_card_is_kept_and_deletes_it_only_by_its_name(
    empty_card: MadeCard, enter: Enter
) -> None:
    anna = drawn(enter(empty_card["facilitator"], "Anna"))
    bo = drawn(enter(link_of(empty_card, "care_home"), "Bo"))
    go(anna, "/indstillinger")
    anna.get_by_role("radio", name="Kortet").or_(
        anna.get_by_text("Kortet", exact=True)
    ).first.click()
    expect(anna.get_by_text("Det er 24 måneder efter den seneste ændring")).to_be_visible()
    anna.get_by_label("Gem kortet så længe").click()
    anna.get_by_role("option", name="12 måneder", exact=True).click()
    anna.get_by_role("button", name="Gem fristen").click()
    expect(anna.get_by_text("Det er 12 måneder efter den seneste ændring")).to_be_visible()
    name = anna.get_by_label("Skriv kommunens navn for at slette kortet")
    name.fill("Lindebjær")
    anna.get_by_role("button", name="Slet kortet for altid").click()
    expect(anna.get_by_text("Intet er slettet")).to_be_visible()

    name.fill("Lindebjerg")
    anna.get_by_role("button", name="Slet kortet for altid").click()

    expect(anna.get_by_text("Kortet er slettet")).to_be_visible()
    bo.reload()
    expect(bo.get_by_text("Her skal du bruge dit link")).to_be_visible()
