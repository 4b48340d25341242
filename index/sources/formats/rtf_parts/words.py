"""The meaning of the control words and symbols of RTF, as far as it concerns text. Pure."""

from __future__ import annotations

# Groups that are not text. A group that begins with \* is one unless it is in STARRED_TEXTS.
NOT_TEXT = frozenset(
    "aftncn aftnsep aftnsepc annotation atnauthor atndate atnicn atnid atnparent atnref atntime"
    " atrfend atrfstart bkmkend bkmkstart colortbl do fldinst filetbl fonttbl footer footerf"
    " footerl footerr footnote ftncn ftnsep ftnsepc header headerf headerl headerr info listtable"
    " listtext nonesttables nonshppict objdata pict pntext pnseclvl private result revtbl rxe"
    " shprslt stylesheet tc tcn template txe xe".split()
)
STARRED_TEXTS = frozenset(("shpinst", "ud"))
PROPERTIES = ("title", "author")
# The target of the text in a box.
BOX = "box"
CHARACTERS = {
    "emdash": "\u2014", "endash": "\u2013", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "bullet": "\u2022", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "zwj": "\u200d", "zwnj": "\u200c",
    "line": "\n", "softline": "\n", "lbr": "\n", "tab": "\t", "nestcell": "\t", "nestrow": "\n",
}  # fmt: skip
SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\", b"\t": "\t"}
PARAGRAPH_SYMBOLS = (b"\r", b"\n")
TABLES = ("pard", "intbl", "trowd")
PARAGRAPH_ENDS = ("par", "sect", "page", "column")
STRUCK = ("strike", "striked")
# Raised and lowered letters; \up and \dn by so many half-points.
POSITIONS = {"super": 1, "up": 1, "sub": -1, "dn": -1, "nosupersub": 0}
# All others say how the text looks.
KNOWN = frozenset(
    (
        *NOT_TEXT,
        *STARRED_TEXTS,
        *PROPERTIES,
        *CHARACTERS,
        *TABLES,
        *PARAGRAPH_ENDS,
        *STRUCK,
        *POSITIONS,
    )
) | frozenset("bin u cell row upr shptxt uc plain v deleted f ansi ansicpg mac pc pca".split())
