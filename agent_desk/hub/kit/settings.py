"""The hub's settings: one TOML file, environment overrides (AGENT_DESK_<KEY>), checked at start with a sentence per fault."""

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from agent_desk.hub.gateways.directory.address import OpenIdSettings
from agent_desk.hub.gateways.directory.directories import Directories
from agent_desk.hub.kit.private_files import SHORTEST_KEY, too_open, weak
from agent_desk.schemas.kit.file_text import FileFault, read_text

PREFIX = "AGENT_DESK_"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LONGEST_SESSION_H = 168
_KEY = re.compile("[0-9a-fA-F]{64}")
_SYSLOG = re.compile(r"(udp|tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?/?")
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


class SettingsFault(Exception):
    """The settings cannot be used. `faults` holds one sentence per fault, each naming the key and the mend."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a hub needs to know before it starts. Everything else is data in the database."""

    database: str
    """SQLAlchemy address: postgresql+psycopg://user@host/name. The password may be in it or in ~/.pgpass."""
    exchange: str = ""
    """asterisk://user:secret@host:5038 or simulated://127.0.0.1:5039; empty: no exchange is read by this hub."""
    host: str = "127.0.0.1"
    port: int = 8800
    zone: str = "Asia/Shanghai"
    """The centre's one time zone, used where the database does not name another."""
    tls_certificate: str = ""
    tls_key: str = ""
    passwords_in_clear: bool = False
    """Listen on a network without TLS all the same: passwords and customers' data cross it in clear."""
    audit_key: str = ""
    """Secret of the audit chain's digests; kept outside the database so that the database alone cannot forge it."""
    audit_anchors: str = ""
    """Folder in which this hub writes down where the audit trail stands, outside the database."""
    audit_syslog: str = ""
    """Where each entry of the audit trail is sent as it happens: udp://host:514, tcp://host:514 or tls://host:6514 (RFC 5424)."""
    audit_syslog_ca: str = ""
    """Certificate authority of the server at tls://, PEM; empty: the public ones."""
    recordings_from: str = ""
    """Folder in which the exchange's finished recordings appear, reachable from this hub; empty: none are taken over."""
    recordings: str = ""
    """The store: folder in which recordings are kept, the same for all hubs."""
    voice_plan_to: str = ""
    """Folder in which the exchange reads the voice plan's file; empty: it is applied by `agent-desk exchange plan apply`."""
    file_key: str = ""
    """Keys of the stored files, 64 hexadecimal digits each, separated by commas; the first is the one to be used from the next
    `agent-desk keys rotate` on, the others open what they have closed."""
    file_key_file: str = ""
    """A file with such keys, one a line; they come after those of `file_key`."""
    reports: str = ""
    """Folder in which reports made by the clock are kept, the same for all hubs; empty: none are made by the clock."""
    case_files: str = ""
    """Folder in which files of complaints and registers are kept, the same for all hubs; empty: none can be attached."""
    trusted_proxies: str = ""
    """Addresses or networks of the bank's own proxies, separated by commas: what one of them says in `X-Forwarded-For` is taken
    as the address that a request comes from. Empty: no header is believed."""
    directory: str = ""
    """ldaps://host,host/base?kind=ad (gateways/directory/address.py); empty: nobody signs in by a directory."""
    directory_user: str = ""
    """The hub's own account in the directory: its distinguished name, in Active Directory also name@domain."""
    directory_secret: str = ""
    directory_secret_file: str = ""
    """A file with the secret and nothing else."""
    directory_authorities: str = ""
    """File of the certificates that vouch for the directory's servers, PEM; empty: the system's."""
    openid: str = ""
    """Issuer of the bank's OpenID provider; empty: nobody signs in by the browser."""
    openid_client: str = "agent-desk"
    openid_secret: str = ""
    openid_secret_file: str = ""
    """A file with the secret and nothing else; none: the client is a public one."""
    openid_scope: str = "openid profile"
    openid_login: str = "preferred_username"
    """The claim with the login name."""
    openid_groups: str = "groups"
    """The claim with the groups."""
    openid_authorities: str = ""
    session_hours: int = 12
    clock_warn_s: int = 5
    """Seconds by which hub and database may differ without a word in the log."""
    clock_refuse_s: int = 60
    """Seconds by which they may differ before nothing is deleted by its age, and no hub starts."""
    log_level: str = "INFO"
    demo: bool = False

    def __repr__(self) -> str:
        return f"Settings(host={self.host!r}, port={self.port}, zone={self.zone!r}, demo={self.demo})"


