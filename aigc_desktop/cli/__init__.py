"""The command line: one file a command. It drives the same core as the window."""
