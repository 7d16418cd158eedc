"""By what a complainant was told: letters of the complaint that are made or sent."""

from sqlalchemy import Select, select

from agent_desk.models.cases import Complaint
from agent_desk.models.letters import CaseLetter


def letters_of(complaint: Complaint) -> Select[CaseLetter]:
    """Return the question for the letters of a complaint, the newest first."""
    return (
        select(CaseLetter)
        .where(
            CaseLetter.owner == "complaint", CaseLetter.owner_id == complaint.id, CaseLetter.state.in_(("made", "sent"))
        )
        .order_by(CaseLetter.made_at.desc())
    )
