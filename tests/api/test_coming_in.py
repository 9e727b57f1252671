"""Coming in by a link and leaving again, as a browser without script would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import sqlalchemy as sa

from indsatskort import purging
from indsatskort.access.model import Role
from indsatskort.api.identity import cookie_name
from indsatskort.settings import settings
from indsatskort.store import current_store, tables
from tests.api.conftest import SOLGAARDEN, OnACard, Person, new_browser

TESTSERVER = "http://testserver"


def rows() -> dict[str, int]:
    """How many rows each table has."""
    with current_store().reading() as tx:
        return {
            table.name: tx.connection.execute(
                sa.select(sa.func.count()).select_from(table)
            ).scalar_one()
            for table in tables.metadata.sorted_tables
            if table
            is not tables.guess  # wrong links are counted, and nothing else is kept of them
        }


def som_of(answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["som"][0]


@pytest.fixture
def link(card: OnACard) -> str:
    return f"/d/{card.tokens[SOLGAARDEN]}"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_at_an_invitation_changes_nothing_however_often(link: str, method: str) -> None:
    before, browser = rows(), new_browser()

    answers = [browser.request(method, link) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert not any("set-cookie" in answer.headers for answer in answers)
    assert rows() == before


def test_the_page_says_who_one_is_about_to_become(card: OnACard) -> None:
    def page(role: str) -> str:
        return unescape(new_browser().get(f"/d/{card.tokens[role]}").text)

    assert "Du er inviteret som Solgården" in page(SOLGAARDEN)
    assert "Du er inviteret som facilitator" in page(Role.FACILITATOR)
    assert "Du er inviteret som læser" in page(Role.VIEWER)
    for role in card.tokens:
        assert "<html lang='da'>" in page(role)
        assert "Lindebjerg" in page(role)


def test_bo_comes_in_and_is_sent_on_to_his_own_column(link: str) -> None:
    browser = new_browser()

    answer = browser.post(link, data={"alias": "Bo"})

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/udfyld?som={som_of(answer)}"
    flags = {each.strip().lower() for each in answer.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= flags
    assert "secure" not in flags


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.VIEWER])
def test_others_are_sent_on_to_the_front_page(card: OnACard, role: Role) -> None:
    answer = new_browser().post(f"/d/{card.tokens[role]}")

    assert answer.headers["location"] == f"/?som={som_of(answer)}"


def test_behind_https_the_cookie_travels_there_only(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDSATSKORT_URL", "https://kort.example.dk")
    settings.cache_clear()

    answer = new_browser().post(link)

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-indsatskort=")
    said = {each.strip().lower() for each in cookie.split(";")[1:]}
    assert {"secure", "httponly", "path=/", "samesite=lax"} <= said
    assert not any(each.startswith("domain") for each in said)


def test_the_cookie_names_sessions_and_nothing_else(card: OnACard) -> None:
    bo = Person(card).come_in(SOLGAARDEN, "Bo")

    assert bo.som not in bo.browser.cookies[cookie_name()]
    assert card.id not in bo.browser.cookies[cookie_name()]


def test_a_link_in_capitals_leads_to_the_same_seat(link: str) -> None:
    browser = new_browser()

    first = som_of(browser.post(link, data={"alias": "Bo"}))

    assert som_of(browser.post(link.upper())) == first
    assert "Bo" in browser.get(link.upper()).text


def test_the_same_link_again_in_the_same_browser_is_the_same_person(link: str) -> None:
    browser = new_browser()
    first = som_of(browser.post(link, data={"alias": "Bo"}))
    before = rows()

    assert "Fortsæt som Bo" in unescape(browser.get(link).text)
    assert som_of(browser.post(link)) == first
    assert rows() == before


def test_another_person_on_the_same_browser_gets_a_seat_of_their_own(
    card: OnACard, link: str
) -> None:
    browser = new_browser()
    bo = Person(card, browser, som_of(browser.post(link, data={"alias": "Bo"})))
    birte = Person(card, browser, som_of(browser.post(link, data={"alias": "Birte", "som": "ny"})))

    assert birte.som != bo.som
    assert bo.save("1").json()["answer"]["saved_by"] == "Bo"
    assert birte.save("2", base=1).json()["answer"]["saved_by"] == "Birte"


def test_the_same_link_in_another_browser_is_another_person(link: str) -> None:
    assert som_of(new_browser().post(link)) != som_of(new_browser().post(link))


def test_a_second_link_adds_a_membership_and_changes_none(card: OnACard) -> None:
    browser = new_browser()
    bo = Person(card, browser).come_in(SOLGAARDEN, "Bo")
    dorte = Person(card, browser).come_in(Role.VIEWER, "Dorte")

    assert rows()["browser"] == 2
    assert (bo.save("1").status_code, dorte.save("2", base=1).status_code) == (200, 403)


def test_a_cookie_from_before_a_sign_in_never_reaches_what_comes_with_it(card: OnACard) -> None:
    """Also the cookie that somebody else had put into the browser beforehand."""
    planted = Person(card).come_in(Role.VIEWER, "Fremmed").browser.cookies[cookie_name()]
    browser = new_browser()
    browser.cookies.set(cookie_name(), planted)
    bo = Person(card, browser).come_in(SOLGAARDEN, "Bo")
    assert bo.save("1").status_code == 200

    browser.cookies.clear()
    browser.cookies.set(cookie_name(), planted)
    assert bo.get().status_code == 404


def test_a_tab_from_before_a_sign_in_keeps_what_it_had(card: OnACard) -> None:
    bo = Person(card).come_in(SOLGAARDEN, "Bo")
    before = bo.browser.cookies[cookie_name()]
    Person(card, bo.browser).come_in(Role.VIEWER, "Dorte")

    bo.browser.cookies.clear()
    bo.browser.cookies.set(cookie_name(), before)
    assert bo.get().status_code == 200


def test_a_session_ends_after_its_time_and_the_link_still_leads_in(
    card: OnACard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDSATSKORT_SESSION_DAYS", "7")
    settings.cache_clear()
    bo = Person(card).come_in(SOLGAARDEN, "Bo")
    assert bo.save("Før").status_code == 200
    with current_store().writing() as tx:
        week_ago = tx.at - timedelta(days=7)
        tx.connection.execute(tables.browser.update().values(created_at=week_ago))

    assert bo.get().status_code == 401
    with current_store().writing(datetime.now(UTC)) as tx:
        purging.purge(tx)
    assert rows()["browser"] == 0
    assert bo.come_in(SOLGAARDEN, "Bo").get().status_code == 200


def test_without_an_alias_one_is_called_by_ones_role(card: OnACard, link: str) -> None:
    browser = new_browser()
    person = Person(card, browser, som_of(browser.post(link, data={"alias": "  "})))

    assert person.save("1").json()["answer"]["saved_by"] == "En deltager"


@pytest.mark.parametrize(
    ("alias", "word"),
    [
        ("x" * 81, "for langt"),
        ("Bo 010203-1234", "CPR"),
        ("Bo\x00", "skjult tegn"),
        ("<b>" * 40, "for langt"),
        ("x" * 5_000, "plads til"),
    ],
)
def test_an_alias_that_cannot_be_used_is_shown_again_with_the_reason(
    link: str, alias: str, word: str
) -> None:
    before, browser = rows(), new_browser()

    answer = browser.post(link, data={"alias": alias})

    assert answer.status_code == 422
    page = unescape(answer.text)
    assert word in page
    assert f"value='{alias}'" in page
    assert "<b>" not in answer.text
    assert "set-cookie" not in answer.headers
    assert rows() == before


def test_an_alias_is_text_on_every_page(card: OnACard, link: str) -> None:
    browser = new_browser()
    som = som_of(browser.post(link, data={"alias": "<script>'\"&"}))

    for path in (link, f"/forlad/?som={som}"):
        page = browser.get(path).text
        assert "<script>'" not in page
        assert "&lt;script&gt;&#x27;&quot;&amp;" in page


WRONG = [
    "/d/aaaaaaaaaaaaaaaaaaaaaaaaaa",
    "/D/AAAAAAAAAAAAAAAAAAAAAAAAAA",
    "/d/x",
    "/d/%00",
    "/d/%ED%A0%80",
    "/d/" + "x" * 5_000,
]


def test_a_wrong_link_gives_one_page_that_tells_nothing() -> None:
    before, browser = rows(), new_browser()

    answers = [browser.get(path) for path in WRONG]
    answers += [browser.post(path, data={"alias": "Bo"}) for path in WRONG]
    answers += [browser.post(path, data={"alias": "x" * 81}) for path in WRONG]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert rows() == before


@pytest.mark.parametrize("sent", ["{url}", " {url}/ ", "{token}", "{url}?x=1#y", "/d/{token}"])
def test_a_link_that_was_pasted_leads_to_its_invitation(card: OnACard, sent: str) -> None:
    token = card.tokens[SOLGAARDEN]
    pasted = sent.format(token=token, url=f"https://kort.example.dk/d/{token}")

    answer = new_browser().get("/d/", params={"link": pasted})

    assert (answer.status_code, answer.headers["location"]) == (303, f"/d/{token}")


@pytest.mark.parametrize("pasted", ["", " ", "http://[", "https://", "?", "\x00", "//evil.example"])
def test_a_pasted_text_that_is_no_link_leads_nowhere(pasted: str) -> None:
    browser = new_browser()

    answer = browser.get("/d/", params={"link": pasted})
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/d/")
        answer = browser.get(answer.headers["location"])

    assert answer.status_code == 404
    assert "Linket virker ikke" in answer.text


FROM_HERE = [
    {},
    {"Origin": TESTSERVER},
    {"Origin": TESTSERVER, "Sec-Fetch-Site": "same-origin"},
    {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://kort.example.dk"},
]
FROM_ELSEWHERE = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://["},
    {"Origin": ""},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.fixture
def public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy may call the server by another name than people do."""
    monkeypatch.setenv("INDSATSKORT_URL", "http://kort.example.dk/kort")
    settings.cache_clear()


