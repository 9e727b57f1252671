"""The foot of every page: the source always, the owner's own words and links when they are set."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from indsatskort.settings import Settings
from indsatskort.ui.frame import foot_html


def test_without_settings_there_is_the_source_and_no_link_out_of_the_house() -> None:
    told = foot_html(Settings(), None)

    assert "Socialstyrelsens indsatskort" in told
    assert "http" not in told
    assert "Hvad I har om mig" not in told
    assert "/mine-data?som=abc" in foot_html(Settings(), "abc")


def test_the_owner_the_contact_and_the_statements_stand_there_inert() -> None:
    ours = Settings(
        owner="Lindebjerg <b>Kommune</b>",
        contact="frivillig@example.dk",
        accessibility_url='https://was.digst.dk/x?a="b"',
        privacy_url="https://example.dk/privatliv",
    )

    told = foot_html(ours, None)

    assert "Lindebjerg &lt;b&gt;Kommune&lt;/b&gt; · frivillig@example.dk" in told
    assert 'href="https://was.digst.dk/x?a=&quot;b&quot;"' in told
    assert "Tilgængelighedserklæring</a>" in told
    assert "https://example.dk/privatliv" in told


@pytest.mark.parametrize("address", ["javascript:alert(1)", "was.digst.dk", "//example.dk"])
def test_an_address_that_is_none_stops_the_start(address: str) -> None:
    with pytest.raises(ValidationError):
        Settings(accessibility_url=address)
