"""Chinese cut into what can be searched: jieba's words, pairs of neighbouring characters, single characters, and sounds.

Words alone miss what jieba cuts differently in the question and in the article ("卡丢了", "卡不见了"); pairs and single
characters mend that, weighed by how rare they are (`rules`). Titles and keywords carry their pinyin and initials as well.
"""

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import jieba
from pypinyin import Style, lazy_pinyin

from agent_desk.hub.kit import memory
from agent_desk.hub.knowledge.rules import Kind, Lexeme
from agent_desk.schemas.kit.chinese import is_chinese

MOST_LEXEMES = 62
"""As many as one bit each in PostgreSQL's bigint allows; a longer question loses its single characters first."""
MOST_CHARACTERS = 120
"""Of a question. Nobody types more; who pastes a page is searched by its beginning."""

# It tells on stderr how long reading its dictionary took; nobody asked.
jieba.setLogLevel(logging.CRITICAL + 1)
_CODE_PARTS = re.compile(r"\d+|\D+")

# Words that say how somebody asks, not what about. They are neither indexed nor asked for.
STOP = frozenset(
    "的 了 吗 呢 啊 吧 呀 嘛 哦 我 你 您 他 她 我们 你们 咱们 是 在 有 和 与 及 就 都 也 还 要 想 请 请问 怎么 怎么办 怎样 如何 什么 "
    "哪 哪里 哪些 哪个 为什么 为何 为啥 可以 能 能否 能不能 可不可以 是否 是不是 一下 这 那 这个 那个 这样 个 把 被 给 到 从 对 说 "
    "小 麻烦 帮 帮我 谢谢 你好 您好 怎 么 办 样 为 何 啥 咋".split()
)


def load() -> None:
    """Read jieba's dictionary (about a second) unless it is there; any thread may call."""
    if not jieba.dt.initialized:
        jieba.initialize()
        memory.settle_again()


def cut(text: str) -> list[str]:
    """Return a text cut into jieba's words; put together again they are the text."""
    return list(jieba.cut(text))


def fold(text: str) -> str:
    """Lower case, full-width forms made plain. Keeps every position, so that places found in it hold in `text`."""
    return "".join(_plain(character) for character in text)


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    made = unicodedata.normalize("NFKC", character).lower()
    return made if len(made) == 1 else character


def _is_latin(character: str) -> bool:
    return "a" <= character <= "z" or "0" <= character <= "9"


def runs(folded: str) -> Iterator[tuple[str, bool]]:
    """Stretches of Chinese (True) or of Latin letters and digits (False); everything else separates."""
    start = 0
    while start < len(folded):
        test = is_chinese if is_chinese(folded[start]) else _is_latin
        end = start
        while end < len(folded) and test(folded[end]):
            end += 1
        if end > start:
            yield folded[start:end], test is is_chinese
        start = max(end, start + 1)


def tokens(text: str) -> dict[str, Kind]:
    """Return what a text is found by, without sounds, in order of appearance: Latin runs and words, then pairs, then characters.

    Pairs and characters of stop words are left out: in "利息怎么算" neither 息怎 nor 么 says anything.
    """
    words: list[str] = []
    pairs: list[str] = []
    characters: list[str] = []
    found: dict[str, Kind] = {}
    for run, han in runs(fold(text)):
        if not han:
            found[run] = "latin"
            continue
        words += [word for word in jieba.cut_for_search(run) if len(word) > 1]
        for piece in _telling(run):
            pairs += [left + right for left, right in pairwise(piece)]
            characters += piece
    parts: tuple[tuple[list[str], Kind], ...] = ((words, "word"), (pairs, "pair"), (characters, "char"))
    for texts, kind in parts:
        for token in texts:
            found.setdefault(token, kind)
    return {token: kind for token, kind in found.items() if token not in STOP}


def _telling(run: str) -> list[str]:
    """Return a Chinese run cut at its stop words."""
    return "".join("\n" if len(word) > 1 and word in STOP else word for word in jieba.cut(run)).split("\n")


def question(text: str) -> list[Lexeme]:
    """Return what a question asks for, the most telling kinds first, at most `MOST_LEXEMES`."""
    text = text[:MOST_CHARACTERS]
    cut = tokens(text)
    # A lone letter beside other words ("u盾") is whole; everything else may be the beginning of a word.
    found = [
        Lexeme(token, kind, begun=kind == "latin" and (len(token) > 1 or len(cut) == 1)) for token, kind in cut.items()
    ]
    found = [*_spaced_pinyin(text), *found]
    if len(found) < MOST_LEXEMES:
        found += [
            Lexeme("".join(_syllables(token)), "sound", begun=True, instead_of=(token,))
            for token, kind in cut.items()
            if kind in ("word", "pair")
        ]
    return found[:MOST_LEXEMES]


def _spaced_pinyin(text: str) -> list[Lexeme]:
    """Letters alone, typed with spaces ("gua shi"), as one sound; where some article has it, its parts do not count."""
    cut = list(runs(fold(text)))
    if len(cut) < 2 or any(han or not run.isalpha() for run, han in cut):
        return []
    parts = tuple(run for run, _ in cut)
    return [Lexeme("".join(parts), "latin", begun=True, instead_of=parts)]


def sounds(text: str) -> dict[str, None]:
    """Pinyin and initials of every word of a title or keyword, and of what follows from it on ("挂失补卡": guashi,
    gs, guashibuka, gsbk, buka, bk), so that typing may begin at any word."""
    found: dict[str, None] = {}
    for run, han in runs(fold(text)):
        if not han:
            continue
        syllables = _syllables(run)
        start = 0
        for word in jieba.cut(run):
            end = start + len(word)
            if word not in STOP:
                for part in (syllables[start:end], syllables[start:]):
                    found["".join(part)] = None
                    if len(part) > 1:
                        found["".join(one[0] for one in part)] = None
            start = end
    return found


@lru_cache(maxsize=4096)
def _syllables(run: str) -> tuple[str, ...]:
    made = lazy_pinyin(run, style=Style.NORMAL)
    if len(made) != len(run):
        # Characters without a known reading come in one piece: then each by itself, and the context is lost.
        made = [lazy_pinyin(character, style=Style.NORMAL)[0] for character in run]
    return tuple(made)


def readings(text: str) -> list[str]:
    """Return the pinyin of each character of `text`; empty for what is not Chinese."""
    found: list[str] = []
    folded = fold(text)
    at = 0
    for run, han in runs(folded):
        start = folded.index(run, at)
        found += [""] * (start - len(found))
        found += list(_syllables(run)) if han else [""] * len(run)
        at = start + len(run)
    return found + [""] * (len(text) - len(found))


def body_words(text: str) -> str:
    """Return the tokens of an article's body and script for the search column."""
    return " ".join(tokens(text))


def title_words(code: str, title: str, title_en: str) -> str:
    """Return the tokens of a title with its sounds; the English title and the code (K0019, also typed k19) find it as well."""
    short = "".join(part.lstrip("0") for part in _CODE_PARTS.findall(code))
    return " ".join({**dict.fromkeys(tokens(f"{title} {title_en} {code} {short}")), **sounds(title)})


def keyword_words(keywords: Iterable[str]) -> str:
    """Return one line per keyword: ranking compares a question with each keyword as a whole."""
    return "\n".join(" ".join({**dict.fromkeys(tokens(keyword)), **sounds(keyword)}) for keyword in keywords)
