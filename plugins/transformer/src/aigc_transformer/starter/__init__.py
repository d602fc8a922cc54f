"""The recipe of the starter model `copywriter`: words, corpus, tokenizer, training, evaluation, export.

Nothing here is imported when a text is generated. The model folder is plain transformers layout and loads
without this package; the recipe is shipped so that anybody can check it, repeat it and change it.
"""
