"""Builds the site out of pages, programs and data: one package, one MkDocs plugin (plugin.py).

Knows pages, not how a program runs: that is playground's.
"""
