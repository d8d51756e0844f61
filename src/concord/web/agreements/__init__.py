"""Pages of the register of agreements at the desk: the list, a draft page by page, agreeing, keeping, ending."""
