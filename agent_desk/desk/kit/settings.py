"""The desk's settings: one TOML file in the user's configuration folder, overridden by the environment, checked at start."""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from platformdirs import user_config_path, user_data_path

from agent_desk.desk.kit.errors import SettingsFault
from agent_desk.schemas.kit.file_text import FileFault, read_text

Language = Literal["system", "zh", "en"]
ThemeName = Literal["system", "light", "dark"]
TelephoneKind = Literal["desk", "computer"]
LANGUAGES = ("system", "zh", "en")
THEMES = ("system", "light", "dark")
TELEPHONES = ("desk", "computer")
DEFAULT_HUB = "http://127.0.0.1:8800"
ENVIRONMENT = {
    "hub": "AGENT_DESK_HUB",
    "ca_file": "AGENT_DESK_CA",
    "language": "AGENT_DESK_LANG",
    "theme": "AGENT_DESK_THEME",
    "data_dir": "AGENT_DESK_DATA",
    "seat": "AGENT_DESK_SEAT",
    "telephone": "AGENT_DESK_TELEPHONE",
    "demo_accounts": "AGENT_DESK_DEMO_ACCOUNTS",
}
_SAVED = ("hub", "ca_file", "language", "theme", "data_dir", "seat", "telephone")

Fault = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What a seat needs to know before it knows anything."""

    hub: str = DEFAULT_HUB
    """The hub's address, without ``/api`` and without a slash at the end."""
    ca_file: Path | None = None
    """PEM file with the bank's certificate authority; None trusts the public ones."""
    language: Language = "system"
    theme: ThemeName = "system"
    data_dir: Path = Path()
    """Where unsent writes, drafts and window places lie."""
    seat: str = ""
    """The seat's name as colleagues know it ("A-07"); the machine's name when empty."""
    telephone: TelephoneKind = "desk"
    """What an agent speaks with at this seat: a telephone on the desk, or this computer with a headset."""
    demo_accounts: Path | None = None
    """JSON list of demonstration accounts; set only by the demonstration."""
    file: Path = Path()
    """The settings file these came from and are saved to."""
    overridden: frozenset[str] = frozenset()
    """Names that the environment gave: they are not written into the file."""

    def but(self, **changes: Any) -> DeskSettings:
        """Return a copy with some fields changed."""
        return replace(self, **changes)


def settings_file(environ: Mapping[str, str] | None = None) -> Path:
    """Return where the settings lie; AGENT_DESK_CONFIG names another file."""
    chosen = (os.environ if environ is None else environ).get("AGENT_DESK_CONFIG")
    return Path(chosen) if chosen else user_config_path("agent-desk", appauthor=False) / "desk.toml"


def load_settings(file: Path | None = None, environ: Mapping[str, str] | None = None) -> DeskSettings:
    """Read and check. Raises SettingsFault with one fault per wrong value; a missing file is not a fault."""
    environ = os.environ if environ is None else environ
    file = file or settings_file(environ)
    raw = _read_file(file)
    given = {name: environ[variable] for name, variable in ENVIRONMENT.items() if environ.get(variable)}
    raw.update(given)
    faults: list[Fault] = []
    for name in raw:
        if name not in ENVIRONMENT:
            faults.append(("settings.unknown_name", {"name": name, "file": str(file)}))
    for name, value in raw.items():
        if not isinstance(value, str):
            faults.append(("settings.not_text", {"name": name, "value": str(value)}))
    texts = {name: value for name, value in raw.items() if isinstance(value, str)}
    faults += _check(texts)
    if faults:
        raise SettingsFault(faults)
    return _build(texts, file).but(overridden=frozenset(given))


def save_settings(settings: DeskSettings) -> None:
    """Write the file anew, in one step, so that a power cut leaves the old or the new one. Raises SettingsFault."""
    lines = ["# Agent Desk, this seat. Each line can be overridden by the environment: see docs/operations.", ""]
    kept = _read_file(settings.file)
    for name in _SAVED:
        value = kept.get(name) if name in settings.overridden else getattr(settings, name)
        if value not in (None, "", Path()):
            # A TOML basic string is a JSON string (TOML 1.0, "String").
            lines.append(f"{name} = {json.dumps(str(value), ensure_ascii=False)}")
    try:
        settings.file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=settings.file.parent, prefix=".desk-", suffix=".toml")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")
        os.replace(temporary, settings.file)
    except OSError as fault:
        raise SettingsFault([("settings.not_saved", {"file": str(settings.file), "reason": fault.strerror})]) from fault


def check_hub(address: str) -> Fault | None:
    """Return what is wrong with a hub address, if anything: it must be http or https with a host."""
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or parts.username or parts.password or parts.query or parts.fragment:
        return ("settings.hub_address", {"value": address})
    return None


def _read_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(file))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, FileFault) as fault:
        raise SettingsFault([("settings.not_toml", {"file": str(file), "reason": str(fault)})]) from fault
    except OSError as fault:
        raise SettingsFault([("settings.not_readable", {"file": str(file), "reason": fault.strerror})]) from fault


def _check(texts: Mapping[str, str]) -> list[Fault]:
    faults: list[Fault] = []
    if "hub" in texts and (fault := check_hub(texts["hub"])):
        faults.append(fault)
    for name in ("ca_file", "demo_accounts"):
        if name in texts and not Path(texts[name]).expanduser().is_file():
            faults.append(("settings.no_such_file", {"name": name, "value": texts[name]}))
    for name, allowed in (("language", LANGUAGES), ("theme", THEMES), ("telephone", TELEPHONES)):
        if name in texts and texts[name] not in allowed:
            values = {"name": name, "value": texts[name], "allowed": ", ".join(allowed)}
            faults.append(("settings.not_allowed", values))
    if "data_dir" in texts and Path(texts["data_dir"]).expanduser().is_file():
        faults.append(("settings.not_a_folder", {"name": "data_dir", "value": texts["data_dir"]}))
    return faults


def _build(texts: Mapping[str, str], file: Path) -> DeskSettings:
    def path(name: str) -> Path | None:
        return Path(texts[name]).expanduser() if texts.get(name) else None

    return DeskSettings(
        hub=texts.get("hub", DEFAULT_HUB).rstrip("/"),
        ca_file=path("ca_file"),
        language=texts.get("language", "system"),  # type: ignore[arg-type]  # checked against LANGUAGES above
        theme=texts.get("theme", "system"),  # type: ignore[arg-type]  # checked against THEMES above
        data_dir=path("data_dir") or user_data_path("agent-desk", appauthor=False) / "desk",
        seat=texts.get("seat", ""),
        telephone=texts.get("telephone", "desk"),  # type: ignore[arg-type]  # checked against TELEPHONES above
        demo_accounts=path("demo_accounts"),
        file=file,
    )
