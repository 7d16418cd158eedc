"""Where rooms and devices lie."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.lists import Kept, TableStore
from agent_desk.models.equipment import Device, Room, WorkSeat
from agent_desk.schemas.equipment.lists import DEVICES, ROOMS


def _given(db: Session, entry: Kept) -> dict[str, str]:
    """A device that is given has a seat that there is."""
    if entry.fields["state"] != "given":
        return {}
    seat = str(entry.fields["seat"])
    if not seat:
        return {"seat": "missing"}
    known = db.scalar(select(WorkSeat.id).where(WorkSeat.name == seat)) is not None
    return {} if known else {"seat": "unknown"}


LISTS = (
    TableStore(declared=ROOMS, model=Room),
    TableStore(
        declared=DEVICES,
        model=Device,
        columns=("name_zh", "name_en", "kind", "state", "seat", "serial"),
        check=_given,
    ),
)
