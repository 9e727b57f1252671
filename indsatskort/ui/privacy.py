"""Deletion and one's own data on the screen: what is kept, the file of it, and deleting for good."""

from __future__ import annotations

from html import escape

import streamlit as st

from indsatskort.cards import deleting
from indsatskort.cards.personal import Mine
from indsatskort.danish import counted, date_short, date_text
from indsatskort.settings import settings
from indsatskort.store import current_store
from indsatskort.ui.here import Here, attempt, read

FORGOTTEN = "forgotten"
KEPT_FOR = (3, 6, 12, 18, 24, 36, 48, 60, 120)  # months to choose among, within the bounds


def kept_about(here: Here, mine: Mine) -> str:
    """The page's own words: name, place, what one did, and the file."""
    som, card = escape(here.who.membership_id), escape(here.card.id)
    column = f", {escape(mine.column)}" if mine.column else ""
    account = (
        "<dt>Arbejdskonto</dt><dd>Din plads er knyttet til en; kun et nøglehash af den er gemt</dd>"
        if mine.is_tied
        else ""
    )
    return (
        '<section class="prose"><p>Det her ved kortet om dig. Andet er ikke gemt: ingen e-mail, ingen '
        "adgangskode og ingen internetadresse.</p><dl>"
        f'<dt>Navn på kortet</dt><dd dir="auto">{escape(mine.alias)}</dd>'
        f"<dt>Plads</dt><dd>{escape(mine.role)}{column}</dd>"
        f"{account}<dt>Kom med</dt><dd>{date_short(mine.joined_at)}</dd>"
        f"<dt>Gjort og skrevet</dt><dd>{len(mine.events)} gange</dd>"
        f"<dt>Egne bidrag til mødet</dt><dd>{sum(mine.contributions.values())}; de vises kun i summer"
        "</dd></dl>"
        f'<p><a class="download" href="/api/cards/{card}/mine.json?som={som}" target="_self" download>'
        "Hent det hele som fil</a></p></section>"
    )


def forget_button() -> None:
    """Delete oneself, after saying that one means it."""
    st.header("Slet mig fra kortet", anchor=False)
    st.write(
        "Dit navn, din plads og dine egne vurderinger bliver slettet med det samme. Tekster, du har "
        "skrevet for jeres kolonne, bliver stående uden dit navn. Det kan ikke fortrydes."
    )
    is_sure = st.checkbox("Ja, slet mig")
    if st.button("Slet mig", disabled=not is_sure) and attempt(deleting.forget_me):
        _leave_no_trace(
            "Du er slettet fra kortet. Det, du skrev for jeres kolonne, står uden navn."
        )


def delete_card(here: Here) -> None:
    """A facilitator deletes the card: the file of it first, then the name typed."""
    st.header("Slet kortet", anchor=False)
    st.write(
        "Når kortet er slettet, er alle svar, al historik og alle links væk for alle og kan ikke hentes "
        "tilbage. Sikkerhedskopier, der er taget før, rummer det stadig."
    )
    som = escape(here.who.membership_id)
    st.html(
        f'<p><a class="download" href="/api/cards/{escape(here.card.id)}/workbook.xlsx?som={som}" '
        'target="_self" download>Hent kortet som Excel først</a></p>'
    )
    with st.form("delete-card", border=False):
        typed = st.text_input("Skriv kommunens navn for at slette kortet", width=420)
        deletes = st.form_submit_button("Slet kortet for altid")
    if deletes:
        if attempt(deleting.delete_card, municipality=typed):
            _leave_no_trace("Kortet er slettet med alt, hvad der stod på det.")
        st.rerun()


def keeping(here: Here) -> None:
    """The day the card goes by itself, and how a facilitator moves it."""
    day = read(deleting.read_deletion_day)
    if day is None:
        return
    st.header("Hvornår kortet bliver slettet", anchor=False)
    count = deleting.months_kept(here.card.keep_months)
    st.markdown(
        f"Kortet bliver slettet **{date_text(day)}**, hvis der ikke sker mere på det. Det er "
        f"{counted(count, 'måned', 'måneder')} efter den seneste ændring, og hver ændring flytter dagen. "
        f"Fra {date_text(day - deleting.REMINDED)} står der en advarsel på Forside."
    )
    ours = settings()
    choices = [each for each in KEPT_FOR if ours.keep_least_months <= each <= ours.keep_most_months]
    usual = f"Som ellers her: {counted(ours.keep_months, 'måned', 'måneder')}"
    chosen = None if here.card.keep_months is None else count
    with st.form("keeping", border=False):
        wanted = st.selectbox(
            "Gem kortet så længe efter den seneste ændring",
            options := [None, *sorted({*choices, *([chosen] if chosen else [])})],
            index=options.index(chosen),
            format_func=lambda each: counted(each, "måned", "måneder") if each else usual,
            width=420,
        )
        saves = st.form_submit_button("Gem fristen")
    if saves:
        attempt(deleting.choose_keeping, wanted)
        st.rerun()


def deadlines(here: Here) -> None:
    """How long what is kept, as this installation and the card are set."""
    ours = settings()
    copies = (
        f"Sikkerhedskopier slettes efter {ours.backup_days} dage."
        if ours.has_own_database
        else "Den, der driver Indsatskort, bestemmer, hvor længe sikkerhedskopier gemmes."
    )
    count = deleting.months_kept(here.card.keep_months)
    st.header("Hvor længe noget gemmes", anchor=False)
    st.html(
        '<section class="prose"><ul>'
        f"<li>Kortet: {counted(count, 'måned', 'måneder')} efter den seneste ændring. De sidste 30 dage står "
        "det på Forside.</li>"
        f"<li>Deltagernes navne: {ours.alias_months} måneder efter mødet. Derefter hedder de »En "
        "deltager«.</li>"
        "<li>Deltagernes egne vurderinger og prikker: til mødet er slut. Derefter kun i summer.</li>"
        "<li>Filer, der er sendt og ikke gemt: et døgn.</li>"
        "<li>Internetadresser, der har gættet forkert på links: et døgn, og kun som et aftryk.</li>"
        f"<li>Hvem der er inde fra en browser: {ours.session_days} dage.</li>"
        f"<li>Serverens log: {ours.log_days} dage. Der står ikke et ord i den af det, I skriver.</li>"
        f"<li>{copies} Det, der er slettet på kortet, står i dem så længe.</li>"
        "</ul><p>Den, der driver Indsatskort, sætter fristerne, og for kortet vælger I selv inden for dem. De "
        "bliver holdt af sig selv.</p></section>"
    )


def remind() -> None:
    """From thirty days before a card goes, its front page says so."""
    if day := read(deleting.read_reminder):
        st.warning(
            f"Kortet bliver slettet {date_text(day)}, fordi der ikke er sket noget på det længe. Skriv "
            "noget, hvis I stadig bruger det, eller hent det som Excel under Filer."
        )


def _leave_no_trace(words: str) -> None:
    current_store().scrub()
    st.session_state.pop("som", None)
    st.session_state[FORGOTTEN] = words
    st.switch_page("mine.py")


def is_forgotten() -> bool:
    """Whether somebody or something was deleted in this tab just now."""
    return FORGOTTEN in st.session_state


def show_forgotten() -> None:
    """What was deleted, once."""
    st.title("Slettet", anchor=False)
    st.write(st.session_state.pop(FORGOTTEN))
    st.page_link("home.py", label="Gå til forsiden")
