"""Tests of seats and devices."""
