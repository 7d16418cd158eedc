"""Settings are checked at start, with a sentence per fault and all faults at once."""

from pathlib import Path

import pytest

from agent_desk.hub.kit.settings import SettingsFault, load, require_tls
from tests.fixtures.hub import FILE_KEY

DATABASE = "postgresql+psycopg://hub@db/desk"


def test_file_then_environment_then_command_line(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text(f'database = "{DATABASE}"\nport = 1\nzone = "UTC"\n', encoding="utf-8")
    file.chmod(0o600)
    found = load(file, {"AGENT_DESK_PORT": "2", "AGENT_DESK_HOST": "::1"}, host="127.0.0.2")
    assert (found.database, found.zone, found.port, found.host) == (DATABASE, "UTC", 2, "127.0.0.2")


def test_every_fault_gets_its_own_sentence(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text('database = "sqlite:///x"\nport = "many"\nzone = "Mars/Base"\ntypo = 1\n', encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(SettingsFault) as refused:
        load(file, {})
    for word in ("'typo'", "'port'", "'zone'", "'database'"):
        assert any(word in sentence for sentence in refused.value.faults), word


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text("database = ", encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(SettingsFault, match=r"hub\.toml is not valid TOML"):
        load(file, {})


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    found = load(
        None, {}, database="postgresql+psycopg://hub:s3cret@db/desk", audit_key="k3y" * 4 + "0123456789abcdef0123"
    )
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
    file.chmod(0o600)
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


# ---------------------------------------------------------------------- secrets


@pytest.mark.parametrize("key", ["a", "a" * 64, "hunter2", "short but quite random 9", "ab" * 20])
def test_a_weak_audit_key_is_refused(key: str) -> None:
    (fault,) = faults_of(None, {}, database=DATABASE, audit_key=key)
    assert "'audit_key' is too weak" in fault and "openssl rand -hex 32" in fault


def test_a_plain_file_key_is_refused() -> None:
    (fault,) = faults_of(None, {}, database=DATABASE, file_key="0" * 64)
    assert "'file_key'" in fault and "keys new" in fault


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o602])
def test_a_file_with_secrets_that_others_can_read_is_refused_and_the_sentence_says_how_to_close_it(
    tmp_path: Path, mode: int
) -> None:
    settings, certificate, key, keys = (tmp_path / name for name in ("hub.toml", "c.pem", "k.pem", "file.keys"))
    for file in (settings, certificate, key, keys):
        file.write_text(f'database = "{DATABASE}"\n' if file == settings else FILE_KEY)
        file.chmod(0o600)
    options: dict[str, str | int | bool] = {
        "tls_certificate": str(certificate),
        "tls_key": str(key),
        "file_key_file": str(keys),
    }
    assert load(settings, {}, **options).tls_key == str(key)
    certificate.chmod(0o644)
    assert load(settings, {}, **options).tls_key == str(key), "a certificate is for everybody"
    for file in (settings, key, keys):
        file.chmod(mode)
        (fault,) = faults_of(settings, {}, **options)
        assert f"chmod 600 {file}" in fault
        file.chmod(0o600)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "hub.bank"])
def test_a_hub_on_a_network_needs_tls_or_somebody_who_names_the_risk(host: str) -> None:
    found = load(None, {}, database=DATABASE, host=host)
    with pytest.raises(SettingsFault, match="in clear"):
        require_tls(found)
    require_tls(load(None, {}, database=DATABASE, host=host, passwords_in_clear=True))
    for own in ("127.0.0.1", "127.0.0.9", "::1", "localhost"):
        require_tls(load(None, {}, database=DATABASE, host=own))
