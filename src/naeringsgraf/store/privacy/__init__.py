"""Who sees names: levels, graphs without names, forgetting, and what is held of a person."""
