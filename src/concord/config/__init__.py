"""Settings, URLs and other wiring: the one room above the doors. No rule and no table lives here."""
