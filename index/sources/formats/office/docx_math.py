"""Formulas of Word (Office MathML, ECMA-376 part 1, section 22.1) as one line of text. Pure."""

from __future__ import annotations

from typing import Any

from index.sources.raised import write_lowered, write_raised

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = f"{M}oMath"
_MAX_DEPTH = 50


def read_formula(element: Any, depth: int = 0) -> str:
    """Read a formula: "10⁶", "x^(a+b)", "(a+b)/2". What is nested too deep is left out."""
    if depth > _MAX_DEPTH:
        return ""
    text = ""
    for child in element.iterchildren("*"):
        if child.tag == f"{M}t":
            text += child.text or ""
        elif child.tag == f"{M}f":
            parts = (_find_part(child, name, depth) for name in ("num", "den"))
            text += "/".join(part if part.isalnum() else f"({part})" for part in parts)
        elif child.tag == f"{M}rad":
            text += f"√({_find_part(child, 'e', depth)})"
        elif child.tag == f"{M}sup":
            text += write_raised(read_formula(child, depth + 1), text)
        elif child.tag == f"{M}sub":
            text += write_lowered(read_formula(child, depth + 1), text)
        elif not child.tag.endswith("Pr"):
            text += read_formula(child, depth + 1)
    return text


def _find_part(element: Any, name: str, depth: int) -> str:
    part = element.find(f"{M}{name}")
    return "" if part is None else read_formula(part, depth + 1)
