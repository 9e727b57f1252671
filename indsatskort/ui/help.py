"""The help page's sections: HTML that the page puts below each other, and the facilitators' guide."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from indsatskort.catalogue.model import Catalogue
from indsatskort.insight.definitions import DEFINITIONS
from indsatskort.ui import pieces

SECTIONS = {
    "saadan": "Sådan udfylder I kortet",
    "niveauer": "De fire niveauer",
    "relevans": "Relevans",
    "tal": "Hvad tallene betyder",
    "kilder": "Kilder og forbehold",
    "privatliv": "Privatliv",
    "facilitator": "Vejledning for facilitatorer",
}
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "vejledning.md"


def contents() -> str:
    """Links to the sections."""
    links = "".join(f'<li><a href="#{place}">{title}</a></li>' for place, title in SECTIONS.items())
    return f'<nav class="contents" aria-label="På denne side"><ul>{links}</ul></nav>'


def filling_in(catalogue: Catalogue) -> str:
    """What one does, step by step."""
    count = len(catalogue.items)
    return _section(
        "saadan",
        _paragraphs(
            f"Indsatskortet har fire drivkræfter, otte felter og {count} konkrete indsatser. "
            "Kommunen, hvert plejecenter og hver forening har sin egen kolonne.",
            "Kortet kan tre ting: Det samler, hvad undersøgelsen bag det foreslår. Det giver jer overblik "
            "over, hvordan det ser ud nu, som I kan tale ud fra og vise til andre. Og det hjælper jer med "
            "at vælge, hvad I vil gøre, og med at se, hvordan det går.",
            "Hver drivkraft stiller ét spørgsmål, og midt imellem dem står beboernes livskvalitet:",
        )
        + _list(*(escape(driver.question) for driver in catalogue.drivers))
        + _paragraphs("Sådan gør I:")
        + _list(
            "Åbn det link, du har fået. Du skal ikke oprette dig.",
            "Læs indsatsen. Skriv med en eller to sætninger, hvordan det ser ud hos jer.",
            "Vælg det niveau, der passer bedst. Du kan altid vælge om.",
            "Er noget besluttet eller netop startet, så sæt kryds ved »På vej«.",
            "Ved I det ikke, så svar »Ved ikke«. Det er et godt svar: Så ved I, hvad I skal finde ud af.",
            "Har I valgt indsatsen fra, så skriv hvorfor. Det er en beslutning, ikke en mangel.",
        )
        + _paragraphs(
            "Alt gemmes, mens I skriver. Forsvinder nettet, bliver teksten på enheden og sendes, når "
            "nettet er tilbage. Skriver to i det samme felt, bliver begge tekster bevaret, og I vælger, "
            "hvad der skal stå.",
            pieces.NO_NAMES,
        ),
    )


def levels(catalogue: Catalogue) -> str:
    """The scale with its help, and where it comes from."""
    rows = "".join(
        f"<li>{pieces.value_chip(choice.value, catalogue)} {escape(choice.help)}</li>"
        for choice in catalogue.scale
    )
    way = f"<li>{pieces.under_way(catalogue)} {escape(catalogue.under_way.help)}</li>"
    return _section(
        "niveauer",
        f'<ul class="levels">{rows}{way}</ul>'
        + _paragraphs(
            "Kilden har ingen niveauer, kun tekst. Niveauerne er vores, og ordene er hentet fra kildens "
            "udfyldte eksempel. De er trin i en rækkefølge: Man kan ikke regne et gennemsnit af dem.",
            "Et foldet hjørne betyder, at der er valgt et niveau, men ikke skrevet en tekst.",
        ),
    )


def relevance(catalogue: Catalogue) -> str:
    """What the colours mean and that the judgement is ours."""
    return _section(
        "relevans",
        pieces.relevance_legend("Relevans er redaktionelt skøn.")
        + _paragraphs(
            escape(catalogue.relevance_note),
            "Relevans låser ingenting. I kan altid svare på en indsats, som normalt ikke er jeres felt. "
            "Så tæller den med hos jer.",
        ),
    )


def numbers(caveat: str) -> str:
    """The definitions of all numbers."""
    entries = "".join(
        f"<dt>{escape(each.title)}</dt><dd>{escape(each.text)}</dd>"
        for each in DEFINITIONS.values()
    )
    return _section("tal", f'<p class="caveat">{escape(caveat)}</p><dl>{entries}</dl>')


def sources() -> str:
    """What the content is built on."""
    return _section(
        "kilder",
        _paragraphs(
            "Drivkræfter, felter og indsatser kommer fra indsatskortet i resuméet om »øget inddragelse af "
            "frivillige på plejecentre i tre kommuner«, som Rambøll skrev for Socialstyrelsen i 2014 "
            "(tabel 2-1 og 2-2). Der må frit citeres med angivelse af kilde.",
            "Ordene er vores. Navne på drivkræfter og felter er kildens; hver indsats har fået en kort "
            "titel og et udsagn, som I kan svare på, med alt det, kilden har med. Det udfyldte eksempel "
            "er kildens tænkte kommune, genfortalt.",
            "Vores egne skøn er: niveauerne, relevansen og tallenes definitioner. Kilden siger selv, at "
            "det ikke er et mål, at alle indsatser findes alle steder, og at I gerne må finde på nye.",
            "Inspirationen ved indsatserne og redskaberne bygger på fem dokumenter. Ved hver tekst står, "
            "hvor tanken kommer fra. Nogle af dem handler om andre end beboere og frivillige på "
            "plejecentre; så står der »Overført fra et andet område«.",
        ),
    )


def privacy() -> str:
    """What is kept about whom."""
    return _section(
        "privatliv",
        _paragraphs(
            "I er med under et navn, I selv vælger. Vi beder ikke om e-mail eller adgangskode. En enkelt "
            "cookie husker, hvilken browser du bruger, så du kan komme tilbage.",
            "Det, du skriver, kan alle på kortet læse, sammen med dit valgte navn og tidspunktet. Intet "
            "sendes til andre, og siden henter intet udefra.",
            "Kommer nogen til at skrive et navn eller andet, der ikke skal stå der, kan en facilitator "
            "slette teksten helt, også fra historikken.",
            "Under »Hvad I har om mig« nederst på siden kan du se og hente det, kortet ved om dig, og slette "
            "dig selv. Et kort, ingen bruger, bliver slettet af sig selv; facilitatoren kan se hvornår under "
            "Indstillinger.",
        ),
    )


def guide_heading() -> str:
    """What the guide's own parts stand under."""
    return _section("facilitator", "")


@cache
def guide() -> tuple[tuple[str, str], ...]:
    """The facilitators' guide as headings with their Markdown; the same file as in `docs/`."""
    opening, *parts = GUIDE.read_text(encoding="utf-8").split("\n## ")
    told = [part.partition("\n") for part in parts]
    return ("", opening.partition("\n")[2]), *((title, body) for title, _, body in told)


def _section(place: str, body: str) -> str:
    return f'<section class="prose" id="{place}"><h2>{SECTIONS[place]}</h2>{body}</section>'


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _list(*entries: str) -> str:
    return "<ol>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ol>"
