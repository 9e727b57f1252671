"""Loads the content in `data/` as one catalogue, or says everything that is wrong with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from indsatskort.catalogue.build import build
from indsatskort.catalogue.checking import check
from indsatskort.catalogue.coherence import incoherences
from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.model import Catalogue
from indsatskort.catalogue.reading import read_yaml
from indsatskort.catalogue.schema import (
    ActorsFile,
    CardFile,
    ExampleFile,
    RelevanceFile,
    ScaleFile,
)

DATA = Path(__file__).resolve().parents[2] / "data"
FILES = ("card.yaml", "actors.yaml", "scale.yaml", "relevance.yaml", "example.yaml")


@cache
def catalogue() -> Catalogue:
    """The project's own content, read once."""
    return load(DATA)


def load(folder: Path) -> Catalogue:
    """The content of the five files in the folder. Raises ContentError with every fault."""
    opened = {name: read_yaml(folder / name) for name in FILES}
    read = {name: content for name, (content, _) in opened.items()}
    card, card_faults = check(CardFile, read["card.yaml"], "card.yaml")
    actors, actor_faults = check(ActorsFile, read["actors.yaml"], "actors.yaml")
    scale, scale_faults = check(ScaleFile, read["scale.yaml"], "scale.yaml")
    relevance, relevance_faults = check(RelevanceFile, read["relevance.yaml"], "relevance.yaml")
    example, example_faults = check(ExampleFile, read["example.yaml"], "example.yaml")
    faults = [
        *(fault for _, unreadable in opened.values() for fault in unreadable),
        *(*card_faults, *actor_faults, *scale_faults, *relevance_faults, *example_faults),
        *incoherences(read),
    ]
    if faults or not (card and actors and scale and relevance and example):
        raise ContentError(sorted(faults, key=lambda fault: FILES.index(fault.file)))
    return build(card, actors, scale, relevance, example)
