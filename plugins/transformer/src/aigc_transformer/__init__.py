"""Text generation with causal language models in transformers layout, as a plugin of AIGC Desktop."""
