"""What an officer of either side does on the page of a request, a page and a small form for each."""
