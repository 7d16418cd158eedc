"""How Chinese is cut: nothing that an agent may type loses the article it means."""

from agent_desk.hub.knowledge import words


def test_a_text_is_cut_into_words_pairs_and_characters() -> None:
    cut = words.tokens("银行卡被吞了")
    assert cut["银行卡"] == "word"
    assert cut["卡被"] == "pair"
    assert cut["吞"] == "char"


def test_words_that_only_ask_are_not_searched() -> None:
    assert words.tokens("请问怎么办") == {}
    assert "息怎" not in words.tokens("利息怎么算"), "a pair across a stop word says nothing"


def test_full_width_letters_and_capitals_are_the_same_and_keep_their_place() -> None:
    assert words.fold("ＡＴＭ机") == "atm机"
    assert words.fold("㎏重") == "㎏重", "what would grow longer stays, so that places hold"


def test_signs_and_emoji_separate_and_never_break_a_query() -> None:
    lexemes = words.question("卡'丢:*了\\ & | ! 😀 <script>")
    assert {one.text for one in lexemes if one.kind != "sound"} >= {"卡", "丢", "script"}
    assert all(one.text.isalnum() for one in lexemes)


def test_the_end_of_a_long_question_falls_away_before_its_telling_words() -> None:
    lexemes = words.question(
        "我昨天在你们银行的自动取款机上取钱的时候机器把钱吞掉了但是账户上显示已经扣款请问什么时候能够退回来" * 3
    )
    assert len(lexemes) == words.MOST_LEXEMES
    assert "取款机" in {one.text for one in lexemes}


def test_a_title_is_found_by_pinyin_and_initials_from_any_of_its_words_on() -> None:
    sounds = words.sounds("借记卡丢失：电话口头挂失")
    assert {"jiejikadiushi", "jjkds", "diushi", "guashi", "gs", "koutouguashi", "ktgs"} <= set(sounds)


def test_a_bank_is_not_walked() -> None:
    assert "yinhang" in words.sounds("银行")


def test_each_character_has_its_reading() -> None:
    assert words.readings("ATM吞卡，挂失") == ["", "", "", "tun", "ka", "", "gua", "shi"]


def test_keywords_stay_apart_one_line_each() -> None:
    lines = words.keyword_words(["卡丢了", "挂失"]).splitlines()
    assert len(lines) == 2
    assert "guashi" in lines[1].split()


def test_an_article_is_found_by_its_code_with_and_without_zeros() -> None:
    assert {"k0019", "k19"} <= set(words.title_words("K0019", "吞卡", "").split())