@pytest.mark.usefixtures("public_address")
@pytest.mark.parametrize("headers", FROM_HERE)
def test_our_own_form_signs_in(link: str, headers: dict[str, str]) -> None:
    assert new_browser().post(link, headers=headers).status_code == 303


@pytest.mark.usefixtures("public_address")
@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
def test_a_form_on_another_site_neither_signs_in_nor_out(
    bo: Person, link: str, headers: dict[str, str]
) -> None:
    before = rows()

    refused = bo.browser.post(link, data={"alias": "Snyd"}, headers=headers)
    bo.browser.post("/forlad/", data={"som": bo.som}, headers=headers)

    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers
    assert rows() == before
    assert bo.save("Stadig Bo.").json()["answer"]["saved_by"] == "Bo"


def test_leaving_asks_first_and_then_forgets(bo: Person) -> None:
    bo.save("Det bliver stående.")
    asked = bo.browser.get(f"/forlad/?som={bo.som}")
    assert "Vil du forlade kortet?" in asked.text
    assert bo.get().status_code == 200

    left = bo.browser.post("/forlad/", data={"som": bo.som})

    assert (left.status_code, left.headers["location"]) == (303, "/")
    assert bo.get().status_code == 404


def test_leaving_one_card_leaves_the_others(card: OnACard, eriks_card: OnACard) -> None:
    browser = new_browser()
    here = Person(card, browser).come_in(SOLGAARDEN, "Bo")
    there = Person(eriks_card, browser).come_in(SOLGAARDEN, "Bo")

    browser.post("/forlad/", data={"som": there.som})

    assert (here.get().status_code, there.get().status_code) == (200, 404)


@pytest.mark.parametrize("som", ["", "nothing", "\x00"])
def test_leaving_what_one_is_not_on_leads_to_the_front_page(som: str) -> None:
    browser = new_browser()

    for answer in (
        browser.get("/forlad/", params={"som": som}),
        browser.post("/forlad/", data={"som": som}),
    ):
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_nobody_can_make_another_browser_leave(anna: Person, bo: Person) -> None:
    anna.browser.post("/forlad/", data={"som": bo.som})

    assert bo.get().status_code == 200


def test_coming_back_after_leaving_is_a_new_seat_in_the_same_column(bo: Person, link: str) -> None:
    bo.save("Før.")
    before = bo.som
    bo.browser.post("/forlad/", data={"som": bo.som})

    bo.som = som_of(bo.browser.post(link, data={"alias": "Bo"}))

    assert bo.som != before
    assert bo.save("Efter.", base=1).status_code == 200


def test_a_form_with_a_file_in_place_of_a_name_is_no_fault_of_ours(link: str) -> None:
    answer = new_browser().post(link, files={"alias": ("bo.txt", b"Bo")})

    assert answer.status_code == 404
    assert "Linket virker ikke" in answer.text
