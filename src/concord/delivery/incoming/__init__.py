"""Mail that comes in: replies, automatic answers and bounces, each kept at once and put before its room once."""
