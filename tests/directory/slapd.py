"""OpenLDAP's slapd from Debian, built from nothing in a folder: memberOf, a password policy that locks, TLS, plain binds refused."""

import os
import shutil
import socket
import subprocess
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path

from ldap3 import MODIFY_REPLACE, NONE, Connection, Server

from agent_desk.hub.gateways.directory.connect import directory_from_url
from agent_desk.hub.gateways.directory.protocol import Directory
from tests.fixtures.certificates import issued
from tests.fixtures.waiting import until

SUFFIX = "dc=bank,dc=test"
PEOPLE, GROUPS = f"ou=people,{SUFFIX}", f"ou=groups,{SUFFIX}"
HUB, HUB_SECRET = f"cn=desk,{SUFFIX}", "deskpw"
ROOT, ROOT_SECRET = f"cn=admin,{SUFFIX}", "secret"
RIGHT = "right-9x"
LOCKS_AFTER = 3

CONF = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile {folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
moduleload ppolicy
TLSCertificateFile {folder}/slapd.pem
TLSCertificateKeyFile {folder}/slapd.key
security simple_bind=128
sizelimit 500
database mdb
maxsize 33554432
suffix "{suffix}"
rootdn "{root}"
rootpw {secret}
directory {folder}/db
index objectClass,uid,member,memberOf,entryUUID eq
overlay memberof
overlay ppolicy
ppolicy_default "cn=policy,{suffix}"
access to attrs=userPassword by anonymous auth by self write by * none
access to * by dn.exact="{hub}" read by self read by anonymous auth by * none
"""
SEED = """
dn: {suffix}
objectClass: domain
dc: bank

dn: cn=policy,{suffix}
objectClass: person
objectClass: pwdPolicy
cn: policy
sn: policy
pwdAttribute: userPassword
pwdLockout: TRUE
pwdMaxFailure: {locks_after}
pwdLockoutDuration: 600

dn: {people}
objectClass: organizationalUnit
ou: people

dn: {groups}
objectClass: organizationalUnit
ou: groups

dn: {hub}
objectClass: person
cn: desk
sn: desk
userPassword: {hub_secret}

dn: cn=agents,{groups}
objectClass: groupOfNames
cn: agents
member: uid=zhang,{people}
member: uid=lock,{people}

dn: cn=leaders,{groups}
objectClass: groupOfNames
cn: leaders
member: uid=li,{people}
"""


class Unavailable(Exception):
    """The server cannot be had on this machine; the sentence says why."""


def install() -> None:
    """Bring slapd where it is missing, without starting any service. Raises Unavailable."""
    if slapd() is not None:
        return
    if os.geteuid() != 0:
        raise Unavailable("slapd is not installed; please install the package slapd.")
    policy = Path("/usr/sbin/policy-rc.d")
    made = not policy.exists()
    if made:
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
    try:
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "slapd"]):
            done = subprocess.run(
                ["apt-get", *command],
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
                capture_output=True,
                text=True,
                timeout=300,
            )
            if done.returncode:
                raise Unavailable(f"Debian's mirror does not give slapd: {done.stderr.strip()[-200:]}")
    finally:
        if made:
            policy.unlink()


def slapd() -> str | None:
    """Return where slapd is."""
    return shutil.which("slapd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@dataclass
class Slapd:
    """One slapd of our own on loopback."""

    folder: Path
    plain: int = field(default_factory=free_port)
    encrypted: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def authorities(self) -> str:
        return str(self.folder / "authority.pem")

    @property
    def url(self) -> str:
        return f"ldaps://127.0.0.1:{self.encrypted}/{SUFFIX}"

    def directory(self, url: str | None = None) -> Directory:
        """Return the product's gateway to it."""
        return directory_from_url(url or self.url, user=HUB, secret=HUB_SECRET, authorities=self.authorities)

    def start(self) -> "Slapd":
        """Build it where it is not there yet, and start it."""
        program = slapd()
        assert program is not None
        if not (self.folder / "slapd.conf").exists():
            self._build(program)
        addresses = f"ldap://127.0.0.1:{self.plain}/ ldaps://127.0.0.1:{self.encrypted}/"
        self.process = subprocess.Popen(
            [program, "-d", "0", "-f", str(self.folder / "slapd.conf"), "-h", addresses],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(self._listens, "slapd's start", within_s=20)
        return self

    def stop(self) -> None:
        """End the one we started."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None

    def _build(self, program: str) -> None:
        (self.folder / "db").mkdir(parents=True)
        issued(self.folder, "slapd")
        words = {
            "folder": self.folder,
            "suffix": SUFFIX,
            "root": ROOT,
            "secret": ROOT_SECRET,
            "hub": HUB,
            "hub_secret": HUB_SECRET,
            "people": PEOPLE,
            "groups": GROUPS,
            "locks_after": LOCKS_AFTER,
        }
        conf, seed = self.folder / "slapd.conf", self.folder / "seed.ldif"
        conf.write_text(CONF.format(**words))
        people = _person("zhang", "张三", "8001") + _person("li", "李四", "8002") + _person("lock", "陆锁", "8003")
        seed.write_text(SEED.format(**words).lstrip() + people)
        # slapadd is slapd under another name.
        subprocess.run([program, "-T", "add", "-f", str(conf), "-l", str(seed)], check=True, capture_output=True)

    def _listens(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise Unavailable(f"slapd does not start (status {self.process.returncode}).")
        with socket.socket() as one:
            one.settimeout(1)
            return one.connect_ex(("127.0.0.1", self.encrypted)) == 0

    # ------------------------------------------------------------------ what an administrator of the directory does

    def _root(self) -> Connection:
        server = Server("127.0.0.1", port=self.encrypted, use_ssl=True, get_info=NONE)
        return Connection(server, ROOT, ROOT_SECRET, auto_bind=True, raise_exceptions=True)

    def add_person(self, login: str, name: str, code: str = "8009") -> None:
        attributes = {"uid": login, "cn": name, "sn": name[:1], "employeeNumber": code, "userPassword": RIGHT}
        with self._root() as line:
            line.add(f"uid={login},{PEOPLE}", ["inetOrgPerson"], attributes)

    def put_into(self, group: str, *logins: str) -> None:
        """Let a group have exactly these members; it is made where it is not there."""
        members = [f"uid={login},{PEOPLE}" for login in logins]
        dn = f"cn={group},{GROUPS}"
        with self._root() as line:
            line.raise_exceptions = False
            line.add(dn, ["groupOfNames"], {"cn": group, "member": members})
            if line.result["result"] == 68:
                line.modify(dn, {"member": [(MODIFY_REPLACE, members)]})
            assert line.result["result"] == 0, line.result

    def disable(self, login: str) -> None:
        """Lock somebody until an administrator unlocks them."""
        with self._root() as line:
            line.modify(f"uid={login},{PEOPLE}", {"pwdAccountLockedTime": [(MODIFY_REPLACE, ["000001010000Z"])]})

    def enable(self, login: str) -> None:
        with self._root() as line:
            line.modify(f"uid={login},{PEOPLE}", {"pwdAccountLockedTime": [(MODIFY_REPLACE, [])]})

    def rename(self, login: str, new: str) -> None:
        with self._root() as line:
            line.modify_dn(f"uid={login},{PEOPLE}", f"uid={new}")

    def remove(self, login: str) -> None:
        with self._root() as line:
            line.delete(f"uid={login},{PEOPLE}")


def _person(login: str, name: str, code: str) -> str:
    said = b64encode(name.encode()).decode()
    return (
        f"\ndn: uid={login},{PEOPLE}\nobjectClass: inetOrgPerson\nuid: {login}\ncn:: {said}\nsn:: {said}\n"
        f"employeeNumber: {code}\nuserPassword: {RIGHT}\n"
    )
