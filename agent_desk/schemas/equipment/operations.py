"""What can be asked about seats and their equipment."""

import uuid

from agent_desk.schemas.equipment.lists import KEEP
from agent_desk.schemas.equipment.records import (
    IncidentForm,
    IncidentRow,
    MendForm,
    SeatAnnouncement,
    SeatForm,
    SeatRow,
    SeatStory,
    SoundNoted,
)
from agent_desk.schemas.kit.operation import ALL, OWN, SIGNED_IN, Operations
from agent_desk.schemas.people.records import Done

TAKE = "calls.take"
area = Operations("equipment")


@area.write("/equipment/announcement", SIGNED_IN, OWN, method="PUT", once=False)
def announce(form: SeatAnnouncement) -> Done:
    """Say what the seat of the caller's sign-in is."""


@area.read("/equipment/seats", KEEP, ALL)
def seats() -> list[SeatRow]:
    """Return every seat, those with something wrong first."""


@area.write("/equipment/seats/{seat_id}", KEEP, ALL, method="PUT")
def edit_seat(seat_id: uuid.UUID, form: SeatForm) -> SeatRow:
    """Change what the administrator says of a seat; 409 with both versions where somebody else was quicker."""


@area.read("/equipment/seats/{seat_id}", KEEP, ALL, summed="equipment.read")
def seat_story(seat_id: uuid.UUID) -> SeatStory:
    """Return what a seat has, and what was wrong there."""


@area.write("/equipment/seats/{seat_id}/incidents", KEEP, ALL)
def report_incident(seat_id: uuid.UUID, form: IncidentForm) -> IncidentRow:
    """Note that something is wrong at a seat; it stands in the inbox until it is mended."""


@area.write("/equipment/incidents/{incident_id}/mended", KEEP, ALL)
def mend(incident_id: uuid.UUID, form: MendForm) -> IncidentRow:
    """Say how it was mended."""


@area.write("/equipment/calls/{call_id}/bad-sound", TAKE, OWN)
def sound_was_bad(call_id: uuid.UUID) -> SoundNoted:
    """Say that the sound of one's own call is bad."""
