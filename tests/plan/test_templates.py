"""Templates: usable as they are, with a place in a source; every fault in them told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.library import SOURCES
from indsatskort.catalogue.load import DATA
from indsatskort.plan import service
from indsatskort.plan.templates import FILE, ActionTemplate, load, templates
from indsatskort.store.engine import Store
from tests.conftest import make_cast


def test_every_template_makes_an_action(sqlite_store: Store) -> None:
    cast = make_cast(sqlite_store)
    with sqlite_store.writing() as tx:
        made = [service.add_action(tx, cast.bo, each.text(each.items[0])) for each in templates()]

    assert [each.first_step for each in made] == [each.first_step for each in templates()]
    assert all(each.why and each.item_id for each in made)


@pytest.mark.parametrize("template", templates(), ids=lambda each: each.slug)
def test_a_template_names_its_place_in_a_source_and_whom_that_is_about(
    template: ActionTemplate,
) -> None:
    assert template.place
    assert bool(template.source.about) is (template.source.id != "resume")


FAULTY: dict[str, tuple[Callable[[str], str], str]] = {
    "an item": (lambda text: text.replace("[D4.1.2]", "[D9.9.9]"), "D9.9.9"),
    "a slug": (
        lambda text: text.replace("slug: into_everyday", "slug: partnership"),
        "partnership",
    ),
    "a source": (lambda text: text.replace("source: resume", "source: avisen"), "avisen"),
    "a word": (lambda text: text.replace("    place: ", "    page: "), "page"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_told(tmp_path: Path, name: str) -> None:
    spoil, said = FAULTY[name]
    for name in (FILE, SOURCES):
        shutil.copy(DATA / name, tmp_path)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(spoil(text), encoding="utf-8")

    with pytest.raises(ContentError, match=said):
        load(tmp_path)
