"""The hub's commands as actions of Asterisk's manager."""
