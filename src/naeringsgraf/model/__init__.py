"""What minutes are made of: frozen dataclasses that import nothing of the project."""
