"""Lists of people's area."""

from typing import Final

from agent_desk.schemas.kit.lists import DeclaredList, ListFields, declare
from agent_desk.schemas.kit.settings import Words

TEAMS: Final = declare(
    DeclaredList(
        name="teams",
        entity="team",
        fields=ListFields,
        title=Words("班组", "Teams"),
        subject=Words("班组", "Team"),
        counts=Words(
            "坐席属于哪个班组、班长管到哪里。保存后立即生效；停用的班组不再可选，已在其中的人员不变。",
            "Which team agents belong to, and how far a leader reaches. In force at once; a retired team is offered no more, and who "
            "is in it stays.",
        ),
        icon="flag",
        place=20,
    )
)
