"""AIGC Desktop: run generative models on your own machine and turn the results into finished assets."""

__version__ = "0.1.0"
