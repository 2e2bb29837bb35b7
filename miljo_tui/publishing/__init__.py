"""The page and the exports, rendered from the model; what is internal never comes this far."""
