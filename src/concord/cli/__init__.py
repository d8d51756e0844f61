"""Door: `concord …`, a module for each group of commands. Holds no rules."""
