"""Networks as node-link JSON, as networkx and d3 read it; it alone holds every sentence whole."""

from naeringsgraf.analysis.network import Network
from naeringsgraf.views.networks.describing import (
    describe_edge,
    describe_meeting,
    describe_network,
    describe_node,
    describe_quote,
    name_shared,
    write_json,
)


def write_node_link(network: Network) -> str:
    """Write node-link JSON. Sentences and meetings stand once, under "graph"; a line names them by their place there.

    So `graph["quotes"][n]` is a sentence for each n of an edge's "quotes", and `graph["meetings"][n]` a meeting.
    """
    quotes = {quote.id: number for number, quote in enumerate(network.quotes)}
    meetings = {meeting.document: number for number, meeting in enumerate(network.meetings)}
    graph = {
        **describe_network(network),
        "places": network.counted.places if network.counted else None,
        "counted": network.counted.tell() if network.counted else [],
        "quotes": [describe_quote(quote) for quote in network.quotes],
        "meetings": [describe_meeting(meeting) for meeting in network.meetings],
    }
    edges = []
    for edge in network.edges:
        told = describe_edge(edge) | {"quotes": [quotes[quote.id] for quote in edge.quotes]}
        told["meetings"] = [meetings[meeting.document] for meeting in edge.meetings]
        if edge.themes:
            told["shared_themes"] = name_shared(edge, network)
        edges.append(told)
    nodes = [describe_node(node) for node in network.nodes]
    whole = {"directed": network.directed, "multigraph": False, "graph": graph, "nodes": nodes, "edges": edges}
    return write_json(whole)
