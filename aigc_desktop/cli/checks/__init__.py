"""What `aigc doctor` looks at. Each check returns findings and raises nothing that a user could meet."""
