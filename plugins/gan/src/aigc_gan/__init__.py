"""Generative adversarial networks, as a plugin of AIGC Desktop."""
