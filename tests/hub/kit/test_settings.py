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


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("log_level", "FOO", "'log_level' must be one of DEBUG, INFO, WARNING, ERROR, not 'FOO'."),
        ("session_hours", "0", "'session_hours' must lie between 1 and 168."),
        ("session_hours", "9999", "'session_hours' must lie between 1 and 168."),
        ("session_hours", "a day", "'session_hours' must be a whole number, not 'a day'."),
        ("demo", "perhaps", "'demo' must be true or false, not 'perhaps'."),
        ("database", "postgresql+psycopg://h:port/x", "'database' is not an address"),
    ],
)
def test_a_wrong_value_is_one_sentence_wherever_it_comes_from(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    file = tmp_path / "hub.toml"
    given = {"database": DATABASE, name: value}
    file.write_text("".join(f'{key} = "{word}"\n' for key, word in given.items()), encoding="utf-8")
    environment = {f"AGENT_DESK_{key.upper()}": word for key, word in given.items()}
    options: dict[str, str | int | bool] = dict(given)
    for faults in (faults_of(file, {}), faults_of(None, environment), faults_of(None, {}, **options)):
        assert len(faults) == 1 and sentence in faults[0], faults


def faults_of(file: Path | None, environment: dict[str, str], **options: str | int | bool) -> list[str]:
    with pytest.raises(SettingsFault) as refused:
        load(file, environment, **options)
    return refused.value.faults


def test_a_level_may_be_written_in_small_letters() -> None:
    assert load(None, {}, database=DATABASE, log_level="debug").log_level == "DEBUG"
