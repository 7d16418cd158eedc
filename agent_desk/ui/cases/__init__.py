"""Panels about complaints: the form over the call, the list by due day, one complaint with its story."""
