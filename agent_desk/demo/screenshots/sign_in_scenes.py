"""The sign-in window: fresh, refused, a seat that is taken, another hub."""

from __future__ import annotations

from agent_desk.demo.screenshots.play import Play
from agent_desk.desk.kit.front_door import FrontDoor
from agent_desk.ui.sign_in.sign_in import SignInForm

NAMES = ("sign-in", "sign-in-error", "sign-in-seat-taken", "sign-in-hub")


def play(stage: Play) -> None:
    """Photograph them; the window is left as it was found."""
    window = stage.desk.sign_in
    stage.camera.shoot("sign-in", window)

    window.ask(SignInForm(stage.cast["agents"][0]["login"], "wrong"))
    window.login.setText(stage.cast["agents"][0]["login"])
    window.password.setText("wrong")
    stage.wait(lambda: not window.busy and window.error_text(), "the refusal")
    stage.camera.shoot("sign-in-error", window)

    login = stage.cast["agents"][1]["login"]
    door = FrontDoor(stage.settings.hub, None, "A-12")
    door.knock(login, stage.cast["password"], True)
    window.show_error(None)
    window.login.setText(login)
    window.password.setText(stage.cast["password"])
    window.ask(SignInForm(login, stage.cast["password"]))
    stage.wait(lambda: not window.busy and window.error_text(), "the question about the seat")
    stage.camera.shoot("sign-in-seat-taken", window)
    window.show_error(None)

    window._turn_to_settings()
    stage.camera.shoot("sign-in-hub", window)
    window._turn_back()
    window.login.clear()
    window.clear_password()
