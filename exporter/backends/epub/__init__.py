"""Edition → EPUB 3.3 that old readers open too. `write.py` is the recipe; only `package.py` touches ebooklib.

ebooklib is AGPL-3.0-or-later: nothing outside this folder may import it, so that a PDF or Word run never loads it.
"""
