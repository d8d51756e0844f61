"""Files that people attach: their type checked by content, scanned, hashed, encrypted, kept on disk or in a store."""
