"""A document becomes a meeting: head, attendance, agenda, turns, decisions, with names as printed."""
