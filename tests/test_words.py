"""One word for a thing: every tier uses the vocabulary, the vocabulary uses the glossary's words and not their rivals."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import agent_desk
import agent_desk.schemas
from agent_desk.desk.calls.phone import PhoneState
from agent_desk.desk.calls.quality import Grade
from agent_desk.desk.kit.sentences import SENTENCES
from agent_desk.schemas.administration import words as administration
from agent_desk.schemas.calls import records as call_records
from agent_desk.schemas.calls import voice_plan
from agent_desk.schemas.calls import words as calls
from agent_desk.schemas.cases import records as case_records
from agent_desk.schemas.cases import words as cases
from agent_desk.schemas.customers import records as customer_records
from agent_desk.schemas.customers import words as customers
from agent_desk.schemas.figures import board
from agent_desk.schemas.figures import words as figures
from agent_desk.schemas.kit.vocabulary import Vocabulary, vocabularies
from agent_desk.schemas.supervising import records as supervising_records
from agent_desk.schemas.supervising import words as supervising
from agent_desk.ui.kit import resources, theme
from tests.fixtures.sources import source

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(agent_desk.__file__).parent
GLOSSARY = ROOT / "docs" / "glossary.md"
RIVALS = {
    "示忙": "未就绪",
    "示闲": "就绪",
    "签出": "签退",
    "业务小结": "通话分类",
    "占用率": "利用率",
    "漏接": "未接",
    r"(?<!转)接通(?!率)": "接听",
}
CHINESE = re.compile("[\u4e00-\u9fff]")


def all_vocabularies() -> list[Vocabulary]:
    for module in pkgutil.walk_packages(agent_desk.schemas.__path__, "agent_desk.schemas."):
        if module.name.endswith(".words"):
            importlib.import_module(module.name)
    return vocabularies()


def chinese_of_the_product() -> Iterator[tuple[str, str]]:
    """Every Chinese text that the program can say: translations, sentences, and string literals of hub, desk and schemas."""
    for path in sorted((ROOT / "resources" / "translations").glob("*.ts")):
        for text in re.findall(r"<translation>(.*?)</translation>", path.read_text(encoding="utf-8"), re.DOTALL):
            yield path.name, text
    for name, (zh, _) in SENTENCES.items():
        yield name, zh
    for path in sorted(PACKAGE.rglob("*.py")):
        if "demo" in path.relative_to(PACKAGE).parts or "versions" in path.parts:
            continue
        where = path.relative_to(PACKAGE).as_posix()
        yield from ((where, one.text) for one in source(path).texts if CHINESE.search(one.text))


@pytest.fixture(scope="module")
def said() -> list[tuple[str, str]]:
    return list(chinese_of_the_product())


@pytest.mark.parametrize("rival", RIVALS)
def test_a_word_is_not_said_in_two_ways(rival: str, said: list[tuple[str, str]]) -> None:
    found = [f"{where}: {text}" for where, text in said if re.search(rival, text)]
    assert not found, f"the word is {RIVALS[rival]}"


def glossary() -> dict[str, set[str]]:
    """Code -> its Chinese words, as the tables of the glossary have them."""
    said: dict[str, set[str]] = {}
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) < 6 or not CHINESE.search(cells[1]):
            continue
        zh = {word for word in re.split(r"[、；（）]", cells[1]) if word}
        for code in re.findall(r"`(\w+)`", cells[3]):
            said.setdefault(code, set()).update(zh)
    return said


OF_THE_FIELD = (calls.OUTCOMES, calls.AGENT_STATES, calls.LEG_RESULTS, figures.FIGURES, cases.STATES)


@pytest.mark.parametrize("vocabulary", OF_THE_FIELD, ids=lambda one: one.name)
def test_states_outcomes_and_figures_are_called_as_the_glossary_calls_them(vocabulary: Vocabulary) -> None:
    known = glossary()
    wrong = [
        f"{code}: {term.zh}, glossary: {', '.join(sorted(known[code]))}"
        for code, term in vocabulary.items()
        if code in known and not any(word in term.zh or term.zh in word for word in known[code])
    ]
    assert not wrong, "\n".join(wrong)


WORDS_OF: list[tuple[Vocabulary, Any]] = [
    (calls.OUTCOMES, call_records.Outcome),
    (calls.LEG_RESULTS, call_records.LegResult),
    (calls.AGENT_STATES, call_records.AgentStateWord),
    (calls.FACTS, voice_plan.CallFact.model_fields["name"].annotation),
    (calls.PHONE_STATES, PhoneState),
    (calls.SOUND_GRADES, Grade),
    (cases.STATES, case_records.CaseStateWord),
    (cases.CLASSES, case_records.CaseClassWord),
    (customers.KEY_KINDS, customer_records.KeyKind),
    (customers.POINT_KINDS, customer_records.ContactPointKind),
    (figures.FIGURES, board.FigureWord),
    (supervising.SEVERITIES, supervising_records.Severity),
    (supervising.TASK_RESULTS, supervising_records.TaskResult),
]


@pytest.mark.parametrize(("vocabulary", "declared"), WORDS_OF, ids=[one.name for one, _ in WORDS_OF])
def test_every_word_of_the_wire_has_its_entry(vocabulary: Vocabulary, declared: Any) -> None:
    assert set(get_args(declared)) <= set(vocabulary)


def test_every_entry_is_whole_in_both_languages_and_its_mark_can_be_drawn() -> None:
    tones = {*theme.LIGHT.__dataclass_fields__}
    icons = {path.stem for path in resources.path("icons").glob("*.svg")}
    wrong = []
    for vocabulary in all_vocabularies():
        for term in vocabulary.values():
            where = f"{vocabulary.name}.{term.code}"
            if not term.en or (not CHINESE.search(term.zh) and term.zh not in ("T", "t")):
                wrong.append(f"{where}: not in both languages")
            if bool(term.help_zh) != bool(term.help_en):
                wrong.append(f"{where}: its sentence is in one language")
            if term.tone not in tones:
                wrong.append(f"{where}: no colour {term.tone}")
            if term.icon and term.icon not in icons:
                wrong.append(f"{where}: no icon {term.icon}")
    assert not wrong, "\n".join(wrong)
    assert administration.ACTIONS, "the words were not found"
