"""Loading the lists: as often as one likes, without losing what the bank filled in."""

import tomllib

from sqlalchemy import select

from agent_desk.hub.cases.loading import load_terms
from agent_desk.hub.cases.terms import term_table
from agent_desk.hub.kit.database import Database
from agent_desk.models.cases import CaseTerm
from tests.fixtures.cases import CENTRE

LISTS = ("complaint_wishes", "complaint_sources", "urgency_levels")


def test_the_same_lists_again_change_nothing_and_codes_of_the_bank_stay(database: Database) -> None:
    centre = tomllib.loads(CENTRE.read_text(encoding="utf-8"))
    with database.write() as db:
        first = load_terms(db, centre)
        count = len(centre["complaint_classes"]) + sum(len(centre[name]) for name in LISTS)
        assert (first.added, first.changed, first.kept) == (count, 0, 0)
        db.scalars(select(CaseTerm).where(CaseTerm.key == "phone")).one().code = "A010302"
    centre["complaint_wishes"][0]["name_en"] = "Money back"
    with database.write() as db:
        again = load_terms(db, centre)
        assert (again.added, again.changed, again.kept) == (0, 1, count - 1)
        assert db.scalars(select(CaseTerm.code).where(CaseTerm.key == "phone")).one() == "A010302"


def test_the_form_offers_the_three_axes_as_trees_and_the_lists_in_their_order(database: Database) -> None:
    with database.write() as db:
        load_terms(db, tomllib.loads(CENTRE.read_text(encoding="utf-8")))
        offered = term_table(db).offered()
    assert [one.key for one in offered.channels] == ["front", "back"]
    electronic = offered.channels[0].children[2]
    assert [one.name_zh for one in electronic.children] == [
        "网银",
        "电话",
        "移动客户端",
        "网络公众平台",
        "短信",
        "其他",
    ]
    assert len(offered.businesses) == 15 and len(offered.causes) == 13
    assert [one.key for one in offered.urgencies] == ["normal", "urgent", "critical"]
    assert offered.sources[0].name_zh == "客户来电"


def test_a_chosen_term_is_named_by_its_place_and_an_unknown_one_by_its_key(database: Database) -> None:
    with database.write() as db:
        load_terms(db, tomllib.loads(CENTRE.read_text(encoding="utf-8")))
        table = term_table(db)
    assert table.ref("channel", "phone").name_zh == "电子渠道 / 电话"
    assert table.ref("channel", "branch").name_en == "Business premises"
    assert table.ref("channel", "back").name_zh == "中、后台业务渠道"
    assert table.ref("cause", "gone_since_2019").name_zh == "gone_since_2019"
