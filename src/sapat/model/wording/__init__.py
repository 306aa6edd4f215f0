"""What words say: whether one wording of a text says the same as another, in Kyrgyz, Russian and English.

`compare` is the answer; the other modules are tables of words, and what reads them.
"""
