"""The application's window: all that knows Qt."""
