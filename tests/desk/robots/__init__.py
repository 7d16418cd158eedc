"""Tests of the robot agents."""
