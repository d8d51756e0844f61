"""The register as a set of CSV tables: what they are, reading them, writing them. Plain values; no database."""
