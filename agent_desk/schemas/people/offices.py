"""The three offices of administration, which one person should not hold together (三权分立, GB/T 22239-2019 三级 8.1.5)."""

from typing import Final, Literal

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

Office = Literal["system", "security", "audit"]
OFFICES: Final[tuple[Office, ...]] = ("system", "security", "audit")
WORDS: Final = Vocabulary(
    "people.office",
    Term("system", "系统管理", "System"),
    Term("security", "安全管理", "Security"),
    Term("audit", "审计管理", "Audit"),
)
