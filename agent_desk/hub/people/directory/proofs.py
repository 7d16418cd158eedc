"""Proof that somebody has signed in at the OpenID provider: sealed by the hub, for one seat, for minutes, for one session.

The provider's code counts once, but a sign-in may need to be sent again: the seat asks whether to take over, or for a second
factor. So the code becomes a proof, which takes the password's place.
"""

import base64
import hashlib
import json
import uuid
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.gateways.directory.protocol import Callback, DirectoryAway, DirectoryPerson
from agent_desk.hub.kit.admission.visit import Visit
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people.directory import groups, switches
from agent_desk.hub.people.directory.errors import DirectoryDown, OpenIdRefused
from agent_desk.models.directory import UsedProof
from agent_desk.schemas.people.directory import OpenIdPlace, OpenIdReturn, OpenIdStart, SignInProof

LASTS: Final = timedelta(minutes=5)


def started(visit: Visit, form: OpenIdStart) -> OpenIdPlace:
    """Return where the browser goes. Raises DirectoryDown, DirectoryOff, OpenIdRefused."""
    with visit.read() as unit:
        switches.require_on(unit.db, "openid")
    try:
        url = visit.hub.directories.authorization_url(
            redirect_uri=form.redirect_uri,
            state=form.state,
            nonce=form.nonce,
            challenge=form.challenge,
            anew=form.anew,
        )
    except DirectoryAway as away:
        raise DirectoryDown() from away
    except ValueError as wrong:
        raise OpenIdRefused() from wrong
    return OpenIdPlace(url=url)


def returned(visit: Visit, form: OpenIdReturn) -> SignInProof:
    """Return the proof of who has signed in. Raises DirectoryDown, DirectoryOff, OpenIdRefused."""
    with visit.read() as unit:
        switches.require_on(unit.db, "openid")
    callback = Callback(
        code=form.code,
        verifier=form.verifier,
        nonce=form.nonce,
        redirect_uri=form.redirect_uri,
        issuer=form.issuer,
    )
    try:
        seen = visit.hub.directories.came_back(callback)
    except DirectoryAway as away:
        raise DirectoryDown() from away
    if seen is None:
        raise OpenIdRefused()
    with visit.read() as unit:
        # Somebody may be in hundreds of groups; what gives nothing here is left out.
        telling = groups.given(unit.db, "openid", seen.groups)
    seen = replace(seen, groups=tuple(sorted(telling)))
    words = json.dumps({"id": uuid.uuid4().hex, "seat": form.seat, "seen": asdict(seen)})
    sealed = _box(visit.hub).encrypt_at_time(words.encode(), int(visit.hub.now().timestamp()))
    return SignInProof(login=seen.login, proof=sealed.decode())


def opened(unit: Unit, proof: str, seat: str) -> DirectoryPerson | None:
    """Return whom a proof names; None where it is none of ours, too old, another seat's, or has opened a session before."""
    try:
        said = json.loads(
            _box(unit.hub).decrypt_at_time(proof.encode(), int(LASTS.total_seconds()), int(unit.now.timestamp()))
        )
    except (InvalidToken, ValueError):
        return None
    if said["seat"] != seat or unit.db.get(UsedProof, _digest(proof)) is not None:
        return None
    return DirectoryPerson(**{**said["seen"], "groups": tuple(said["seen"]["groups"])})


def use(unit: Unit, proof: str) -> bool:
    """Write down that a proof opens a session, in its transaction; return whether it is the first."""
    unit.db.execute(delete(UsedProof).where(UsedProof.expires_at < unit.now))
    row = {"digest": _digest(proof), "expires_at": unit.now + 2 * LASTS}
    written = insert(UsedProof).values(row).on_conflict_do_nothing().returning(UsedProof.digest)
    return unit.db.scalar(written) is not None


def _digest(proof: str) -> bytes:
    return hashlib.sha256(proof.encode()).digest()


def _box(hub: HubContext) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"agent-desk sign-in proof").derive(hub.audit_key)
    return Fernet(base64.urlsafe_b64encode(key))
