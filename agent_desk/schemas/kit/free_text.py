"""Text that people typed, as it leaves the hub: a mark on a field, by which the hub masks the numbers in it.

What people write may hold a customer's card or telephone, whatever the field is for. A field of an answer that shows such text is
`FreeText`; one that shows a name or a word of the bank's own is `OwnText`, where a telephone may stand (a branch's). The types of
what enters the hub (kit/bounded.py) bear the same marks, so that a record that is both is masked on its way out. The hub encodes
every answer with its masks in the context; elsewhere (the desk, a stored row) the text stays as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final, cast

from pydantic import GetCoreSchemaHandler, SerializationInfo
from pydantic_core import CoreSchema, core_schema

from agent_desk.schemas.kit.personal_numbers import STRUCK, NumberKind

Mask = Callable[[str, frozenset[NumberKind]], str]
MASK: Final = "mask"
"""The key of the encoder's context under which the hub gives its `Mask`."""
EVERY: Final[frozenset[NumberKind]] = STRUCK | {"telephone"}


@dataclass(frozen=True, slots=True)
class Typed:
    """The mark: which kinds of numbers are masked in the field's text."""

    kinds: frozenset[NumberKind]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        shown = core_schema.plain_serializer_function_ser_schema(self._shown, info_arg=True, when_used="json")
        return cast(CoreSchema, {**handler(source), "serialization": shown})

    def _shown(self, value: Any, info: SerializationInfo) -> Any:
        mask: Mask | None = info.context.get(MASK) if info.context else None
        return value if mask is None else masked_in(value, mask, self.kinds)


def masked_in(value: Any, mask: Mask, kinds: frozenset[NumberKind] = EVERY) -> Any:
    """Return a value with every text in it masked, however deep it lies."""
    if isinstance(value, str):
        return mask(value, kinds)
    if isinstance(value, dict):
        return {name: masked_in(one, mask, kinds) for name, one in value.items()}
    return [masked_in(one, mask, kinds) for one in value] if isinstance(value, list | tuple) else value


FREE: Final = Typed(EVERY)
OWN: Final = Typed(STRUCK)
FreeText = Annotated[str, FREE]
"""What somebody wrote about a customer, a call or a colleague."""
OwnText = Annotated[str, OWN]
"""A name or a text of the bank's own: telephones stay, cards and identity numbers do not."""
