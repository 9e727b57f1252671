"""Pictures on a page: also those that are a sentence alone, because there is nothing to draw yet."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def a_page_with_a_sentence_alone() -> None:
    from indsatskort.catalogue.load import catalogue
    from indsatskort.insight.charts import ambition
    from indsatskort.ui import pictures

    pictures.show(ambition.picture((), catalogue(), round_name="Runde 1"))


def test_a_picture_without_anything_to_draw_says_why() -> None:
    page = AppTest.from_function(a_page_with_a_sentence_alone).run()

    assert not page.exception
    assert "I har ikke valgt indsatser endnu." in page.get("html")[0].proto.body
