"""What is new in the complaints that the caller may see."""

from datetime import timedelta, tzinfo
from typing import Final

from sqlalchemy import select

from agent_desk.hub.cases import seen, topic_rules
from agent_desk.hub.cases.topic_rules import BEFORE_DAYS, RECENT_DAYS, Told
from agent_desk.hub.cases.views import Views
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases.topics import News, NewTopic

MOST_READ: Final = 20_000
"""The newest so many are looked at: what came before is a sample then, which is enough to know what is usual."""
MOST_CASES: Final = 25


def news(unit: Unit, zone: tzinfo) -> News:
    """Return the topics of the last days, what stands out most first, each with its newest complaints."""
    first, before = (unit.now - timedelta(days=days) for days in (RECENT_DAYS, RECENT_DAYS + BEFORE_DAYS))
    rows = unit.db.execute(
        select(Complaint.id, Complaint.customer_id, Complaint.complainant, Complaint.narrative, Complaint.received_at)
        .where(seen.visible(unit), Complaint.received_at >= before, Complaint.received_at <= unit.now)
        .order_by(Complaint.received_at.desc())
        .limit(MOST_READ)
    ).all()
    told = [Told(at, row.customer_id or row.complainant or row.id, row.narrative) for at, row in enumerate(rows)]
    border = sum(row.received_at >= first for row in rows)
    found = topic_rules.topics(told[:border], told[border:])
    wanted = [rows[at].id for topic in found for at in topic.places[:MOST_CASES]]
    complaints = unit.db.scalars(select(Complaint).where(Complaint.id.in_(wanted))).all()
    views = Views.of(unit, complaints, zone)
    shown = {one.id: views.row(unit, one) for one in complaints}
    return News(
        topics=[
            NewTopic(
                name=topic.name,
                people=topic.people,
                expected=round(topic.expected, 1),
                since=min(rows[at].received_at for at in topic.places).astimezone(zone).date(),
                cases=[shown[rows[at].id] for at in topic.places[:MOST_CASES]],
            )
            for topic in found
        ],
        first=first.astimezone(zone).date(),
        before=before.astimezone(zone).date(),
        read=len(rows),
    )
