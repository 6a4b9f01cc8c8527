"""Text becomes mentions: one matcher over the names of all registers and the labels of all themes."""
