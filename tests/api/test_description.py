"""What the description at /api/openapi.json promises holds for whatever may be sent."""

from __future__ import annotations

import json
import warnings
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

with warnings.catch_warnings():  # the fuzzer's own parts warn of each other
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import Case, GenerationMode
    from schemathesis.checks import CheckFunction, not_a_server_error
    from schemathesis.core import NotSet
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

from indsatskort.api import http_api
from tests.api.conftest import SOLGAARDEN, Person
from tests.conftest import THOROUGH

CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
DESCRIBED = http_api().openapi()
SCHEMA = schemathesis.openapi.from_dict(DESCRIBED)
# tested elsewhere, as are the files, which are slow
ENDLESS, SHEET = "/cards/{card_id}/live", "/cards/{card_id}/activities/rows"
OPERATIONS = [
    (method.upper(), path)
    for path, ways in DESCRIBED["paths"].items()
    for method in ways
    if path not in {ENDLESS, SHEET} and "." not in path
]


def send(person: Person, case: Case, real: dict[str, str]) -> httpx.Response:
    """The case as Anna sends it, with real ids in the places that are named."""
    ids = {name: str(value) for name, value in (case.path_parameters or {}).items()} | real
    assume(all(value.strip("./") and "/" not in value for value in ids.values()))  # else: elsewhere
    path = case.path.format_map({name: quote(value, safe="") for name, value in ids.items()})
    query = {name: value for name, value in (case.query or {}).items() if name != "som"}
    headers = {"X-Som": person.som, "Content-Type": "application/json"}
    return person.browser.request(
        case.method, f"/api{path}", params=query, headers=headers, content=content(case.body)
    )


def content(body: object) -> bytes | None:
    if isinstance(body, NotSet):
        return None
    return body if isinstance(body, bytes) else json.dumps(body).encode()


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@settings(
    max_examples=500 if THOROUGH else 25,
    deadline=None,
    derandomize=not THOROUGH,
    phases=[*Phase] if THOROUGH else [Phase.explicit, Phase.generate],
    suppress_health_check=[*HealthCheck],
)
@given(data=st.data())
def test_whatever_anna_sends_is_answered_as_described(
    anna: Person, data: st.DataObject, method: str, path: str
) -> None:
    ids = {
        "card_id": anna.card.id,
        "round_id": anna.card.round,
        "item_id": "D1.1.1",
        "actor_id": anna.card.actors[SOLGAARDEN],
    }
    mode = data.draw(st.sampled_from(GenerationMode))
    case = data.draw(SCHEMA[path][method].as_strategy(generation_mode=mode))
    generated = data.draw(st.sets(st.sampled_from(sorted(ids)), max_size=1))
    real = {name: value for name, value in ids.items() if name not in generated}

    case.validate_response(send(anna, case, real), checks=CHECKS)
