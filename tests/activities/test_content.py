"""A fault in `data/activities.yaml` is named with its place and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from indsatskort.activities.content import FILE, load
from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.load import DATA


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("in_2014: 44", "in_2014: 45", "categories"),
        ("slug: creative", "slug: indoor_social", "categories"),
        ("slug: creative", "slug: knitting", "categories[1].slug"),
        ("item: D1.1.8", "item: D9.9.9", "suggestions[0].item"),
        ("rule: no_weekend", "rule: no_fun", "suggestions[0].rule"),
        ("label: Én beboer, ", "", "forms[1].label"),
        ("reference:", "reference: [", ""),
    ],
)
def test_a_fault_is_named(tmp_path: Path, before: str, after: str, place: str) -> None:
    text = (DATA / FILE).read_text("utf-8")
    assert before in text
    (tmp_path / FILE).write_text(text.replace(before, after, 1), "utf-8")

    with pytest.raises(ContentError) as refused:
        load(tmp_path)

    faults = [fault for fault in refused.value.faults if fault.place == place or not place]
    assert faults
    assert faults[0].file == FILE
