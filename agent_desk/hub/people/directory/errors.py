"""What can go wrong when somebody signs in by a directory."""

from agent_desk.hub.kit.errors import HubError


class DirectoryDown(HubError):
    id, status = "directory_down", 503
    sentence = "The bank's directory does not answer. Try again in a minute; accounts of the hub's own go on working."


class DirectoryOff(HubError):
    id, status = "directory_off", 403
    sentence = "Sign-in by the bank's directory or browser is switched off. Ask a system administrator."


class NoRoleHere(HubError):
    id, status = "no_role_here", 403
    sentence = "You are known, but none of your groups gives a role here. Ask an administrator."


class NotHere(HubError):
    id, status = "not_here", 403
    sentence = "You are known, but have no account here yet. Ask an administrator to add you."


class OpenIdRefused(HubError):
    id, status = "openid_refused", 401
    sentence = "The sign-in in the browser did not succeed or took too long. Please begin again."
