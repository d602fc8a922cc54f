"""A generator for tests: quick, deterministic, and it fails on demand."""
