"""The one door to the small widgets: panels import from here, and the files behind it stay short."""

from agent_desk.ui.kit.buttons import Button, IconButton, Menu, Segmented, key_text
from agent_desk.ui.kit.cards import Card, Icon, KeyValue, Target, Tile
from agent_desk.ui.kit.elapsed import ElapsedLabel
from agent_desk.ui.kit.elided import ElidedLabel
from agent_desk.ui.kit.pills import Avatar, Badge, Divider, Pill
from agent_desk.ui.kit.placeholders import EmptyState, ErrorState, LoadingState, StaleBanner, StateStack, banner
from agent_desk.ui.kit.search_field import SearchField
from agent_desk.ui.kit.theme import label

__all__ = [
    "Avatar",
    "Badge",
    "Button",
    "Card",
    "Divider",
    "ElapsedLabel",
    "ElidedLabel",
    "EmptyState",
    "ErrorState",
    "Icon",
    "IconButton",
    "KeyValue",
    "LoadingState",
    "Menu",
    "Pill",
    "SearchField",
    "Segmented",
    "StaleBanner",
    "StateStack",
    "Target",
    "Tile",
    "banner",
    "key_text",
    "label",
]
