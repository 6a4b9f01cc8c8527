"""How each figure of an evaluation is measured: one file a group of figures."""
