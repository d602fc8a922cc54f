"""Text-to-image diffusion models in diffusers layout, as a plugin of AIGC Desktop."""
