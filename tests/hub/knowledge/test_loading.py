"""Articles from files: the demonstration loads whole, a second time changes nothing, and a bad file says what is wrong."""

from pathlib import Path

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.hub.knowledge.loading import KnowledgeFault, load_folder, read_article
from agent_desk.models.knowledge import Article, KnowledgeCategory
from tests.fixtures.knowledge import DEMO

FILE = """+++
id = "K9001"
title = "吞卡"
category = "loss"
keywords = ["卡被吞了"]
audience = {audience}
valid_from = 2025-04-10
revision = {revision}
script = "请稍候。"
+++

## 步骤
1. 先核身。
"""


def text(revision: int = 1, audience: str = '"all"') -> str:
    return FILE.replace("{revision}", str(revision)).replace("{audience}", audience)


def folder_with(folder: Path, source: str) -> Path:
    (folder / "knowledge").mkdir(exist_ok=True)
    (folder / "knowledge" / "K9001.md").write_text(source, encoding="utf-8")
    (folder / "categories.toml").write_text(
        '[[categories]]\ncode="loss"\nname_zh="挂失"\nname_en="Loss"\n', encoding="utf-8"
    )
    return folder


def test_the_demonstration_loads_and_a_second_time_changes_nothing(database: Database) -> None:
    with database.write() as db:
        first = load_folder(db, DEMO)
    with database.write() as db:
        again = load_folder(db, DEMO)
        assert all(one.title_words and one.keyword_words and one.body_words for one in db.scalars(select(Article)))
    assert first.added >= 60
    assert (again.added, again.changed, again.unchanged) == (0, 0, first.added)


def test_a_higher_revision_takes_the_place_of_the_stored_one_and_a_lower_does_not(
    database: Database, tmp_path: Path
) -> None:
    def load(source: str) -> tuple[int, int, int]:
        with database.write() as db:
            done = load_folder(db, folder_with(tmp_path, source))
        return done.added, done.changed, done.unchanged

    assert load(text(revision=2)) == (1, 0, 0)
    assert load(text(revision=3).replace("先核身", "再核身")) == (0, 1, 0)
    assert load(text(revision=2)) == (0, 0, 1)
    with database.read() as db:
        stored = db.scalars(select(Article)).one()
        assert "再核身" in stored.body
        assert (stored.revision, stored.version) == (3, 2)
        assert db.scalars(select(KnowledgeCategory)).one().name_zh == "挂失"


def test_an_audience_is_everybody_one_role_or_several() -> None:
    assert read_article(text(), "f").audience == ()
    assert read_article(text(audience='"supervisor"'), "f").audience == ("supervisor",)
    assert read_article(text(audience='["supervisor", "agent"]'), "f").audience == ("agent", "supervisor")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("no facts at all", "facts between"),
        ("+++\nid = \n+++\nbody", "K.md"),
        ("+++\ntitle = 'x'\n+++\nbody", "'id' is missing"),
        (text().replace("2025-04-10", '"soon"'), "'valid_from' is not a date"),
        ("+++\nid='K1'\n+++\n", "facts between"),
    ],
)
def test_a_file_that_cannot_be_used_says_its_name_and_why(source: str, says: str) -> None:
    with pytest.raises(KnowledgeFault) as fault:
        read_article(source, "K.md")
    assert "K.md" in str(fault.value)
    assert says in str(fault.value)


def test_nothing_is_loaded_from_a_folder_with_a_bad_file(database: Database, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, text())
    (folder / "knowledge" / "K9002.md").write_text("nonsense", encoding="utf-8")
    with pytest.raises(KnowledgeFault), database.write() as db:
        load_folder(db, folder)
    with database.read() as db:
        assert db.scalars(select(Article)).all() == []
