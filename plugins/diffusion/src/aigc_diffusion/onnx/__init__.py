"""Diffusion in ONNX Runtime: nothing here imports torch, diffusers or transformers."""
