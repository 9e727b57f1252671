"""*Siden sidst*: what is told of comments, and what is left to their thread."""

from __future__ import annotations

from uuid import uuid4

from indsatskort.cards import service
from indsatskort.catalogue.load import catalogue
from indsatskort.store.engine import Store
from indsatskort.tools import service as tools
from indsatskort.ui.news import news
from indsatskort.workshop import commenting
from tests.conftest import make_cast


def test_a_new_comment_is_told_by_column_or_name_with_its_item_and_never_its_text(
    sqlite_store: Store,
) -> None:
    cast = make_cast(sqlite_store)
    with sqlite_store.writing() as tx:
        for who in (cast.bo, cast.anna):
            written = commenting.add_comment(tx, who, str(uuid4()), "D1.1.1", "Spørg fru Hansen.")
        commenting.flag_comment(tx, cast.anna, written.id, is_flagged=True)
        commenting.resolve_comment(tx, cast.anna, written.id, is_resolved=True)
        commenting.erase_comment(tx, cast.anna, written.id)
        filled = service.read_filled_card(tx, cast.dorte)
        told = news(service.read_timeline(tx, cast.dorte)[:5], filled, catalogue(), tx.at)

    title = filled.item_by_id["D1.1.1"].title
    assert [(each.sentence, each.subject) for each in told] == [
        ("Teksten i en kommentar er slettet", ""),
        ("Anna har skrevet en kommentar til", title),
        ("Solgården har skrevet en kommentar til", title),
    ]


def test_a_tool_that_many_write_in_is_one_line_and_a_file_another(sqlite_store: Store) -> None:
    cast = make_cast(sqlite_store)
    with sqlite_store.writing() as tx:
        for cell in ("sider.behov.svar", "sider.maa.svar"):
            edit = str(uuid4())
            tools.save_cell(tx, cast.bo, "spaendingsfelt", cell, "Ja", base_version=0, edit_id=edit)
        wanted = {
            ("tjekliste", "strategi.formaal.note"): "Ja",
            ("tjekliste", "strategi.leder.note"): "Ja",
        }
        tools.import_sheets(tx, cast.bo, tools.preview_sheets(tx, cast.bo, wanted))
        filled = service.read_filled_card(tx, cast.dorte)
        told = news(service.read_timeline(tx, cast.dorte)[:5], filled, catalogue(), tx.at)

    assert [(each.sentence, each.subject) for each in told] == [
        ("Redskaber er sat ind fra en fil", ""),
        ("Der er skrevet i redskabet", "Spændingsfeltet"),
    ]
