"""The endpoint: SPARQL 1.1 Protocol, Graph Store Protocol and Service Description, as HTTP has them."""
