"""Workspaces: areas put side by side."""
