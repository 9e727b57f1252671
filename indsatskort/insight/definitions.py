"""What each number means, in the words a page shows when somebody asks "Hvad betyder tallet?"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CAVEAT = (
    "Det er ikke et mål, at alle 49 indsatser findes overalt. Tallene viser jeres egen vurdering på "
    "ét tidspunkt – ikke kvaliteten af indsatsen. Brug dem til at vælge, hvad I vil tale om."
)
"""Must stand on every page with numbers."""

A_FALL_MAY_BE_HONEST = "En lavere vurdering kan betyde, at I ved mere."
"""Must stand wherever a lower assessment is shown."""

_RESUME = (
    "Socialstyrelsen og Rambøll: resumé af afdækningen af frivillige på plejecentre (2014), afsnit "
)
_OURS = "Vores egen definition"


@dataclass(frozen=True, slots=True)
class Definition:
    """A number's name, one or two plain sentences, and where the definition comes from."""

    title: str
    text: str
    source: str


DEFINITIONS: Mapping[str, Definition] = {
    "in_play": Definition(
        "Felter i spil",
        "De felter, der er relevante for en aktør, og de andre felter, som aktøren selv har valgt at "
        "svare på. Felter, som er fravalgt, er ikke i spil. Jeres egne indsatser tælles for sig.",
        f"{_OURS}. At der kan være gode lokale grunde til at vælge én indsats frem for en anden, "
        f"står i {_RESUME}2.4.3.",
    ),
    "completion": Definition(
        "Udfyldt",
        "Felter med et niveau, »ved ikke« eller »fravalgt«, ud af alle felter, der er relevante for "
        "kolonnen, eller som den selv har svaret på. En tekst uden niveau er begyndt, men ikke "
        "udfyldt. Tallet siger intet om kvaliteten.",
        f"{_OURS}.",
    ),
    "coverage": Definition(
        "Fordeling",
        "Hvor mange felter der står på hvert af de fire niveauer, og hvor mange der er »ved ikke«, "
        "»fravalgt« eller ikke udfyldt. Vi lægger ikke niveauerne sammen til ét tal, for de er trin "
        "i en rækkefølge og ikke mængder.",
        f"{_OURS}. Niveauerne bygger på ordene i {_RESUME}2.4, tabel 2-2.",
    ),
    "sum_up": Definition(
        "Delvist eller fast praksis",
        "»20 af 31 vurderede felter« betyder, at 20 felter er delvist eller fast praksis ud af de 31, "
        "der har et niveau. Vi skriver det først, når mindst 5 felter er vurderet, og mindst 80 pct. "
        "er udfyldt, så et halvt billede ikke ligner et helt.",
        f"{_OURS}.",
    ),
    "carried": Definition(
        "Bærer indsatsen",
        "En aktør bærer en indsats, når den er delvist eller fast praksis hos aktøren. Det står altid "
        "som »x af y«, hvor y er de aktører, der har indsatsen i spil. Ét ja gælder aldrig for en hel "
        "kommune.",
        f"{_OURS}. Eksemplet i {_RESUME}2.4, tabel 2-2, viser, at aktørerne kan svare forskelligt.",
    ),
    "blind_spot": Definition(
        "Blind plet",
        "Alle, der har indsatsen i spil, har svaret, og alle har svaret »ikke i gang«. Hvis nogen "
        "mangler at svare, er indsatsen endnu ikke vurderet.",
        f"{_OURS}.",
    ),
    "vulnerable": Definition(
        "Sårbar",
        "Kun én aktør bærer indsatsen, selv om mindst to, der har den i spil, har vurderet den. Er "
        "indsatsen kun i spil hos én, står det for sig.",
        f"{_OURS}. At en indsats bliver sårbar, når den hviler på for få, står i CFBU: At arbejde med "
        "frivillighed blandt beboere.",
    ),
    "disagreement_inside": Definition(
        "Uenighed inden for samme slags",
        "Mindst to kolonner af samme slags, for eksempel to plejecentre, står to eller flere niveauer "
        "fra hinanden.",
        f"{_OURS}.",
    ),
    "disagreement_between": Definition(
        "Uenighed mellem slags",
        "Mindst to kolonner af hver sin slags, for eksempel et plejecenter og en forening, står to "
        "eller flere niveauer fra hinanden.",
        f"{_OURS}.",
    ),
    "movement": Definition(
        "Højere, ens og lavere",
        "Felter, der har et niveau i begge runder, talt efter om niveauet nu er højere, det samme "
        f"eller lavere. {A_FALL_MAY_BE_HONEST}",
        f"{_OURS}. At kortet kan bruges til at følge op på udviklingen, står i {_RESUME}2.4.3.",
    ),
    "became": Definition(
        "Hvad der blev af felterne",
        "Felter, der har et niveau i begge runder, delt op efter niveauet dengang og niveauet nu.",
        f"{_OURS}.",
    ),
    "recurring": Definition(
        "Kolonner, der går igen",
        "De kolonner i den nye runde, der også var med i den gamle. Svar fra nye kolonner tælles ikke "
        "med som udvikling.",
        f"{_OURS}. At den samme kreds kan udfylde kortet igen, står i {_RESUME}2.4.3.",
    ),
    "distance": Definition(
        "Godt nok",
        "Det niveau, I blev enige om er godt nok for en valgt indsats. »8 af 15« er de kolonner, der er "
        "nået dertil eller længere, ud af dem, der har vurderet indsatsen. Vi lægger aldrig indsatser "
        "sammen, for det, der er godt nok ét sted, er ikke det samme et andet sted.",
        f"{_OURS}.",
    ),
    "actions": Definition(
        "Handlinger",
        "Handlingerne i jeres handleplan talt efter status. En handling har overskredet fristen, når "
        "fristen er gået, og den hverken er færdig eller sat på pause. Tallene står ved siden af kortet "
        "og bliver aldrig regnet sammen med det.",
        f"{_OURS}.",
    ),
    "changed_ground": Definition(
        "Ændret grundlag",
        "Felter, der er blevet relevante eller ikke længere er det, og felter, der er fravalgt eller "
        "valgt til igen siden sidst. De står for sig, for de er ikke udvikling i praksis.",
        f"{_OURS}.",
    ),
}
