"""Pages on which a body's managers set how it works with requests: its times, its ladder, its templates."""
