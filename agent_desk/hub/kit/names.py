"""Pinyin keys of names, so that an agent finds 单田芳 by `shantianfang`, `stf` or a part of either.

Characters with several readings have one as a surname that dictionaries list last or not at all; those are a table
here.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from itertools import islice, product
from typing import Final

from agent_desk.hub.kit.masking_rules import COMPOUND_SURNAMES
from agent_desk.schemas.kit.chinese import without_unseen

BETWEEN_PARTS: Final = re.compile(r"[\s·•.‧∙・･⋅]")
"""What stands between the parts of a name (阿依古丽·买买提), with a dot of whichever keyboard."""

_SURNAMES: Final = (
    "单:shan 仇:qiu 解:xie 查:zha 曾:zeng 区:ou 朴:piao 盖:ge|gai 任:ren 华:hua 缪:miao 翟:zhai 乐:yue|le 员:yun 冼:xian "
    "洗:xian 覃:qin|tan 句:gou 繁:po 黑:he 折:she 召:shao 种:chong 秘:bi 逄:pang 宓:mi|fu 牟:mou|mu 燕:yan 隗:kui|wei "
    "祭:zhai 谌:chen|shen 葛:ge 郇:xun|huan 纪:ji 柏:bai 佴:nai 钭:tou 都:du 应:ying 那:na 车:che 卜:bu 贲:ben 尹:yin "
    "哈:ha 石:shi 沈:shen 宁:ning 薄:bo 尧:yao 重:chong 令:ling 洪:hong 孙:sun 过:guo 干:gan 俞:yu 於:yu 肖:xiao 晁:chao "
    "适:kuo 弗:fei 撒:sa 尉:wei 芮:rui 臧:zang 乜:nie 叶:ye 行:xing 长:zhang|chang 藏:zang 相:xiang 幺:yao 阚:kan 谯:qiao"
)
_GIVEN: Final = (
    "长:chang|zhang 乐:le|yue 行:xing|hang 朝:chao|zhao 传:chuan|zhuan 重:zhong|chong 盛:sheng|cheng 晟:sheng|cheng "
    "茜:qian|xi 柏:bai|bo 娜:na|nuo 莘:shen|xin 莞:wan|guan 炅:jiong|gui 贾:jia|gu 颉:jie|xie 曾:zeng|ceng 单:dan|shan "
    "朴:pu|piao 燕:yan 露:lu 藏:cang|zang 参:can|shen 佛:fo|fu 睿:rui 隽:jun|juan 骁:xiao 适:shi 解:jie|xie 种:zhong|chong "
    "仇:chou|qiu 翟:zhai|di 叶:ye 石:shi 降:jiang|xiang 弹:dan|tan 调:diao|tiao 会:hui 强:qiang 和:he 盖:gai|ge 宁:ning"
)


def _readings(table: str) -> dict[str, tuple[str, ...]]:
    pairs = (pair.split(":") for pair in table.split())
    return {character: tuple(readings.split("|")) for character, readings in pairs}


SURNAME_READINGS: Final[dict[str, tuple[str, ...]]] = _readings(_SURNAMES) | {
    "叶赫": ("ye he",),
    "尉迟": ("yu chi",),
    "万俟": ("mo qi",),
    "长孙": ("zhang sun",),
    "澹台": ("tan tai",),
    "令狐": ("ling hu",),
    "单于": ("chan yu",),
    "宰父": ("zai fu",),
    "亓官": ("qi guan",),
    "乐正": ("yue zheng",),
    "夏侯": ("xia hou",),
    "鲜于": ("xian yu",),
    "仲长": ("zhong chang",),
    "爱新觉罗": ("ai xin jue luo",),
}
GIVEN_READINGS: Final = _readings(_GIVEN)
"""Characters that people are given as names with more than one reading; others keep what the dictionary says."""
_MOST_READINGS: Final = 24


def name_keys(name: str) -> set[str]:
    """Lower-case lookup keys of a name: the full pinyin and the initials, for each likely reading.

    A lookup matches a prefix or a part of a key. Letters and digits in the name stay; dots and blanks go. Never raises;
    a name without a letter or a Chinese character has no key. At most 24 readings are kept, the likeliest first.
    """
    keys: set[str] = set()
    for syllables in islice(product(*_choices(name)), _MOST_READINGS):
        keys.add("".join(syllables))
        keys.add("".join(syllable[0] for syllable in syllables))
    return {variant for key in keys for variant in _spellings(key)} - {""}


def pinyin(text: str) -> str:
    """Return how a text is read, in lower-case syllables with a blank between; words in letters stay as they are."""
    return " ".join(syllable for syllable, _ in _syllables(text))


def _choices(name: str) -> list[list[str]]:
    """Per syllable the readings to try, the likeliest first."""
    text = without_unseen(unicodedata.normalize("NFKC", name))
    if not text.isascii():
        text = BETWEEN_PARTS.sub("", text)
    for length in (4, 2, 1):
        head = text[:length]
        if len(head) == length and (readings := SURNAME_READINGS.get(head)):
            return _columns([reading.split() for reading in readings]) + _given(text[length:])
        if length > 1 and head in COMPOUND_SURNAMES and len(text) > length:
            return _given(head)[:length] + _given(text[length:])
    return _given(text)


def _columns(readings: list[list[str]]) -> list[list[str]]:
    """Readings of a whole surname as choices per syllable."""
    return [list(dict.fromkeys(column)) for column in zip(*readings, strict=True)]


def _given(text: str) -> list[list[str]]:
    choices: list[list[str]] = []
    # A character with several readings keeps the one of its phrase in front.
    for reading, source in _syllables(text):
        others = GIVEN_READINGS.get(source, ())
        choices.append(list(dict.fromkeys((reading, *others))))
    return choices


def _syllables(text: str) -> list[tuple[str, str]]:
    """Return each syllable with the character it came from; words in letters count as one syllable each."""
    found: list[tuple[str, str]] = []
    rest = text
    for (reading,) in _read()(text, errors="default"):
        source = rest[: len(reading)] if rest.startswith(reading) else rest[:1]
        rest = rest[len(source) :]
        for word in reading.split():
            if clean := "".join(filter(str.isalnum, word)).lower():
                found.append((clean, source))
    return found


@cache
def _read() -> Callable[..., list[list[str]]]:
    # Its dictionary takes half a second, and the process that reads the exchange looks for telephones alone.
    pypinyin = import_module("pypinyin")
    return partial(pypinyin.pinyin, style=pypinyin.Style.NORMAL)


def _spellings(key: str) -> set[str]:
    """ü is typed as v, and printed as yu in passports: 吕 is lv, lyu, and often lu."""
    found = {key}
    for syllable in ("lv", "nv"):
        if syllable in key:
            found |= {key.replace(syllable, syllable[0] + "yu"), key.replace(syllable, syllable[0] + "u")}
    return found
