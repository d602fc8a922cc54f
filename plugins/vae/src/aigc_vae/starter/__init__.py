"""How the starter "Marks" was made: drawings, training, figures. Nothing of it runs in the engine."""
