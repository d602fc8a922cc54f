"""The plugin for variational autoencoders."""
