"""Documents to keep and to hand on: PDF, with tags for those who hear them read."""
