"""The explorer: pages for analysts and an endpoint for programs, served on this machine."""
