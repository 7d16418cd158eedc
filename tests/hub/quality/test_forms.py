"""Score forms: what was used stays, its copy is changed; loading the same file twice changes nothing."""

import copy
from datetime import timedelta
from typing import Any

import pytest

from agent_desk.hub.kit.centre_file.parts import Taking
from agent_desk.hub.kit.errors import InvalidForm, StaleVersion
from agent_desk.hub.quality import drawing, file_parts, forms
from agent_desk.hub.quality.errors import EditionInUse, NoScoreForm
from agent_desk.hub.quality.loading import load_form
from agent_desk.models.quality import ScoreForm
from agent_desk.schemas.quality.records import Activation, NewSample, NewScoreForm, ScoreFormEdit
from tests.fixtures.quality import CONTENT, NOW, Centre, InUnit, sample_form


def edit_of(record: Any, **more: Any) -> ScoreFormEdit:
    """What would be sent back after a change."""
    return ScoreFormEdit.model_validate(record.model_dump() | more)


def use(centre: Centre, in_unit: InUnit) -> Any:
    centre.calls(3)
    return in_unit(drawing.draw, NewSample.model_validate(sample_form(centre)), caller=centre.reviewer, now=NOW)


def test_loading_the_same_file_again_changes_nothing(centre: Centre) -> None:
    with centre.database.write() as db:
        assert load_form(db, CONTENT).id == centre.form.id
        (record,) = forms.forms(db)
    assert (record.edition, record.active, record.used, record.pass_mark) == (1, True, False, 80)
    assert [one.code for one in record.questions[:3]] == ["greeting", "verification", "listening"]
    assert sum(one.weight for one in record.questions) == 100


def test_a_changed_file_becomes_the_next_edition_and_comes_into_force(centre: Centre) -> None:
    changed = copy.deepcopy(CONTENT)
    changed["questions"][0]["weight"] = 4
    with centre.database.write() as db:
        load_form(db, changed)
        load_form(db, changed)
        load_form(db, CONTENT)
        assert [(one.edition, one.active) for one in forms.forms(db)] == [(2, True), (1, False)]


def test_an_edition_that_was_used_is_never_changed(centre: Centre, in_unit: InUnit) -> None:
    use(centre, in_unit)
    record = in_unit(lambda unit: forms.form(unit.db, centre.form.id))
    assert record.used
    with pytest.raises(EditionInUse):
        in_unit(forms.edit, centre.form.id, edit_of(record, pass_mark=60), caller=centre.reviewer)


def test_a_used_edition_becomes_the_next_one_by_the_centres_file(centre: Centre, in_unit: InUnit) -> None:
    (part,) = file_parts.PARTS
    use(centre, in_unit)
    (before,) = in_unit(lambda unit: part.read(unit.db))

    def put(unit: Any, **more: Any) -> None:
        part.put(
            Taking(unit=unit, zone="Asia/Shanghai", counts_from=more.pop("counts_from", None)), before, before | more
        )

    with pytest.raises(InvalidForm, match="invalid_form"):
        in_unit(put, in_force=False, caller=centre.reviewer)
    in_unit(put, pass_mark=66, counts_from=(NOW + timedelta(days=2)).date(), caller=centre.reviewer, now=NOW)
    with centre.database.read() as db:
        assert part.read(db) == [before], "until its day nothing else counts"
    in_unit(put, pass_mark=70, caller=centre.reviewer, now=NOW)
    with centre.database.read() as db:
        assert part.read(db) == [before | {"pass_mark": 70}]
        stand = [(one.edition, one.pass_mark, one.active, one.used) for one in forms.forms(db)]
    assert stand == [(3, 70, True, False), (2, 66, False, False), (1, 80, False, True)]


def test_its_copy_can_be_changed_and_put_in_force_for_new_samples_alone(centre: Centre, in_unit: InUnit) -> None:
    old = use(centre, in_unit)
    made = in_unit(forms.new_edition, centre.form.id, caller=centre.reviewer)
    assert (made.edition, made.active, made.used) == (2, False, False)
    assert made.questions == in_unit(lambda unit: forms.form(unit.db, centre.form.id)).questions
    fewer = edit_of(made, questions=[one.model_dump() for one in made.questions[:5]], pass_mark=85)
    changed = in_unit(forms.edit, made.id, fewer, caller=centre.reviewer)
    assert (len(changed.questions), changed.pass_mark, changed.version) == (5, 85, made.version + 1)
    in_unit(forms.activate, made.id, Activation(version=changed.version), caller=centre.reviewer)
    new = use(centre, in_unit)
    assert (old.form_id, new.form_id) == (centre.form.id, made.id)


def test_an_edition_is_in_force_from_its_day_on_by_itself(centre: Centre, in_unit: InUnit) -> None:
    made = in_unit(forms.new_edition, centre.form.id, caller=centre.reviewer)
    planned = Activation(version=made.version, counts_from=(NOW + timedelta(days=2)).date())
    told = in_unit(forms.activate, made.id, planned, caller=centre.reviewer, now=NOW)
    assert (told.active, told.counts_on) == (False, planned.counts_from)
    assert in_unit(forms.put_due_in_force, now=NOW + timedelta(days=1)) == 0
    assert use(centre, in_unit).form_id == centre.form.id
    assert in_unit(forms.put_due_in_force, now=NOW + timedelta(days=3)) == 1
    new, old = in_unit(lambda unit: forms.forms(unit.db))
    assert (new.active, new.counts_on, old.active) == (True, None, False)


def test_another_form_begins_with_a_question_and_its_code_is_its_own(centre: Centre, in_unit: InUnit) -> None:
    form = NewScoreForm(code="sales", name_zh="营销", name_en="Sales")
    made = in_unit(forms.add, form, caller=centre.reviewer)
    assert (made.edition, made.active, len(made.questions)) == (1, False, 1)
    with pytest.raises(InvalidForm):
        in_unit(forms.add, form, caller=centre.reviewer)


def test_two_who_change_an_edition_at_once(centre: Centre, in_unit: InUnit) -> None:
    record = in_unit(lambda unit: forms.form(unit.db, centre.form.id))
    in_unit(forms.edit, centre.form.id, edit_of(record, pass_mark=70), caller=centre.reviewer)
    with pytest.raises(StaleVersion) as told:
        in_unit(forms.edit, centre.form.id, edit_of(record, pass_mark=90), caller=centre.other)
    assert told.value.values["current"]["pass_mark"] == 70


def test_questions_that_cannot_be_scored_are_named(centre: Centre, in_unit: InUnit) -> None:
    record = in_unit(lambda unit: forms.form(unit.db, centre.form.id))
    first, *_, fatal = (one.model_dump() for one in record.questions)
    wrong = edit_of(record, questions=[first, first, fatal | {"weight": 5}])
    with pytest.raises(InvalidForm) as told:
        in_unit(forms.edit, centre.form.id, wrong, caller=centre.reviewer)
    assert told.value.values["fields"] == {"greeting": "twice", "fatal_conduct": "fatal_has_no_weight"}


def test_without_a_form_in_force_nothing_is_drawn(centre: Centre, in_unit: InUnit) -> None:
    with centre.database.write() as db:
        db.get_one(ScoreForm, centre.form.id).active = False
    with pytest.raises(NoScoreForm):
        use(centre, in_unit)
