"""Pages that character recognition reads: by Tesseract, or before, as hOCR or ALTO."""
