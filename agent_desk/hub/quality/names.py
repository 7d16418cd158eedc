"""What samples, sampled calls and score forms are called."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import select

from agent_desk.hub.kit.naming import Called, EntityName, Naming, keys_of, of_columns
from agent_desk.models.quality import Review, Sample, SampleItem, ScoreForm


def _items(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(
        select(SampleItem.id, SampleItem.call_id).where(SampleItem.id.in_(keys_of(SampleItem.id, wanted)))
    ).all()
    calls = naming.of("call", [call for _, call in rows])
    return {str(key): calls[str(call)] for key, call in rows if str(call) in calls}


def _reviews(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(select(Review.id, Review.item_id).where(Review.id.in_(keys_of(Review.id, wanted)))).all()
    items = naming.of("sample_item", [item for _, item in rows])
    return {str(key): items[str(item)] for key, item in rows if str(item) in items}


def _forms(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.scalars(select(ScoreForm).where(ScoreForm.id.in_(keys_of(ScoreForm.id, wanted))))
    return {
        str(row.id): (f"{row.name_zh} 第 {row.edition} 版", f"{row.name_en}, edition {row.edition}") for row in rows
    }


NAMES: Final[Mapping[str, EntityName]] = {
    "sample": EntityName(names=of_columns(Sample.id, Sample.name)),
    "sample_item": EntityName(names=_items, of_customers=True),
    "review": EntityName(names=_reviews, of_customers=True),
    "score_form": EntityName(names=_forms),
}
