"""Minutes of Norwegian regional groups as an RDF graph: who met, for whom, and who raised which theme."""

__version__ = "0.1.0"
