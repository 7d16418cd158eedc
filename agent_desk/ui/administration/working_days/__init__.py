"""The calendar of working days: a year to look at, and the form of the bank's own days."""
