"""The administrator's pages: people, roles, settings, masks, recording, alarms, the audit trail."""
