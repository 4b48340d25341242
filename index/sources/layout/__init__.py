"""From pieces of lines with their places on pages to running text. Pure.

`columns` puts the pieces of a page in order, `margins` takes out headers and footers, `paragraphs`
finds the paragraphs and what interrupts them, `hyphens` joins broken words, and `running_text` does
all of this in order.
"""
