"""The parts of a Word document beside its text: the archive, the styles, the numbering of lists."""
