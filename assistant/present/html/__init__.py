"""Renders pages and parts of pages as HTML: a module `*_view` for each, templates in `templates`.

The templates escape every value and link only to http and https addresses. Reading an archive and
the components of the screen are not here.
"""
