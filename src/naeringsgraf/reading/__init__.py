"""Files become text: one normalised string, and the lines in it with their place and layout."""
