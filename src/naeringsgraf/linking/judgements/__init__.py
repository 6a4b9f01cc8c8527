"""What people decided: read from a CSV, held against what the minutes say now, and carried out."""
