"""The recipe of the starter model `materials-128`: textures, training, evaluation, export.

Nothing here is imported when a picture is generated. The recipe is shipped so that anybody can check it,
repeat it and change it.
"""
