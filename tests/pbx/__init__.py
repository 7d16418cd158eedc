"""Tests against a real Asterisk: its own rig in a chroot, SIPp callers, baresip telephones, a hub process."""
