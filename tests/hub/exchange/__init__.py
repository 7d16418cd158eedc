"""Tests of agent_desk/hub/exchange."""
