"""The officers' door: pages for people who have signed in."""
