"""The bank's directory and its OpenID provider as gateways, and whether people may sign in by them: switched at the desk.

Who is switched off is not asked at a sign-in or at the lock of a seat; sessions that are open go on.
"""

from typing import Final

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import scope, settings_in_force
from agent_desk.hub.kit.gateways import Gateway
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people.directory.errors import DirectoryOff
from agent_desk.models.directory import DirectoryAccount
from agent_desk.models.people import Person
from agent_desk.schemas.kit.vocabulary import Term
from agent_desk.schemas.people.directory import Source
from agent_desk.schemas.people.settings import GATEWAYS, GatewayRules


def is_on(db: Session, source: Source) -> bool:
    """Return whether people may sign in by it now."""
    rules = settings_in_force.read(db, GATEWAYS)
    return rules.directory if source == "directory" else rules.openid


def require_on(db: Session, source: Source) -> None:
    """See that people may sign in by it. Raises DirectoryOff."""
    if not is_on(db, source):
        raise DirectoryOff()


def foreseen(unit: Unit, value: GatewayRules) -> list[tuple[str, str]]:
    """Say how many people could not sign in, and whether anybody could switch it on again."""
    held, said = settings_in_force.read(unit.db, GATEWAYS, unit.now), []
    for source, zh, en in (("directory", "行内目录", "the directory"), ("openid", "统一认证", "OpenID")):
        if getattr(held, source) and not getattr(value, source):
            count = unit.db.scalar(select(func.count()).select_from(Person).where(Person.active, _only_by(source))) or 0
            said.append(
                (
                    f"{count} 名人员经{zh}登录、没有本系统密码：停用期间不能登录，也不能解锁工作台",
                    f"{count} people sign in by {en} and have no password of the hub's own: they cannot sign in or unlock a seat meanwhile",
                )
            )
    if said and not (value.directory and value.openid) and not _somebody_stays(unit):
        said.append(
            (
                "没有一名系统管理员另有本系统密码：停用后无人能在工作台重新启用",
                "No system administrator has a password of the hub's own: nobody could switch it on again at the desk",
            )
        )
    return said


def _only_by(source: str) -> ColumnElement[bool]:
    joined = exists().where(
        DirectoryAccount.person_id == Person.id,
        DirectoryAccount.source == source,
        DirectoryAccount.gone_at.is_(None),
    )
    return joined & Person.password_hash.is_(None)


def _somebody_stays(unit: Unit) -> bool:
    holders = scope.holders(GATEWAYS.permission, unit.now, everything=True)
    own = select(Person.id).where(Person.active, Person.password_hash.is_not(None), Person.id.in_(holders))
    return unit.db.scalar(own.limit(1)) is not None


GATES: Final = (
    Gateway(
        term=Term(
            "directory",
            "行内目录",
            "Directory",
            icon="users",
            help_zh="人员用行内账号和密码登录，岗位由所在的组决定。",
            help_en="People sign in with the bank's account and password; their groups give their roles.",
        ),
        address=lambda hub: hub.settings.directory,
        simulated=lambda hub: hub.directories.simulated,
        checks=(("directory", "directory"),),
        is_on=lambda db: is_on(db, "directory"),
        place=20,
    ),
    Gateway(
        term=Term(
            "openid",
            "统一认证（OpenID）",
            "OpenID",
            icon="log-in",
            help_zh="人员在浏览器中登录。",
            help_en="People sign in with the browser.",
        ),
        address=lambda hub: hub.settings.openid,
        checks=(("directory", "openid"),),
        is_on=lambda db: is_on(db, "openid"),
        place=30,
    ),
)
