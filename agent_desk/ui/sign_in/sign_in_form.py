"""What leaves the sign-in window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignInForm:
    """What the person entered. The passwords' repr is withheld so that they cannot reach a log.

    `new_password` takes the place of a one-time one, `code` is of the second factor; empty otherwise.
    """

    login: str
    password: str
    stay: bool = False
    takeover: bool = False
    new_password: str = ""
    proof: str = ""
    """Of a sign-in with the browser, in the password's place."""
    code: str = ""

    def __repr__(self) -> str:
        return f"SignInForm(login={self.login!r}, stay={self.stay}, takeover={self.takeover})"
