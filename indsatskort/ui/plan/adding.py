"""New actions: from a chosen item in one press, from one's own words, or from a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Concatenate, ParamSpec

import streamlit as st

from indsatskort.access.model import Who
from indsatskort.cards.model import CardItem
from indsatskort.plan import service
from indsatskort.plan.model import Action, ActionText
from indsatskort.plan.rules import MAX_WHAT_LENGTH
from indsatskort.plan.templates import ActionTemplate, templates
from indsatskort.store import Transaction
from indsatskort.ui import pieces
from indsatskort.ui.here import do, read, refuse, saying_refusal
from indsatskort.ui.inspiration import said_of
from indsatskort.ui.plan.place import open_action

P = ParamSpec("P")


def chosen_items(actions: Sequence[Action], items: Mapping[str, CardItem]) -> None:
    """The chosen items that have no action yet, each one press from having one."""
    taken = {each.item_id for each in actions}
    waiting = [each for each in read(service.read_chosen) if each.item_id not in taken]
    waiting = [each for each in waiting if each.item_id in items]
    if not waiting:
        return
    with st.container(key="plan-chosen"):
        st.html("<h2>Valgt på mødet, og endnu uden handling</h2>")
        for choice in waiting:
            item = items[choice.item_id]
            with st.container(key=f"plan-choice-{choice.item_id}", horizontal=True):
                st.html(
                    f'<p><span class="quiet">{escape(item.number)}</span> {escape(item.title)}</p>'
                )
                st.button(
                    "Lav en handling",
                    help=None,
                    key=f"plan-add-{choice.item_id}",
                    on_click=_begin,
                    args=(choice.item_id,),
                )


def own_words(items: Mapping[str, CardItem]) -> None:
    """A new action from what somebody types. What is typed stays until it is saved."""
    with st.form("new-action", border=False, enter_to_submit=True):
        st.text_input(
            "Hvad vil I gøre?",
            max_chars=MAX_WHAT_LENGTH,
            placeholder="Fx: Hold søndagscafé hver anden uge",
            key="new-what",
        )
        st.caption(pieces.NO_NAMES)
        st.selectbox(
            "Indsats på kortet",
            list(items),
            index=None,
            placeholder="Vælg, hvis handlingen hører til en indsats",
            format_func=lambda each: f"{items[each].number} {items[each].title}",
            key="new-item",
        )
        st.form_submit_button("Læg den i handleplanen", type="primary", on_click=_add_own)


# In callbacks, which come first in a run: another run may cut a page short, but never a press.


def _add_own() -> None:
    said = st.session_state
    if _added(service.add_action, ActionText(said["new-what"], item_id=said["new-item"])):
        said["new-what"], said["new-item"] = "", None


def from_template(items: Mapping[str, CardItem]) -> None:
    """What the sources have good experience with, as a start to be rewritten."""
    with st.form("template-action", border=False):
        st.selectbox(
            "Gode erfaringer fra kilderne",
            templates(),
            index=None,
            placeholder="Vælg en skabelon",
            format_func=lambda each: each.name,
            key="new-template",
        )
        st.form_submit_button(
            "Begynd med skabelonen", on_click=_begin_with_template, args=(tuple(items),)
        )
    rows = "".join(map(_told, templates()))
    st.html(
        '<details class="numbers"><summary>Se alle skabelonerne og deres kilder</summary>'
        f'<dl class="plan-reading">{rows}</dl></details>'
    )


def _told(template: ActionTemplate) -> str:
    words = said_of("", template.source, template.place)
    return (
        f"<dt>{escape(template.name)}</dt><dd>{escape(template.what)}. {escape(template.first_step)}"
        f'<br><span class="quiet">{escape(f"{words.note} {words.source}".strip())}</span></dd>'
    )


def _begin_with_template(item_ids: tuple[str, ...]) -> None:
    said = st.session_state
    template = said["new-template"]
    if template is None:
        refuse("Vælg en skabelon først.")
        return
    item_id = next((each for each in template.items if each in item_ids), None)
    if _added(service.add_action, template.text(item_id)):
        said["new-template"] = None


def _begin(item_id: str) -> None:
    _added(service.add_action_for_item, item_id)


def _added(
    act: Callable[Concatenate[Transaction, Who, P], Action], *args: P.args, **named: P.kwargs
) -> bool:
    """Make an action and open it; a refusal is said at the top of the page, and what was typed stays."""
    with saying_refusal():
        open_action(do(act, *args, **named).id)
        return True
    return False
