"""Ring and chime. Without a sound device, or without Qt's sound library, the desk works on silently and can say so."""

import importlib
from types import ModuleType
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication, QUrl

from agent_desk.ui.kit import resources

Sound = Literal["ring", "chime", "alert"]

_player: "Player | None" = None


def _multimedia() -> ModuleType | None:
    """QtMultimedia, loaded when the first sound plays: it costs a seat's start 0.1 s and needs libpulse0 on Linux.

    This is the one place of the kit that loads a module by name.
    """
    try:
        return importlib.import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


class Player:
    """Plays the desk's sounds. `available()` after the first use says whether anything can be heard."""

    def __init__(self) -> None:
        self._effects: dict[str, Any] = {}
        self._fault: str | None = None
        self._looked = False
        self._library: ModuleType | None = None
        self.muted = False

    def _look(self) -> None:
        if self._looked:
            return
        self._looked = True
        self._library = _multimedia()
        if self._library is None:
            self._fault = QCoreApplication.translate(
                "Sounds", "No sound: Qt's sound library does not load (on Linux the package libpulse0 is missing)."
            )
        elif self._library.QMediaDevices.defaultAudioOutput().isNull():
            self._fault = QCoreApplication.translate("Sounds", "No sound: this seat has no audio output.")

    def library(self) -> ModuleType | None:
        """Qt's sound library, where something can be heard with it."""
        self._look()
        return self._library if self._fault is None else None

    def available(self) -> tuple[bool, str]:
        """Return whether sounds can be heard, and if not, one sentence why."""
        self._look()
        return self._fault is None, self._fault or ""

    def play(self, sound: Sound, *, loop: bool = False, volume: float = 0.8) -> bool:
        """Start a sound (the ring loops until `stop`); False when nothing can be heard."""
        self._look()
        if self._fault is not None or self._library is None or self.muted:
            return False
        effect = self._effects.get(sound)
        if effect is None:
            effect = self._library.QSoundEffect()
            effect.setSource(QUrl.fromLocalFile(str(resources.path("sounds", f"{sound}.wav"))))
            self._effects[sound] = effect
        effect.setVolume(volume)
        effect.setLoopCount(self._library.QSoundEffect.Loop.Infinite.value if loop else 1)
        effect.play()
        return True

    def stop(self, sound: Sound) -> None:
        """Silence a sound; nothing happens when it is not playing."""
        effect = self._effects.get(sound)
        if effect is not None:
            effect.stop()


def player() -> Player:
    """Return the seat's one player."""
    global _player
    if _player is None:
        _player = Player()
    return _player


def use(other: Player) -> None:
    """Let another one play from now on: pictures of the desk are the same on a machine with loudspeakers and on one without."""
    global _player
    _player = other


def ring() -> bool:
    """Ring until `stop_ring`."""
    return player().play("ring", loop=True)


def stop_ring() -> None:
    """Stop ringing."""
    player().stop("ring")


def chime() -> bool:
    """Return one short, soft sound: something arrived."""
    return player().play("chime")


def available() -> tuple[bool, str]:
    """Return whether this seat can be heard to ring, and if not, one sentence why."""
    return player().available()


def installed() -> bool:
    """Return whether Qt's sound library loads here, be there an audio output or not."""
    return _multimedia() is not None
