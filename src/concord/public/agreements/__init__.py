"""What a council has agreed with whom, as far as it has put that on its public page."""
