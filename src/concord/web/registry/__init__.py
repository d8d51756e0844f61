"""Pages on which a council's keepers of the register settle which trusts provide services in its area."""
