"""Finds sentences and names by words, in all the forms that Norwegian gives them."""
