"""A store behind a SPARQL 1.1 endpoint: how it is addressed, asked, and published to."""
