"""Pages that list requests and count them: where officers land, the list, its copies, calendars and figures."""
