"""History: everything that was done, with what and where; single things brought back; promises over time."""
