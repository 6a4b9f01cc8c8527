"""Who is the same person across documents: appearances, candidates, evidence, clusters, names."""
