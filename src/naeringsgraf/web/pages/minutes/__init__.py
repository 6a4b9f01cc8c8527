"""The pages of minutes: the list, the meeting, and the text itself with all that was read in it."""
