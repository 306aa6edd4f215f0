"""The auditor's pack: made by sapat, proved without it."""
