"""The simulated directory: a handful of made-up people in the memory of the hub, behind the same Protocol as LDAP."""

import hmac
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.gateways.directory.protocol import DirectoryPerson, group_key, typed_login
from agent_desk.models.directory import DirectoryGroup

_BASE: Final = "ou=groups,dc=demo"
ROLES: Final = {f"cn=agents,{_BASE}": "agent", f"cn=leaders,{_BASE}": "supervisor"}
"""What its groups give in a demonstration."""
PEOPLE: Final = (
    DirectoryPerson("demo-1", "d.hu", "胡可", (f"cn=agents,{_BASE}", f"cn=everybody,{_BASE}")),
    DirectoryPerson("demo-2", "d.wei", "魏宁", (f"cn=everybody,{_BASE}", f"cn=leaders,{_BASE}")),
    DirectoryPerson("demo-3", "d.yuan", "袁野", (f"cn=everybody,{_BASE}",)),
    DirectoryPerson("demo-4", "d.qin", "秦川", (f"cn=agents,{_BASE}",), active=False),
)


class SimulatedDirectory:
    """Answers at once, and everybody in it has one password."""

    simulated = True

    def __init__(self, password: str) -> None:
        self._password = password

    @classmethod
    def from_url(cls, url: str) -> "SimulatedDirectory":
        """Return the directory of `simulated://demo?password=…`. Raises ValueError with a sentence."""
        password = parse_qs(urlsplit(url).query).get("password", [""])[0]
        if not password:
            raise ValueError("The simulated directory's address names the password of its people: ?password=….")
        return cls(password)

    def proved(self, login: str, password: str) -> DirectoryPerson | None:
        """As of Directory."""
        person = self.found(login)
        right = hmac.compare_digest(password.encode(), self._password.encode())
        return person if right and person is not None and person.active else None

    def found(self, login: str) -> DirectoryPerson | None:
        """As of Directory."""
        return next((one for one in PEOPLE if one.login == typed_login(login).lower()), None)

    def read_anew(self, subjects: Iterable[str]) -> Mapping[str, DirectoryPerson | None]:
        """As of Directory."""
        by_subject = {one.subject: one for one in PEOPLE}
        return {subject: by_subject.get(subject) for subject in subjects}


def ensure_groups(db: Session) -> None:
    """Let its groups give their roles, in a database that has none for a directory yet."""
    if db.scalar(select(DirectoryGroup.id).limit(1)) is None:
        for name, role in ROLES.items():
            db.add(DirectoryGroup(source="directory", name=name, key=group_key(name), role_code=role))
