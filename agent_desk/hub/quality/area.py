"""The area quality, as the hub puts it together with the others."""

from agent_desk.hub.calls.service import CALL_HELD
from agent_desk.hub.kit.area import Area
from agent_desk.hub.quality import forms
from agent_desk.hub.quality.file_parts import PARTS
from agent_desk.hub.quality.names import NAMES
from agent_desk.models.quality import SampleItem

AREA = Area(
    name="quality",
    endpoints="agent_desk.hub.quality.endpoints",
    file_parts=PARTS,
    permissions={
        "quality.sample": ("reviewer",),
        "quality.review": ("reviewer",),
        "quality.results": ("supervisor", "reviewer"),
        "quality.forms": ("reviewer", "system_administrator"),
    },
    hooks=(CALL_HELD.adding(SampleItem.call_id),),
    names=NAMES,
    histories={"score_form": "quality.forms"},
    duties=forms.duties,
)
