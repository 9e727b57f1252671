"""The register: what may be written, by whom, and that nothing is done twice or lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from indsatskort.access.model import Who
from indsatskort.activities import service
from indsatskort.activities.model import (
    Activity,
    ActivityDraft,
    Category,
    Form,
    RegistrationPeriod,
    TimeOfDay,
)
from indsatskort.cards import service as card_service
from indsatskort.cards.model import ABOUT_ACTIVITIES, EventName
from indsatskort.errors import (
    ConflictError,
    Fault,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from indsatskort.store.engine import Store
from tests.conftest import Cast

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)  # a Thursday
TODAY = NOW.date()


def song(cast: Cast, **changes: object) -> ActivityDraft:
    """An afternoon of singing at Solgården, today."""
    draft = ActivityDraft(
        actor_id=cast.solgaarden.id,
        on=TODAY,
        starts_at=time(14),
        title="Fællessang",
        category=Category.INDOOR_SOCIAL,
        form=Form.SEVERAL,
        minutes=60,
        residents=12,
        volunteers=2,
        has_staff=True,
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def write(
    store: Store, who: Who, draft: ActivityDraft, activity_id: str = "", base: int = 0
) -> Activity:
    with store.writing(NOW) as tx:
        return service.write_activity(
            tx, who, activity_id or str(uuid4()), draft, base_version=base
        )


def all_of(store: Store, who: Who) -> list[tuple[str, date]]:
    with store.reading() as tx:
        return [(each.draft.title, each.draft.on) for each in service.read_activities(tx, who)]


def test_a_participant_registers_and_everybody_on_the_card_reads(store: Store, cast: Cast) -> None:
    written = write(store, cast.bo, song(cast))

    with store.reading() as tx:
        assert service.read_activity(tx, cast.dorte, written.id) == written
        with pytest.raises(NotFoundError):
            service.read_activity(tx, cast.erik, written.id)
    assert all_of(store, cast.erik) == []


def test_the_volunteers_of_an_association_register_at_any_care_home(
    store: Store, cast: Cast
) -> None:
    engbo = cast.columns["Engbo"].id

    assert write(store, cast.carla, song(cast, actor_id=engbo)).draft.actor_id == engbo


def test_a_viewer_registers_nothing(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        write(store, cast.dorte, song(cast))


def test_only_care_homes_of_the_round_have_activities(store: Store, cast: Cast) -> None:
    for actor_id in (cast.aeldre_sagen.id, "nowhere"):
        with pytest.raises(NotFoundError):
            write(store, cast.anna, song(cast, actor_id=actor_id))


def test_a_delivery_repeated_changes_nothing(store: Store, cast: Cast) -> None:
    first = write(store, cast.bo, song(cast), "a")

    assert write(store, cast.bo, song(cast), "a") == first
    assert all_of(store, cast.bo) == [("Fællessang", TODAY)]


def test_a_correction_on_what_has_changed_since_is_refused_with_what_stands(
    store: Store, cast: Cast
) -> None:
    write(store, cast.bo, song(cast), "a")
    newer = write(store, cast.carla, song(cast, residents=14), "a", base=1)

    with pytest.raises(ConflictError) as refused:
        write(store, cast.bo, song(cast, residents=9), "a", base=1)

    assert refused.value.current == newer


def test_the_id_of_another_cards_activity_cannot_be_taken(store: Store, cast: Cast) -> None:
    write(store, cast.bo, song(cast), "a")
    with store.reading() as tx:
        eriks = service.read_care_homes(tx, cast.erik)[0].id

    for base in (0, 1):
        with pytest.raises(NotFoundError):
            write(store, cast.erik, song(cast, actor_id=eriks, title="Min"), "a", base=base)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": "  "}, Fault.NAME_MISSING),
        ({"title": "x" * 81}, Fault.NAME_TOO_LONG),
        ({"title": "Besøg hos 010203-1234"}, Fault.CPR_NUMBER),
        ({"on": TODAY + timedelta(days=1)}, Fault.ACTIVITY_IN_FUTURE),
        ({"on": date(206, 11, 26)}, Fault.ACTIVITY_TOO_OLD),
        ({"minutes": 0}, Fault.NUMBER_UNLIKELY),
        ({"minutes": 721}, Fault.NUMBER_UNLIKELY),
        ({"volunteers": 0}, Fault.NUMBER_UNLIKELY),
        ({"volunteers": 900}, Fault.NUMBER_UNLIKELY),
        ({"residents": 301}, Fault.NUMBER_UNLIKELY),
        ({"residents": 0}, Fault.RESIDENTS_MISSING),
        ({"residents": 1}, Fault.RESIDENTS_MISSING),
        ({"form": Form.INDIVIDUAL, "residents": 0}, Fault.ONE_RESIDENT),
        ({"form": Form.INDIVIDUAL, "residents": 2}, Fault.ONE_RESIDENT),
        ({"form": Form.NOT_RESIDENTS, "residents": -1}, Fault.RESIDENTS_MISSING),
    ],
)
def test_what_cannot_have_happened_is_refused_and_nothing_written(
    sqlite_store: Store, changes: dict[str, object], fault: Fault
) -> None:
    from tests.conftest import make_cast

    cast = make_cast(sqlite_store)

    with pytest.raises(InvalidInputError) as refused:
        write(sqlite_store, cast.bo, song(cast, **changes))

    assert refused.value.fault is fault
    assert all_of(sqlite_store, cast.bo) == []


def test_a_day_is_a_day_in_denmark(store: Store, cast: Cast) -> None:
    just_after_midnight = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    with store.writing(just_after_midnight) as tx:
        service.write_activity(tx, cast.bo, "a", song(cast, on=TODAY), base_version=0)

    assert all_of(store, cast.bo) == [("Fællessang", TODAY)]


def test_what_is_taken_out_is_gone_from_the_history_too(store: Store, cast: Cast) -> None:
    write(store, cast.bo, song(cast, title="Hos Ingrid på stue 4"), "a")

    with store.writing(NOW) as tx:
        service.remove_activity(tx, cast.anna, "a")
        service.remove_activity(tx, cast.anna, "a")

    with store.reading() as tx:
        told = card_service.read_timeline(tx, cast.anna)
    assert all_of(store, cast.bo) == []
    assert "Ingrid" not in str([event.data for event in told])
    assert [event.name for event in told[:2]] == ["ActivityRemoved", "ActivityWritten"]


def test_last_week_is_copied_up_to_today_and_once(store: Store, cast: Cast) -> None:
    monday, thursday, friday = (TODAY - timedelta(days=10 - day) for day in (0, 3, 4))
    for day, title in ((monday, "Sang"), (thursday, "Dans"), (friday, "Bingo")):
        write(store, cast.bo, song(cast, on=day, title=title))
    write(store, cast.bo, song(cast, on=monday - timedelta(days=1), title="For længe siden"))
    write(store, cast.bo, song(cast, on=monday, actor_id=cast.columns["Engbo"].id))

    def copy() -> int:
        with store.writing(NOW) as tx:
            return service.copy_last_week(tx, cast.bo, cast.solgaarden.id)

    assert copy() == 2
    assert copy() == 0
    week = timedelta(days=7)
    assert all_of(store, cast.bo)[:2] == [("Dans", thursday + week), ("Sang", monday + week)]
    assert len(all_of(store, cast.bo)) == 7


def test_a_period_has_two_ends_in_their_order_or_none(store: Store, cast: Cast) -> None:
    def put(who: Who, *days: date | None) -> RegistrationPeriod | None:
        with store.writing(NOW) as tx:
            service.set_period(tx, who, *days)
            return service.read_period(tx, who)

    first, last = date(2026, 10, 1), date(2026, 11, 12)
    assert put(cast.anna, first, last) == RegistrationPeriod(first, last)
    for days, fault in (
        ((first, None), Fault.PERIOD_HALF),
        ((last, first), Fault.PERIOD_BACKWARDS),
    ):
        with pytest.raises(InvalidInputError) as refused:
            put(cast.anna, *days)
        assert refused.value.fault is fault
    with pytest.raises(NotAllowedError):
        put(cast.bo, first, last)
    assert put(cast.anna, None, None) is None


@pytest.mark.parametrize(
    ("starts_at", "part"),
    [
        (time(11, 59), TimeOfDay.MORNING),
        (time(12), TimeOfDay.AFTERNOON),
        (time(16, 59), TimeOfDay.AFTERNOON),
        (time(17), TimeOfDay.EVENING),
    ],
)
def test_the_time_of_day_follows_from_the_clock(
    sqlite_store: Store, starts_at: time, part: TimeOfDay
) -> None:
    from tests.conftest import make_cast

    cast = make_cast(sqlite_store)
    assert write(sqlite_store, cast.bo, song(cast, starts_at=starts_at)).time_of_day is part


def test_every_event_of_the_register_is_told_apart_from_the_cards_structure() -> None:
    assert {each for each in EventName if each.name.startswith("ACTIVITY_")} == ABOUT_ACTIVITIES
