"""The latent lab: a page on which the latent space of a model is looked at, point by point."""
