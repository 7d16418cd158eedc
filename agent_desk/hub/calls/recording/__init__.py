"""Recordings and supervisors in calls."""
