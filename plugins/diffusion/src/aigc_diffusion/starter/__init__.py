"""The recipe of the starter model `icons-64`: drawings, captions, training, evaluation, export.

Nothing here is imported when a picture is generated. The model folder is plain diffusers layout and loads
without this package; the recipe is shipped so that anybody can check it, repeat it and change it.
`captions.unknown_words` alone is of use at generation time, and it needs nothing but the standard library.
"""
