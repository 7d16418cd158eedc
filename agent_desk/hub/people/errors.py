"""What can go wrong when somebody signs in."""

from agent_desk.hub.kit.errors import HubError


class WrongCredentials(HubError):
    id, status = "wrong_credentials", 401
    sentence = "The user name or the password is wrong. {tries_left} tries left."


class LockedOut(HubError):
    id, status = "locked_out", 423
    sentence = "Too many wrong passwords. Sign in again after {until_at}, or ask an administrator to unlock you."


class SeatTaken(HubError):
    id, status = "seat_taken", 409
    sentence = "You are signed in at seat {seat} since {since_at}. Take over to sign in here."


class PasswordChangeNeeded(HubError):
    id, status = "password_change_needed", 403
    sentence = "This password was given to you for one use. Choose your own password to sign in."


class WeakPassword(HubError):
    id, status = "weak_password", 422
    sentence = (
        "The new password needs at least {least} characters, must differ from the old one, "
        "and must not contain the user name."
    )


class OwnRights(HubError):
    id, status = "own_rights", 409
    sentence = "Nobody widens their own rights. Ask somebody else who manages people."


class BeyondReach(HubError):
    id, status = "beyond_reach", 403
    sentence = "You cannot hand out rights that reach further than your own."


class LastAdministrator(HubError):
    id, status = "last_administrator", 409
    sentence = "Then nobody could manage people any more. Give somebody else an administrator's role first."
