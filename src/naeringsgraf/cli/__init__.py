"""One of the two thin doors: words in, a function called, words out."""
