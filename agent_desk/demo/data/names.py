"""Names of people who do not exist: surnames as common as they are, given names that fit the year of birth."""

from random import Random

from pypinyin import Style, lazy_pinyin

from agent_desk.demo.data.content import Content, Weighted


class NameMaker:
    """Draws names from the lists of the demonstration's content."""

    def __init__(self, content: Content) -> None:
        names = content.people["names"]
        self._surnames = Weighted([name for name, _ in names["surnames"]], [weight for _, weight in names["surnames"]])
        self._given = names["given"]
        self._two_share: float = names["two_character_share"]

    def person(self, random: Random, born: int, gender: str) -> str:
        """Return a whole name for somebody born in this year."""
        pool = next(
            one for one in self._given if one["gender"] == gender and one["born_from"] <= born <= one["born_to"]
        )
        if random.random() < self._two_share:
            first = second = random.choice(pool["first"])
            while second == first:
                second = random.choice(pool["second"])
            given = first + second
        else:
            given = random.choice(pool["whole"])
        return f"{self._surnames.draw(random)}{given}"

    def latin(self, name: str) -> str:
        """Return the name in letters, surname first: 林知微 is Lin Zhiwei."""
        surname, *given = lazy_pinyin(name, style=Style.NORMAL)
        return f"{surname.title()} {''.join(given).title()}"
