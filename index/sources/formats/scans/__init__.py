"""Scanned pages: pictures, and what programs recognised in them before (hOCR, ALTO, METS)."""
