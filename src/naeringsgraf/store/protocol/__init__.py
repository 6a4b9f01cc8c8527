"""What an endpoint of SPARQL 1.1 asks of the engine: answers written as they come, graphs, descriptions and updates.

Nothing here knows of HTTP; what is asked comes as plain values and what is answered goes to an `Outlet`.
"""
