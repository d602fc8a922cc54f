"""The form engine: a JSON Schema of parameters becomes a form."""
