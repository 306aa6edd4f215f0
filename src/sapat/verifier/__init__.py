"""The second implementation: what `verify.py` of an auditor's pack is put together from.

Nothing here imports the rest of sapat, and nothing of sapat but `read/verifier.py` reads this: what proves our packs must
not share our mistakes. It runs on Python 3.9 with its library alone (`python -IS verify.py`), so newer forms are absent.
"""
