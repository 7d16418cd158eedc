"""Tests of setting up a centre."""
