"""Renders what people see as HTML, from the templates in `templates`.

The templates escape every value; links are made of http and https addresses only. Nothing here
reads an archive or knows a component of the screen.
"""
