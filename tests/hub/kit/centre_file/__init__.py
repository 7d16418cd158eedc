"""Tests of the centre's file."""
