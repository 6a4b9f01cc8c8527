"""A third door beside the command line and the web: tools that an assistant may ask the graph by. All of them read."""
