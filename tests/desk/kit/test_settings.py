"""The seat's settings: a file, the environment over it, and one sentence per fault."""

from pathlib import Path

import pytest

from agent_desk.desk.kit.errors import SettingsFault
from agent_desk.desk.kit.sentences import fill
from agent_desk.desk.kit.settings import load_settings, save_settings


def test_without_a_file_everything_has_a_default(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "desk.toml", {})
    assert settings.hub == "http://127.0.0.1:8800"
    assert settings.language == "system"


def test_the_environment_overrides_and_is_not_written_down(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('hub = "https://hub.bank:8800/"\ntheme = "dark"\n', encoding="utf-8")
    settings = load_settings(file, {"AGENT_DESK_HUB": "http://127.0.0.1:9000", "AGENT_DESK_LANG": "zh"})
    assert (settings.hub, settings.theme, settings.language) == ("http://127.0.0.1:9000", "dark", "zh")
    save_settings(settings.but(theme="light"))
    again = load_settings(file, {})
    assert (again.hub, again.theme, again.language) == ("https://hub.bank:8800", "light", "system")


def test_every_fault_gets_its_sentence(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(
        'hub = "ftp://hub"\nca_file = "/no/such.pem"\ntheme = "pink"\nhubb = "x"\nseat = 7\n', encoding="utf-8"
    )
    with pytest.raises(SettingsFault) as caught:
        load_settings(file, {})
    assert {name for name, _ in caught.value.faults} == {
        "settings.hub_address",
        "settings.no_such_file",
        "settings.not_allowed",
        "settings.unknown_name",
        "settings.not_text",
    }
    for name, values in caught.value.faults:
        assert "–" not in fill(name, values, "zh")


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text("hub = https://x", encoding="utf-8")
    with pytest.raises(SettingsFault) as caught:
        load_settings(file, {})
    assert str(file) in fill(*caught.value.faults[0], "en")


def test_a_path_with_odd_characters_comes_back_as_it_was(tmp_path: Path) -> None:
    certificate = tmp_path / 'bank "one"\\证书.pem'
    certificate.write_text("")
    file = tmp_path / "desk.toml"
    save_settings(load_settings(file, {}).but(ca_file=certificate))
    assert load_settings(file, {}).ca_file == certificate