def require_tls(settings: Settings) -> None:
    """See that no network is served without TLS unless somebody has said that they know the risk. Raises SettingsFault."""
    if settings.tls_certificate or settings.passwords_in_clear or _is_loopback(settings.host):
        return
    raise SettingsFault(
        [
            f"Without TLS, passwords and customers' data would cross the network in clear: give 'tls_certificate' and 'tls_key' "
            f"to listen on {settings.host}, or --passwords-in-clear if another machine's TLS stands before this hub."
        ]
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


def load(
    path: Path | None = None, environment: Mapping[str, str] = os.environ, **overrides: str | int | bool
) -> Settings:
    """Settings from file, then environment, then the command line; raises SettingsFault with every fault at once."""
    values: dict[str, object] = {}
    faults: list[str] = []
    if path is not None:
        values.update(_from_file(path, faults))
    known = {field.name: field.type for field in fields(Settings)}
    for name in known:
        if PREFIX + name.upper() in environment:
            values[name] = environment[PREFIX + name.upper()]
    values.update({name: value for name, value in overrides.items() if value is not None})
    for name in sorted(set(values) - set(known)):
        faults.append(f"Setting '{name}' is not known; remove it or correct its spelling.")
        del values[name]
    converted = {name: _convert(name, values[name], known[name], faults) for name in values}
    if not converted.get("database"):
        faults.append("Setting 'database' is missing: give postgresql+psycopg://user:password@host/name.")
    faults.extend(_check(converted))
    if faults:
        raise SettingsFault(faults)
    return Settings(**converted)  # type: ignore[arg-type]


def _from_file(path: Path, faults: list[str]) -> dict[str, object]:
    try:
        faults.extend(filter(None, [too_open(path)]))
        return dict(tomllib.loads(read_text(path)))
    except OSError as fault:
        faults.append(f"The settings file {path} cannot be read: {fault.strerror}.")
    except FileFault as fault:
        faults.append(f"The settings file {path} {fault}.")
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        faults.append(f"The settings file {path} is not valid TOML: {fault}.")
    return {}


def _convert(name: str, value: object, kind: object, faults: list[str]) -> object:
    if kind is int:
        try:
            return int(str(value))
        except ValueError:
            faults.append(f"Setting '{name}' must be a whole number, not {value!r}.")
            return 1
    if kind is bool:
        if str(value).lower() not in _YES + _NO:
            faults.append(f"Setting '{name}' must be true or false, not {value!r}.")
        return str(value).lower() in _YES
    if name == "log_level":
        return str(value).upper()
    return str(value)


def _check(values: Mapping[str, object]) -> list[str]:
    faults = []
    database = str(values.get("database", ""))
    if database and not database.startswith("postgresql+psycopg://"):
        faults.append("Setting 'database' must begin with postgresql+psycopg:// (PostgreSQL is the only engine).")
    elif database and not _is_address(database):
        faults.append("Setting 'database' is not an address: give postgresql+psycopg://user:password@host/name.")
    if "port" in values and not 0 <= int(str(values["port"])) <= 65535:
        faults.append("Setting 'port' must lie between 0 and 65535.")
    if not 1 <= int(str(values.get("session_hours", 1))) <= LONGEST_SESSION_H:
        faults.append(f"Setting 'session_hours' must lie between 1 and {LONGEST_SESSION_H}.")
    if not 1 <= int(str(values.get("clock_warn_s", 5))) <= int(str(values.get("clock_refuse_s", 60))) <= 3600:
        faults.append(
            "Settings 'clock_warn_s' and 'clock_refuse_s': 1 to 3600 seconds, the first not above the second."
        )
    if values.get("log_level", "INFO") not in LOG_LEVELS:
        faults.append(f"Setting 'log_level' must be one of {', '.join(LOG_LEVELS)}, not {values['log_level']!r}.")
    if "host" in values and not values["host"]:
        faults.append("Setting 'host' is empty: give an address to listen on, 0.0.0.0 for every network card.")
    try:
        ZoneInfo(str(values.get("zone", "UTC")))
    except (ZoneInfoNotFoundError, ValueError):
        faults.append(f"Setting 'zone' is not a known time zone: {values.get('zone')!r}; for example Asia/Shanghai.")
    if bool(values.get("tls_certificate")) != bool(values.get("tls_key")):
        faults.append("Settings 'tls_certificate' and 'tls_key' go together: give both files or neither.")
    for name in ("tls_certificate", "tls_key"):
        if values.get(name) and not Path(str(values[name])).is_file():
            faults.append(f"Setting '{name}': there is no file {values[name]}.")
        elif values.get(name) and name == "tls_key":
            faults.extend(filter(None, [too_open(Path(str(values[name])))]))
    faults.extend(_key_faults(values))
    if values.get("audit_syslog") and not _SYSLOG.fullmatch(str(values["audit_syslog"])):
        faults.append("Setting 'audit_syslog' must be udp://host:514, tcp://host:514 or tls://host:6514.")
    if values.get("audit_syslog_ca") and not Path(str(values["audit_syslog_ca"])).is_file():
        faults.append(f"Setting 'audit_syslog_ca': there is no file {values['audit_syslog_ca']}.")
    faults.extend(_proxy_faults(str(values.get("trusted_proxies", ""))))
    faults.extend(_directory_faults(values))
    if bool(values.get("recordings_from")) != bool(values.get("recordings")):
        faults.append("Settings 'recordings_from' and 'recordings' go together: give both folders or neither.")
    for name in ("recordings_from", "recordings", "voice_plan_to", "reports", "case_files"):
        if values.get(name) and not Path(str(values[name])).is_dir():
            faults.append(f"Setting '{name}': there is no folder {values[name]}.")
    return faults


def _key_faults(values: Mapping[str, object]) -> list[str]:
    faults, words = [], str(values.get("file_key", ""))
    if values.get("audit_key") and weak(str(values["audit_key"])):
        faults.append(
            f"Setting 'audit_key' is too weak: it needs {SHORTEST_KEY} characters or more, at random; "
            "`openssl rand -hex 32` makes one."
        )
    named = str(values.get("file_key_file", ""))
    if named:
        try:
            words += " " + read_text(Path(named))
            faults.extend(filter(None, [too_open(Path(named))]))
        except (OSError, FileFault) as fault:
            faults.append(f"Setting 'file_key_file': {named} cannot be read: {type(fault).__name__}.")
    if any(not _KEY.fullmatch(word) for word in words.replace(",", " ").split()):
        faults.append("Setting 'file_key': a key has 64 hexadecimal digits; `agent-desk keys new` makes one.")
    elif any(weak(word) for word in words.replace(",", " ").split()):
        faults.append("Setting 'file_key': a key is too plain to be a secret; `agent-desk keys new` makes one.")
    return faults


def _proxy_faults(words: str) -> list[str]:
    faults = []
    for word in words.replace(",", " ").split():
        try:
            ip_network(word)
        except ValueError:
            faults.append(
                f"Setting 'trusted_proxies': {word!r} is no address or network; for example 10.0.0.5, 10.1.0.0/16."
            )
    return faults


def directories_of(settings: Settings) -> Directories:
    """Return the directories that settings name, not asked yet. Raises ValueError with a sentence."""
    return Directories.made(
        url=settings.directory,
        user=settings.directory_user,
        secret=settings.directory_secret or _secret(settings.directory_secret_file),
        authorities=settings.directory_authorities,
        openid=OpenIdSettings(
            issuer=settings.openid,
            client=settings.openid_client,
            secret=settings.openid_secret or _secret(settings.openid_secret_file),
            scope=settings.openid_scope,
            login=settings.openid_login,
            groups=settings.openid_groups,
            authorities=settings.openid_authorities,
        )
        if settings.openid
        else None,
    )


def _secret(file: str) -> str:
    return read_text(Path(file)).strip() if file else ""


def _directory_faults(values: Mapping[str, object]) -> list[str]:
    faults = []
    for name in ("directory_secret_file", "directory_authorities", "openid_secret_file", "openid_authorities"):
        if values.get(name) and not Path(str(values[name])).is_file():
            faults.append(f"Setting '{name}': there is no file {values[name]}.")
    directory, openid = str(values.get("directory", "")), str(values.get("openid", ""))
    try:
        if not faults:
            directories_of(Settings(database="", directory=directory, openid=openid))
    except ValueError as fault:
        faults.append(f"Setting 'directory' or 'openid': {fault}")
    return faults


def _is_address(database: str) -> bool:
    try:
        make_url(database)
    except (ArgumentError, ValueError):
        return False
    return True
