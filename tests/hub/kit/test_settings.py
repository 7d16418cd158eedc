"""Settings are checked at start, with a sentence per fault and all faults at once."""

from pathlib import Path

import pytest

from agent_desk.hub.kit.settings import SettingsFault, load

DATABASE = "postgresql+psycopg://hub@db/desk"


def test_file_then_environment_then_command_line(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text(f'database = "{DATABASE}"\nport = 1\nzone = "UTC"\n', encoding="utf-8")
    found = load(file, {"AGENT_DESK_PORT": "2", "AGENT_DESK_HOST": "::1"}, host="127.0.0.2")
    assert (found.database, found.zone, found.port, found.host) == (DATABASE, "UTC", 2, "127.0.0.2")


def test_every_fault_gets_its_own_sentence(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text('database = "sqlite:///x"\nport = "many"\nzone = "Mars/Base"\ntypo = 1\n', encoding="utf-8")
    with pytest.raises(SettingsFault) as refused:
        load(file, {})
    for word in ("'typo'", "'port'", "'zone'", "'database'"):
        assert any(word in sentence for sentence in refused.value.faults), word


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text("database = ", encoding="utf-8")
    with pytest.raises(SettingsFault, match=r"hub\.toml is not valid TOML"):
        load(file, {})


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    found = load(None, {}, database="postgresql+psycopg://hub:s3cret@db/desk", audit_key="k3y")
    assert "s3cret" not in repr(found)
    assert "k3y" not in repr(found)
