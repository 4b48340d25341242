"""The pages of a PDF through pdfium. Their layout is left to `layout`."""
