"""The child process that activates plugins, loads models and generates."""
