"""Staying signed in on this seat: the token lies in the system's keyring, never in a file of ours.

Only which login belongs to which hub is a file, so that a seat that remembers nobody never loads the keyring at all.
"""

from __future__ import annotations

import logging

import keyring
from keyring.backends import fail, null
from keyring.errors import KeyringError

from agent_desk.desk.kit.errors import DeskError

log = logging.getLogger(__name__)


class NoKeyring(DeskError):
    """There is no keyring service here (no session bus, no unlocked store): the desk works, but cannot remember."""

    error_id = "no_keyring"


class SeatMemory:
    """Tokens in the keyring, one per hub and login. Every method raises NoKeyring where there is no service."""

    def keep(self, hub: str, login: str, token: str) -> None:
        """Remember a token."""
        _usable()
        try:
            keyring.set_password(_service(hub), login, token)
        except KeyringError as fault:
            raise NoKeyring(detail=type(fault).__name__) from fault

    def recall(self, hub: str, login: str) -> str | None:
        """Return the remembered token, or None."""
        _usable()
        try:
            return keyring.get_password(_service(hub), login)
        except KeyringError as fault:
            raise NoKeyring(detail=type(fault).__name__) from fault

    def forget(self, hub: str, login: str) -> None:
        """Remove a token; one that is not there is no fault."""
        _usable()
        try:
            if keyring.get_password(_service(hub), login) is not None:
                keyring.delete_password(_service(hub), login)
        except KeyringError as fault:
            raise NoKeyring(detail=type(fault).__name__) from fault


def _service(hub: str) -> str:
    return f"agent-desk {hub.rstrip('/')}"


def _usable() -> None:
    """The fail backend raises only when used, the null backend forgets silently: neither is a service."""
    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring | null.Keyring):
        raise NoKeyring(detail=type(backend).__module__)
