"""What each permission lets a person do, in words, by area. A test compares the table with the hub's permissions."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

WORDS: dict[str, str] = {
    "calls.take": str(QT_TRANSLATE_NOOP("Permissions", "take calls")),
    "calls.dial": str(QT_TRANSLATE_NOOP("Permissions", "call customers and numbers")),
    "calls.pick_up": str(QT_TRANSLATE_NOOP("Permissions", "pick up calls that ring at colleagues")),
    "calls.view": str(QT_TRANSLATE_NOOP("Permissions", "see own calls")),
    "calls.all": str(QT_TRANSLATE_NOOP("Permissions", "see everybody's calls")),
    "calls.play": str(QT_TRANSLATE_NOOP("Permissions", "play recordings")),
    "customers.view": str(QT_TRANSLATE_NOOP("Permissions", "see customers, masked")),
    "customers.reveal": str(QT_TRANSLATE_NOOP("Permissions", "see a field in clear, with a reason")),
    "customers.verify": str(QT_TRANSLATE_NOOP("Permissions", "check a caller's identity")),
    "customers.edit": str(QT_TRANSLATE_NOOP("Permissions", "change notes, flags and numbers")),
    "knowledge.view": str(QT_TRANSLATE_NOOP("Permissions", "read the knowledge base")),
    "knowledge.edit": str(QT_TRANSLATE_NOOP("Permissions", "write articles")),
    "cases.open": str(QT_TRANSLATE_NOOP("Permissions", "open complaints")),
    "cases.view": str(QT_TRANSLATE_NOOP("Permissions", "see own complaints")),
    "cases.all": str(QT_TRANSLATE_NOOP("Permissions", "see every complaint")),
    "cases.handle": str(QT_TRANSLATE_NOOP("Permissions", "handle complaints")),
    "cases.approve": str(QT_TRANSLATE_NOOP("Permissions", "approve an extension")),
    "floor.view": str(QT_TRANSLATE_NOOP("Permissions", "see the live board")),
    "floor.steer": str(QT_TRANSLATE_NOOP("Permissions", "change agents' states")),
    "floor.message": str(QT_TRANSLATE_NOOP("Permissions", "write to agents")),
    "floor.listen": str(QT_TRANSLATE_NOOP("Permissions", "listen to agents' calls")),
    "floor.barge": str(QT_TRANSLATE_NOOP("Permissions", "whisper, barge in and take calls over")),
    "reports.view": str(QT_TRANSLATE_NOOP("Permissions", "see reports")),
    "quality.sample": str(QT_TRANSLATE_NOOP("Permissions", "draw samples")),
    "quality.review": str(QT_TRANSLATE_NOOP("Permissions", "score calls")),
    "quality.results": str(QT_TRANSLATE_NOOP("Permissions", "see results")),
    "quality.forms": str(QT_TRANSLATE_NOOP("Permissions", "change score forms")),
    "people.manage": str(QT_TRANSLATE_NOOP("Permissions", "manage people and roles")),
    "settings.manage": str(QT_TRANSLATE_NOOP("Permissions", "change settings")),
    "audit.view": str(QT_TRANSLATE_NOOP("Permissions", "see and verify the audit trail")),
}
_AREAS: dict[str, str] = {
    "calls": str(QT_TRANSLATE_NOOP("Permissions", "Calls")),
    "customers": str(QT_TRANSLATE_NOOP("Permissions", "Customers")),
    "knowledge": str(QT_TRANSLATE_NOOP("Permissions", "Knowledge")),
    "cases": str(QT_TRANSLATE_NOOP("Permissions", "Complaints")),
    "floor": str(QT_TRANSLATE_NOOP("Permissions", "Floor")),
    "reports": str(QT_TRANSLATE_NOOP("Permissions", "Reports")),
    "quality": str(QT_TRANSLATE_NOOP("Permissions", "Quality")),
    "people": str(QT_TRANSLATE_NOOP("Permissions", "People")),
    "settings": str(QT_TRANSLATE_NOOP("Permissions", "Settings")),
    "audit": str(QT_TRANSLATE_NOOP("Permissions", "Audit")),
}


def word(permission: str) -> str:
    """A permission in words; one this desk does not know shows as itself."""
    return QCoreApplication.translate("Permissions", WORDS[permission]) if permission in WORDS else permission


def grouped(permissions: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(area in words, [(permission, in words)]), areas in the order of the product, unknown ones last."""
    by_area: dict[str, list[tuple[str, str]]] = {area: [] for area in _AREAS}
    order = list(WORDS)
    for one in sorted(permissions, key=lambda name: (order.index(name) if name in order else len(order), name)):
        by_area.setdefault(one.split(".")[0], []).append((one, word(one)))
    return [(_area(area), listed) for area, listed in by_area.items() if listed]


def _area(area: str) -> str:
    return QCoreApplication.translate("Permissions", _AREAS[area]) if area in _AREAS else area
