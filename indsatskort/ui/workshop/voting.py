"""The vote: its rules before it opens, who is still at it, paper, and the result."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Any

import streamlit as st

from indsatskort.catalogue.load import catalogue
from indsatskort.danish import counted, join_words, time_text
from indsatskort.ui.here import press
from indsatskort.ui.workshop.desk import Desk
from indsatskort.workshop import leading, taking_part
from indsatskort.workshop.model import Ballot, Phase, VoteSettings
from indsatskort.workshop.step_screens import part_of

TYPED = frozenset({Phase.OPEN, Phase.CLOSED})
AGAIN = frozenset({Phase.CLOSED, Phase.REVEALED, Phase.HIDDEN_AGAIN})


def vote(desk: Desk) -> None:
    """What belongs to where the vote is."""
    phase = desk.workshop.phase
    if phase is Phase.READY:
        _rules(desk)
        return
    if phase is Phase.HIDDEN_AGAIN and desk.workshop.hidden_again_at:
        when = time_text(desk.workshop.hidden_again_at)
        st.warning(f"Prikkerne er skjult igen. De blev vist for tidligt {when}.")
    if phase is Phase.REVEALED:
        _result(desk)
    else:
        _turnout(desk)
    if phase in TYPED:
        _paper(desk)
    if phase in AGAIN:
        _again(desk)


def _rules(desk: Desk) -> None:
    st.html("<h2>Regler for afstemningen</h2>")
    rules = desk.workshop.vote
    with st.container(horizontal=True, key="vote-rules"):
        dots = st.number_input("Prikker til hver", 1, 10, rules.dots, key="dots", width=180)
        most = st.number_input(
            "Højst på samme indsats", 1, dots, min(rules.most_per_item, dots), key="most", width=210
        )
    is_whole = st.radio(
        "Hvad kan man sætte prikker på?",
        [False, True],
        format_func=lambda whole: "Hele kortet" if whole else "Drøftelisten",
        index=int(rules.is_whole_card),
        horizontal=True,
        key="whole-card",
    )
    is_open = st.toggle(
        "Åben afstemning pr. gruppe",
        rules.is_open_per_kind,
        key="open-per-kind",
        help="Så bliver prikkerne vist for kommune, plejecentre og foreninger hver for sig, også når "
        "der er under tre fra en gruppe. Det står på alle telefoner, før de stemmer.",
    )
    wanted = VoteSettings(dots, most, is_whole_card=is_whole, is_open_per_kind=is_open)
    st.button(
        "Gem reglerne",
        key="set-vote",
        disabled=wanted == rules,
        **desk.lead(leading.set_vote, wanted),
    )
    if wanted != rules:
        st.caption("Gem reglerne, før du åbner afstemningen.")


def _turnout(desk: Desk) -> None:
    found = desk.meeting.turnout
    names = {column.id: column.name for column in desk.meeting.filled.columns}
    waiting = [f"{count} fra {names.get(actor, '')}" for actor, count in found.unfinished.items()]
    still = (
        f"{counted(sum(found.unfinished.values()), 'er', 'er')} i gang: {join_words(waiting)}. "
        if waiting
        else ""
    )
    st.html(
        f'<p class="turnout"><b>{found.voted} af {found.expected}</b> har stemt</p>'
        f'<p class="meta">{escape(still)}Du kan ikke se, hvad nogen vælger. Når du lukker, tæller '
        "alle lagte prikker med. Først derefter kan du vise dem.</p>"
    )


def _paper(desk: Desk) -> None:
    papers = [each for each in desk.meeting.ballots if each.paper is not None]
    title = f"Skriv papirstemmer ind ({len(papers)})" if papers else "Skriv papirstemmer ind"
    with st.expander(title, key="papers"):
        st.write(
            "Du ser, hvad der står på papiret, mens du skriver. Sig det til den, der har udfyldt det. "
            "Resultatet siger, hvor mange stemmer der kom på papir."
        )
        numbered = {each.id: each for each in papers}
        chosen = st.selectbox(
            "Papir",
            [None, *numbered],
            format_func=lambda each: (
                f"Ret papir {numbered[each].paper}" if each else "Et nyt papir"
            ),
            key="paper",
        )
        _sheet(desk, numbered.get(chosen or ""))


def _sheet(desk: Desk, stored: Ballot | None) -> None:
    columns = {column.id: column.name for column in desk.meeting.filled.columns}
    key = f"{stored.id if stored else 'new'}-{desk.workshop.ballot_round}"
    laid = (
        [item_id for item_id, count in stored.dots.items() for _ in range(count)] if stored else []
    )
    with st.form(f"paper-{key}", border=False, clear_on_submit=stored is None):
        if stored is None:
            st.selectbox(
                "Hvem kommer stemmen fra?",
                columns,
                format_func=columns.__getitem__,
                key=f"from-{key}",
            )
        for place in range(desk.workshop.vote.dots):
            _dot(desk, place, laid, key)
        st.form_submit_button(
            "Gem papiret",
            key=f"keep-{key}",
            on_click=_keep,
            args=(key, desk.workshop.vote.dots, stored),
        )


def _dot(desk: Desk, place: int, laid: list[str], key: str) -> None:
    options = desk.meeting.votable
    st.selectbox(
        f"Prik {place + 1}",
        options,
        index=options.index(laid[place]) if place < len(laid) else None,
        placeholder="Ikke brugt",
        format_func=lambda each: desk.items[each].title,
        key=f"dot-{key}-{place}",
    )


def _keep(key: str, most: int, stored: Ballot | None) -> None:
    typed = st.session_state
    actor = stored.actor_id if stored else typed[f"from-{key}"]
    dots = Counter(dot for place in range(most) if (dot := typed[f"dot-{key}-{place}"]))
    press(taking_part.cast_paper_ballot, actor, dots, stored.id if stored else None)


def _again(desk: Desk) -> None:
    with st.container(horizontal=True, key="vote-again"):
        if desk.workshop.phase is Phase.HIDDEN_AGAIN:
            st.button(
                "Lad den være lukket",
                key="stay-closed",
                **desk.lead(leading.go_to_phase, Phase.CLOSED),
            )
        if desk.workshop.phase is Phase.CLOSED:
            st.button("Åbn igen", key="reopen", **desk.lead(leading.go_to_phase, Phase.OPEN))
        st.button("Ny afstemning", key="new-ballot", **desk.lead(leading.hold_new_ballot))


def _result(desk: Desk) -> None:
    found = part_of(desk.meeting, catalogue())["result"]
    if not found:
        return
    paper = f", {found['paper']} på papir" if found["paper"] else ""
    st.html(
        f"<h2>{counted(found['dots'], 'prik', 'prikker')} fra "
        f"{counted(found['people'], 'stemme', 'stemmer')}{paper}</h2>"
        + (_table(found) if found["rows"] else "")
        + "".join(f"<p>{escape(each)}</p>" for each in (found["sentence"], *found["notes"]) if each)
    )


def _table(found: dict[str, Any]) -> str:
    kinds = found["kinds"] or []
    heads = ["Indsats", "Alle prikker", *(["Lige vægt"] if kinds else [])]
    heads += [f"{kind['label']} ({kind['people']})" for kind in kinds]
    shown = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(_result_row(row, has_kinds=bool(kinds)) for row in found["rows"])
    return (
        '<div class="scroll" tabindex="0" role="group" aria-label="Prikkerne">'
        '<table class="numbers"><caption class="vh">Prikkerne</caption>'
        f"<thead><tr>{shown}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _result_row(row: dict[str, Any], *, has_kinds: bool) -> str:
    cells = [str(row["total"])]
    if has_kinds:
        arrow = {"up": "↑", "down": "↓"}.get(row["moves"] or "", "")
        mark = f" {arrow} nr. {row['equal_rank']}" if arrow else ""
        cells += [f"{row['equal']} %{mark}", *(str(count) for count in row["kinds"] or ())]
    shown = "".join(f'<td class="n">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row" dir="auto">{escape(row["title"])}</th>{shown}</tr>'
