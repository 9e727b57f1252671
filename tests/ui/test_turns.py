"""Pages are drawn one after another; a stuck one holds nobody up, and who had to wait comes back later."""

from __future__ import annotations

import threading

import pytest

from indsatskort.ui import turns


@pytest.fixture(autouse=True)
def new_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    """It remembers nothing yet."""
    monkeypatch.setattr(turns.st, "session_state", {})


class Drawing(threading.Thread):
    """A page that is drawn until the test says that it is done."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.has_begun, self.is_done = threading.Event(), threading.Event()
        self.start()

    def run(self) -> None:
        with turns.turn():
            self.has_begun.set()
            self.is_done.wait(30)

    def finish(self) -> None:
        self.is_done.set()
        self.join(30)


def test_the_next_page_is_drawn_when_the_one_before_it_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "MOST_WAIT_SECONDS", 30.0)
    first = Drawing()
    assert first.has_begun.wait(30)
    second = Drawing()
    assert not second.has_begun.wait(0.2)
    first.finish()
    assert second.has_begun.wait(30)
    second.finish()


def test_a_page_that_is_stuck_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_WAIT_SECONDS", 0.05)
    stuck = Drawing()
    assert stuck.has_begun.wait(30)
    other = Drawing()
    assert other.has_begun.wait(30)
    other.finish()
    stuck.finish()
    with turns.turn(), turns.turn():  # the parts of a page have its turn
        pass


def test_a_page_that_fails_gives_its_turn_away() -> None:
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    after = Drawing()
    assert after.has_begun.wait(30)
    after.finish()


@pytest.mark.parametrize(
    ("waited", "drawn", "pause"), [(0.0, 0.05, 1.0), (0.0, 2.0, 4.0), (0.1, 0.1, 4.2), (1, 0.1, 10)]
)
def test_who_had_to_wait_comes_back_later(
    monkeypatch: pytest.MonkeyPatch, waited: float, drawn: float, pause: float
) -> None:
    moments = iter((100.0, 100.0 + waited, 100.0 + waited + drawn))
    monkeypatch.setattr(turns.time, "monotonic", lambda: next(moments))
    with turns.turn():
        pass
    assert turns.pause() == pytest.approx(pause)


def test_the_first_drawing_knows_of_none_before_it() -> None:
    assert turns.pause() == turns.LEAST_PAUSE_SECONDS
