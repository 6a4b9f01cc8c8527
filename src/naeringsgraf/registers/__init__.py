"""What names stand for, and when they did: the tables of `data/registers` and the thesaurus of `data/themes`."""
