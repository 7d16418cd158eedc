"""The voice plan of the rig: one number for each thing that is looked at, in queues of its own."""

from typing import Final

from agent_desk.schemas.calls.voice_plan import VoicePlan

VOICE_QUEUES: Final = ("loan", "ebank", "urgent")
MENU, SHUT, LATE, KEPT, FULL = "95510", "95511", "95512", "95513", "95514"
IDENTITY: Final = "510104199001011234"
ALWAYS: Final = [[{"start": "00:00", "end": "24:00"}]] * 7

VOICE: Final = VoicePlan.model_validate(
    {
        "numbers": [
            {
                "number": MENU,
                "queue": "account",
                "menu": "main",
                "greeting_sound": "greeting",
                "hours": "always",
                "survey": True,
            },
            {"number": SHUT, "queue": "account", "hours": "never"},
            {"number": LATE, "queue": "loan"},
            {"number": KEPT, "queue": "ebank"},
            {"number": FULL, "queue": "urgent"},
        ],
        "hours": [{"code": "never", "week": [[]] * 7}, {"code": "always", "week": ALWAYS}],
        "days": [{"day": "2020-01-01"}, {"day": "2020-01-04", "as_weekday": 1}],
        "menus": [
            {
                "code": "main",
                "sound": "menu-main",
                "otherwise": "account",
                "tries": 2,
                "wait_s": 3,
                "choices": [
                    {"key": "1", "does": "queue", "target": "account", "identity": True},
                    {"key": "2", "does": "menu", "target": "cards"},
                    {"key": "0", "does": "repeat"},
                ],
            },
            {
                "code": "cards",
                "sound": "menu-cards",
                "otherwise": "account",
                "choices": [
                    {"key": "3", "does": "queue", "target": "credit"},
                    {"key": "4", "does": "message", "target": "lost-card"},
                ],
            },
        ],
        "queues": [
            {"queue": "loan", "overflow": {"after_s": 5, "does": "queue", "target": "credit"}},
            {"queue": "ebank", "callback_key": "1", "tell_wait": True, "handle_s": 120},
            {"queue": "urgent", "overflow": {"per_agent": 1, "does": "message", "target": "busy"}},
        ],
    }
)
