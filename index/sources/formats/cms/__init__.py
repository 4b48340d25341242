"""Exports of content management systems, such as WordPress, Ghost, Movable Type and Arc."""
