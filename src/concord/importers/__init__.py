"""Door: reads files that other bodies publish. A module for each kind of file; only the registry's services write."""
