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
