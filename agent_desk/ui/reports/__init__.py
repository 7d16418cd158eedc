"""History and reports: tables of any period, compared, explained, taken out."""
