"""Knocking at the hub's door before the rest of the desk is loaded: the answer is read when the records' library is there."""

from __future__ import annotations

import json
from pathlib import Path

from agent_desk.desk.kit.seat_secrets import SeatSecrets
from agent_desk.desk.kit.transport import Transport

SIGN_IN = "/people/sign-in"


def sign_in_body(
    *,
    login: str,
    password: str,
    seat: str,
    takeover: bool,
    new_password: str = "",
    seat_secret: str = "",
    code: str = "",
    proof: str = "",
) -> str:
    """Return the JSON of ``schemas.people.SignIn``; a test compares the two."""
    said: dict[str, str | bool] = {"login": login, "password": password, "seat": seat, "takeover": takeover}
    more = {"new_password": new_password, "seat_secret": seat_secret, "code": code, "proof": proof}
    return json.dumps(said | {name: value for name, value in more.items() if value})


class FrontDoor:
    """Signs in; what it used goes on in the Api (``Transport.adopt``)."""

    def __init__(self, hub: str, ca_file: Path | None, seat: str, secrets: SeatSecrets | None = None) -> None:
        self.transport = Transport(hub, ca_file=ca_file)
        self._seat, self._secrets = seat, secrets

    def knock(
        self,
        login: str,
        password: str,
        takeover: bool,
        new_password: str = "",
        code: str = "",
        proof: str = "",
    ) -> bytes:
        """Return the hub's answer to a sign-in. Blocks; raises HubUnreachable, HubRefused, HubFault."""
        body = sign_in_body(
            login=login,
            password=password,
            seat=self._seat,
            takeover=takeover,
            new_password=new_password,
            seat_secret=self._secrets.recall(self.transport.hub, login) if self._secrets is not None else "",
            code=code,
            proof=proof,
        )
        return self.transport.send("POST", SIGN_IN, body, None)
