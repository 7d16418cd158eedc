"""What can go wrong when somebody signs in."""

from agent_desk.hub.kit.errors import HubError


class WrongCredentials(HubError):
    id, status = "wrong_credentials", 401
    sentence = "The user name or the password is wrong. {tries_left} tries left."


class SignInDelayed(HubError):
    id, status = "sign_in_delayed", 429
    sentence = "Too many wrong sign-ins. Try again in {seconds} seconds."


class WrongCode(HubError):
    id, status = "wrong_code", 401
    sentence = "The code is wrong, has run out or was used already. {tries_left} tries left."


class CodeNeeded(HubError):
    id, status = "code_needed", 403
    sentence = "Give the code that your telephone shows, or one of your recovery codes."


class SecondFactorNeeded(HubError):
    id, status = "second_factor_needed", 403
    sentence = "Your role signs in with a second factor. Take it into your telephone, and give the code that it shows."


class OneTimePasswordExpired(HubError):
    id, status = "one_time_password_expired", 403
    sentence = "The password that was given to you has run out. Ask an administrator for a new one."


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


class RoleStands(HubError):
    id, status, sentence = "role_stands", 409, "The state of this role has been changed already. Look at it again."


class LentRights(HubError):
    id, status = "lent_rights", 409
    sentence = "What you may do only because you stand in for somebody is not passed on. Ask somebody who manages people themselves."


class ReviewUnderWay(HubError):
    id, status = "review_under_way", 409
    sentence = "A review of rights is under way already."


class ReviewOver(HubError):
    id, status = "review_over", 409
    sentence = "This review is finished; nothing in it is changed any more."


class ReviewLeft(HubError):
    id, status = "review_left", 409
    sentence = "{left} rows are not settled yet: confirm them, or have them taken away."


class OwnReview(HubError):
    id, status = "own_review", 409
    sentence = "Nobody confirms their own rights; somebody else has to look at them."


class RoleOfGroup(HubError):
    id, status = "role_of_group", 409
    sentence = "This person has their roles by groups of the directory: take them out of the group, or the role from the group."


class GuessablePassword(HubError):
    id, status = "guessable_password", 422
    sentence = (
        "The new password is easily guessed. Take several words that have nothing to do with each other, or with you."
    )


class LastAdministrator(HubError):
    id, status = "last_administrator", 409
    sentence = "Then nobody could manage people any more. Give somebody else an administrator's role first."
