"""What can be asked about quality, and the functions that do it."""

from datetime import datetime
from typing import Any

from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.hub.quality import drawing, forms, results, samples, service
from agent_desk.schemas.quality import operations as ops
from agent_desk.schemas.quality.records import ItemPage, ResultsBy, ResultTable, ReviewPage


def _items(unit: Unit, *, limit: int | None = None, after: str | None = None, **wanted: Any) -> ItemPage:
    return service.my_items(unit, service.Wanted(**wanted), limit, after)


def _results(unit: Unit, from_at: datetime, to_at: datetime, by: ResultsBy = "agent", **wanted: Any) -> ResultTable:
    return results.results(unit, by, results.Wanted(from_at=from_at, to_at=to_at, **wanted))


def _reviews(
    unit: Unit, from_at: datetime, to_at: datetime, *, limit: int | None = None, after: str | None = None, **wanted: Any
) -> ReviewPage:
    return results.reviews(unit, results.Wanted(from_at=from_at, to_at=to_at, **wanted), limit, after)


router = router_of(
    "quality",
    serve(ops.forms, lambda unit: forms.forms(unit.db)),
    serve(ops.form, lambda unit, form_id: forms.form(unit.db, form_id)),
    serve(ops.new_edition, forms.new_edition),
    serve(ops.edit_form, forms.edit),
    serve(ops.activate_form, forms.activate),
    serve(ops.take_back_form, forms.take_back),
    serve(ops.add_form, forms.add),
    serve(ops.choices, drawing.choices),
    serve(ops.preview, drawing.preview),
    serve(ops.draw, lambda unit, form: samples.records(unit.db, [drawing.draw(unit, form)])[0]),
    serve(ops.samples, samples.page),
    serve(ops.sample, samples.sample),
    serve(ops.items, _items),
    serve(ops.item, service.item),
    serve(ops.save_review, service.save),
    serve(ops.submit_review, service.submit),
    serve(ops.results, _results),
    serve(ops.reviews, _reviews),
)
