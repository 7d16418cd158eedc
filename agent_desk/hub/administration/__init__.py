"""Administration: the centre's settings and the audit trail."""
