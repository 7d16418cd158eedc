"""Projects in the centre's file: those that are planned and have not begun. What runs or has ended belongs to its own centre.

In the file a project has what it names by codes (queues, agents, articles, its owner's login), its period by the centre's clock, and a step
of the script in one row with what is asked there.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.campaigns import service
from agent_desk.hub.campaigns.views import rows_of
from agent_desk.hub.kit.centre import ZONE, centre_zone
from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, words
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.models.campaigns import Project
from agent_desk.models.knowledge import Article
from agent_desk.models.people import Person
from agent_desk.schemas.administration.operations import MANAGE
from agent_desk.schemas.campaigns.records import (
    MOST_FIELDS,
    MOST_STEPS,
    AnswerField,
    AnswerKind,
    Choice,
    Name,
    ProjectForm,
    ProjectKind,
    ProjectRow,
    ProjectTarget,
    ScriptStep,
)
from agent_desk.schemas.campaigns.words import FAULTS
from agent_desk.schemas.kit.bounded import Line, Text
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.settings import Words

MOMENT: Final = "%Y-%m-%d %H:%M"
PLAIN: Final = ("kind", "queues", "by_itself", "joins")
LOCAL = Annotated[Line, Field(pattern=r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$")]
Code = Annotated[Line, Field(max_length=64)]
_QUESTION: Final = ("code", "label_zh", "label_en", "required", "choices")


class StepInFile(WireRecord):
    """A step of the script with what is asked there; `kind` none: nothing is."""

    text_zh: Annotated[Text, Field(min_length=1, max_length=1000)]
    text_en: Annotated[Text, Field(max_length=1000)] = ""
    kind: AnswerKind | Literal["none"] = "none"
    code: Annotated[Line, Field(max_length=20)] = ""
    label_zh: Name = ""
    label_en: Name = ""
    required: bool = False
    choices: list[Choice] = Field(default=[], max_length=30)

    def step(self) -> ScriptStep:
        """Return it as a project has it. Raises ValidationError for a question without code or words."""
        asked = None
        if self.kind != "none":
            asked = AnswerField(kind=self.kind, **{name: getattr(self, name) for name in _QUESTION})
        return ScriptStep(text_zh=self.text_zh, text_en=self.text_en, ask=asked)


class ProjectInFile(WireRecord):
    """A planned project as it stands in the file."""

    name: Name = Field(min_length=1)
    owner: Line | None = None
    kind: ProjectKind = "inbound"
    queues: list[Code] = Field(min_length=1, max_length=50)
    from_at: LOCAL
    until_at: LOCAL
    by_itself: bool = True
    joins: bool = False
    people: list[Code] = Field(default=[], max_length=500)
    script: list[StepInFile] = Field(default=[], max_length=MOST_STEPS)
    articles: list[Code] = Field(default=[], max_length=20)
    fields: list[AnswerField] = Field(default=[], max_length=MOST_FIELDS)
    target: ProjectTarget = ProjectTarget()


def _planned(db: Session) -> dict[str, ProjectRow]:
    """Return what has not begun, by name; of several with one name that which begins first."""
    rows = db.scalars(select(Project).where(Project.state == "planned").order_by(Project.from_at, Project.id)).all()
    found: dict[str, ProjectRow] = {}
    for row in rows_of(db, rows):
        found.setdefault(row.name, row)
    return found


def _read(db: Session) -> list[Entry]:
    rows, zone = _planned(db), ZoneInfo(centre_zone(db, ZONE))
    logins = _codes(db, Person.id, Person.login, (row.owner.id for row in rows.values()))
    agents = _codes(db, Person.id, Person.agent_code, (one for row in rows.values() for one in row.people))
    articles = _codes(db, Article.id, Article.code, (one for row in rows.values() for one in row.articles))
    told = [
        {
            "name": row.name,
            "owner": logins[row.owner.id],
            **row.model_dump(mode="json", include={*PLAIN, "fields", "target"}),
            "from_at": row.from_at.astimezone(zone).strftime(MOMENT),
            "until_at": row.until_at.astimezone(zone).strftime(MOMENT),
            "people": sorted(agents[one] for one in row.people if agents[one]),
            "articles": [articles[one] for one in row.articles],
            "script": [_step(one) for one in row.script],
        }
        for row in sorted(rows.values(), key=lambda one: (one.from_at, one.name))
    ]
    return [{name: one[name] for name in ProjectInFile.model_fields} for one in told]


def _step(step: ScriptStep) -> dict[str, Any]:
    told = {"text_zh": step.text_zh, "text_en": step.text_en}
    if step.ask is not None:
        told |= step.ask.model_dump(mode="json", include={"kind", *_QUESTION})
    return StepInFile.model_validate(told).model_dump(mode="json")


def _codes(db: Session, of: Any, code: Any, wanted: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(db.execute(select(of, code).where(of.in_(list(wanted)))).tuples().all())


def _put(taking: Taking, before: Entry | None, after: Entry) -> None:
    unit = taking.unit
    row = _planned(unit.db).get(after["name"]) if before is not None else None
    _require_not_begun(unit.db, after, before)
    form = _form(taking, after)
    if form.by_itself and form.from_at <= unit.now and (before is None or before["from_at"] != after["from_at"]):
        raise InvalidForm({"from_at": "begins_in_the_past"})
    if before is not None and before["owner"] != after["owner"]:
        raise InvalidForm({"owner": "stays_the_owner"})
    if row is None:
        service.add_from_file(unit, form, _owner(taking, after["owner"]))
    else:
        service.change_from_file(unit, row.id, form.model_copy(update={"version": row.version}))


def _require_not_begun(db: Session, after: Entry, before: Entry | None) -> None:
    going = select(Project.id).where(Project.name == after["name"], Project.state.in_(("running", "paused")))
    if before is None and db.scalar(going) is not None:
        raise InvalidForm({"name": "runs_here"})


def _owner(taking: Taking, login: str | None) -> uuid.UUID:
    """Return whose project it is: who is named, else who takes the file. Raises InvalidForm."""
    caller = taking.unit.caller
    if login is None and caller is not None:
        return caller.person_id
    found = taking.unit.db.scalar(select(Person.id).where(Person.login == login, Person.active))
    if found is None:
        raise InvalidForm({"owner": "no_such_owner"})
    return found


def _form(taking: Taking, entry: Entry) -> ProjectForm:
    """Return the form of an entry. Raises InvalidForm for what is not known here."""
    db, wrong = taking.unit.db, dict[str, str]()
    people = _ids(db, Person.agent_code, Person.id, entry["people"], Person.active)
    articles = _ids(db, Article.code, Article.id, entry["articles"], Article.state == "published")
    if len(people) != len(set(entry["people"])):
        wrong["people"] = "not_an_agent"
    if len(articles) != len(set(entry["articles"])):
        wrong["articles"] = "unknown_article"
    steps = [StepInFile.model_validate(one) for one in entry["script"]]
    if any(one.kind != "none" and not (one.code and one.label_zh) for one in steps):
        wrong["script"] = "question_without_words"
    if wrong:
        raise InvalidForm(wrong)
    zone = ZoneInfo(centre_zone(db, taking.zone))
    return ProjectForm(
        name=entry["name"],
        **{name: entry[name] for name in PLAIN},
        from_at=_moment(entry, "from_at", zone),
        until_at=_moment(entry, "until_at", zone),
        people=[people[one] for one in entry["people"]],
        articles=[articles[one] for one in entry["articles"]],
        script=[one.step() for one in steps],
        fields=[AnswerField.model_validate(one) for one in entry["fields"]],
        target=ProjectTarget.model_validate(entry["target"]),
    )


def _ids(db: Session, code: Any, of: Any, wanted: list[str], also: Any) -> dict[str, uuid.UUID]:
    return dict(db.execute(select(code, of).where(code.in_(wanted), also)).tuples().all())


def _moment(entry: Entry, name: str, zone: ZoneInfo) -> datetime:
    try:
        return datetime.strptime(entry[name], MOMENT).replace(tzinfo=zone)
    except ValueError:
        raise InvalidForm({name: "no_such_day"}) from None


PARTS: Final = (
    Part(
        name="projects",
        title=Words("计划中的项目", "Planned projects"),
        note=Words(
            "只含计划中的项目（同名的取最早开始的一个）；进行中和已结束的不在文件中。队列、坐席、文章用代码，负责人用登录名，时间为中心时间。",
            "Planned ones alone (of several with one name that which begins first); what runs or has ended is in no file. Queues, agents "
            "and articles by their codes, the owner by the login, times by the centre's clock.",
        ),
        permission=MANAGE,
        record=ProjectInFile,
        keys=("name",),
        read=_read,
        put=_put,
        shown=words(
            name=("名称", "Name"),
            owner=("负责人", "Owner"),
            kind=("类型", "Kind"),
            queues=("队列", "Queues"),
            from_at=("开始", "From"),
            until_at=("结束", "Until"),
            by_itself=("到时自动开始和结束", "Starts and ends by itself"),
            joins=("人员随项目加入队列", "They join its queues"),
            people=("坐席", "Agents"),
            script=("话术", "Script"),
            articles=("优先文章", "Articles that come first"),
            fields=("小结表单", "Wrap-up form"),
            target=("目标", "Target"),
        ),
        place=ROWS + 20,
        confirmed={"campaigns.change": "projects"},
        faults={
            **{term.code: Words(*term.both) for term in FAULTS.values()},
            "runs_here": Words(
                "同名项目正在进行：请在项目页修改。", "A project of this name runs here: change it on its page."
            ),
            "begins_in_the_past": Words(
                "自动开始的项目须晚于现在开始。", "What starts by itself must begin later than now."
            ),
            "no_such_owner": Words(
                "没有该登录名的在职人员。不写负责人时，为导入文件的人。",
                "Nobody active has this login. Without an owner it is who takes the file.",
            ),
            "stays_the_owner": Words("负责人不能更改。", "The owner stays."),
            "question_without_words": Words("提问须有代码和中文名称。", "A question has a code and words in Chinese."),
            "no_such_day": Words("没有这一天。", "There is no such day."),
        },
    ),
)
