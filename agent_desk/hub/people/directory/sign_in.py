"""Sign-in by a directory: who has a password of the hub's own never comes here."""

import uuid

from agent_desk.hub.gateways.directory.openid import LEEWAY_S
from agent_desk.hub.gateways.directory.protocol import DirectoryAway, DirectoryPerson
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.admission.visit import Visit
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people.directory import accounts, proofs, switches
from agent_desk.hub.people.directory.errors import DirectoryDown
from agent_desk.models.people import Person
from agent_desk.schemas.people.directory import SignInOffer
from agent_desk.schemas.people.records import SignIn
from agent_desk.schemas.people.settings import DIRECTORY


def offer(unit: Unit) -> SignInOffer:
    """Return how one can sign in here."""
    directories = unit.hub.directories
    named = settings_in_force.read(unit.db, DIRECTORY)
    return SignInOffer(
        directory=directories.directory is not None and switches.is_on(unit.db, "directory"),
        simulated=directories.simulated and switches.is_on(unit.db, "directory"),
        openid=directories.openid is not None and switches.is_on(unit.db, "openid"),
        off=directories.directory is not None and not switches.is_on(unit.db, "directory"),
        openid_zh=named.openid_zh,
        openid_en=named.openid_en,
        zone=str(unit.zone),
    )


def decides(unit: Unit, form: SignIn, person: Person | None) -> bool:
    """Return whether a sign-in is the directory's to judge: one with a proof, and one of a name without a password here.

    While it is switched off such a name is answered like a wrong password, so that nobody learns which names have one here.
    """
    if form.proof:
        return True
    nobodys = person is None or person.password_hash is None
    return nobodys and unit.hub.directories.directory is not None and switches.is_on(unit.db, "directory")


def seen(visit: Visit, form: SignIn) -> DirectoryPerson | None:
    """Return whom the directory knows by what was given; None alike for every reason. Raises DirectoryDown, DirectoryOff.

    No database connection waits for it.
    """
    if form.proof:
        with visit.read() as unit:
            switches.require_on(unit.db, "openid")
            return proofs.opened(unit, form.proof, form.seat)
    try:
        return visit.hub.directories.proved(form.login.strip(), form.password)
    except DirectoryAway as away:
        raise DirectoryDown() from away


def admitted(unit: Unit, form: SignIn, known: DirectoryPerson) -> Person | None:
    """Return the person, locked, with the roles of today; None for who is not let in. Raises as `accounts.admit`."""
    return accounts.admit(unit, "openid" if form.proof else "directory", known)


def has_begun(unit: Unit, form: SignIn) -> bool:
    """Note that a session begins by what was given; return False for a proof that another session has begun by meanwhile."""
    return not form.proof or proofs.use(unit, form.proof)


def is_own(visit: Visit, person: Person, password: str) -> bool:
    """Return whether this is the password of a person who is signed in, where the directory says so.

    Raises DirectoryDown, DirectoryOff.
    """
    if visit.hub.directories.directory is None:
        return False
    with visit.read() as unit:
        switches.require_on(unit.db, "directory")
        subject = accounts.subject_of(unit.db, "directory", person.id)
    try:
        found = visit.hub.directories.proved(person.login, password) if subject is not None else None
    except DirectoryAway as away:
        raise DirectoryDown() from away
    return found is not None and found.subject == subject


def is_own_proof(unit: Unit, person_id: uuid.UUID, seat: str, proof: str) -> bool:
    """Return whether a proof is of this person, at their seat, and the provider has asked just now who it is; it counts once.

    A proof without that time is none here: whoever sits at a seat that was left could go on with what the browser remembers.
    Raises DirectoryOff.
    """
    switches.require_on(unit.db, "openid")
    known = proofs.opened(unit, proof, seat)
    if known is None or known.signed_in_at is None:
        return False
    late_s = unit.now.timestamp() - known.signed_in_at
    just_now = -LEEWAY_S <= late_s <= proofs.LASTS.total_seconds() + LEEWAY_S
    return just_now and known.subject == accounts.subject_of(unit.db, "openid", person_id) and proofs.use(unit, proof)
