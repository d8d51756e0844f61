"""Pages on which the managers of a body keep its webhooks."""
