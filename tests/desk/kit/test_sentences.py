"""Every error of the hub has its sentence in both languages, with the same values."""

import string
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from agent_desk.desk.kit.errors import HubRefused
from agent_desk.desk.kit.sentences import SENTENCES, sentence
from agent_desk.hub import app
from agent_desk.hub.kit.errors import HubError, every_error


def _names(text: str) -> set[str]:
    """The values of a sentence; what has a name in each language is one."""
    found = [name for _, name, _, _ in string.Formatter().parse(text) if name]
    return {name.removesuffix("_zh").removesuffix("_en") for name in found}


@pytest.mark.parametrize("error", every_error(), ids=lambda error: error.__name__)
def test_every_error_of_the_hub_has_a_sentence(error: type[HubError]) -> None:
    assert app is not None, "importing the hub's app loads every area's errors"
    assert error.id in SENTENCES


@pytest.mark.parametrize("error_id", sorted(SENTENCES))
def test_both_languages_say_the_same(error_id: str) -> None:
    zh, en = SENTENCES[error_id]
    assert _names(zh) == _names(en)
    assert any("\u4e00" <= character <= "\u9fff" for character in zh)
    assert not any("\u4e00" <= character <= "\u9fff" for character in en)


def test_times_are_the_centres() -> None:
    until = datetime.now(UTC).isoformat()
    told = sentence(HubRefused("seat_taken", {"seat": "A-1", "since_at": until}), "en", ZoneInfo("Asia/Shanghai"))
    assert datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%H:") in told


def test_an_error_of_a_newer_hub_is_told_in_its_own_words() -> None:
    told = sentence(HubRefused("brand_new", {}, "The form is closed on Sundays.", 409), "zh")
    assert "The form is closed on Sundays." in told


def test_a_word_of_the_exchange_is_a_sentence() -> None:
    assert sentence(HubRefused("exchange_refused", {"error": "answer_at_phone"}), "zh") == "请在话机上摘机接听。"
    assert "bad_command" in sentence(HubRefused("exchange_refused", {"error": "bad_command"}), "en")
