"""What leaves the house: declared messages, the outbox that sends them, and the secure links that let partners in."""
