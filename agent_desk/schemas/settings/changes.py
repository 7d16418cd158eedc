"""What the hub tells of declared settings."""

from agent_desk.schemas.kit.change import Change


class SettingChanged(Change, area="settings", entity="setting"):
    """A setting has another value, one waits for its day, or the day of one has come. `name`: the setting's."""

    name: str
