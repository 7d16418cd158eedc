"""Figures on screen: tiles, queues, charts, explanations, the wallboard."""
