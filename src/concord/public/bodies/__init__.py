"""Pages about one body: its names, codes and life, who came before and after it, and whose partner it is."""
