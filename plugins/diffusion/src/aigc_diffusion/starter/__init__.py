"""The recipe of the starter model `icons-64`: drawings, captions, training, evaluation, export.

Nothing here is imported when a picture is generated. The model folder is plain diffusers layout and loads
without this package; the recipe is shipped so that anybody can check it, repeat it and change it.
What the application needs besides, the words that the model knows and its best settings, is exported as data.
"""
