"""NewsML-G2, the news items of agencies. Pure. https://iptc.org/standards/newsml-g2/"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.core.errors import DatelineError
from index.language.en.publishing.corrections import speaks_of_correction
from index.language.sites.bylines import split_byline
from index.sources.formats.agency import nitf
from index.sources.formats.agency.body import extract_body, extract_inline
from index.sources.formats.agency.elements import (
    LANGUAGE,
    choose_english,
    find_all,
    find_children,
    find_element,
    one_line_text,
)
from index.sources.formats.agency.story import Story, make_item, parse_status, read_instructions
from index.sources.html.blocks import Tree, local_name
from index.sources.metadata import Metadata, language_tag


def read_stories(item: Tree) -> Iterator[Story]:
    """Read the story of a <newsItem> element."""
    management = find_element(item, "itemmeta")
    status = _read_code(find_element(management, "pubstatus"))
    text, fault = "", ""
    metadata = _read_metadata(item)
    try:
        text = _find_text(item, metadata.title)
    except DatelineError as error:
        fault = str(error)
    yield Story(
        text,
        metadata,
        # A version that is not stated is the first, says the standard.
        item=make_item(
            item.get("guid", ""),
            item.get("version", "") or "1",
            one_line_text(find_element(management, "versioncreated")),
        ),
        status=parse_status(status),
        reason=f"it is {status} by its pubStatus",
        fault=fault,
    )


def _read_metadata(item: Tree) -> Metadata:
    management, content = find_element(item, "itemmeta"), find_element(item, "contentmeta")
    # IPTC: contentCreated is when the content was created, firstCreated when the first version of
    # the item was. An agency that puts an old story into a new item states both, so the content's
    # date is the story's; most others state firstCreated alone, or the same twice. versionCreated
    # changes with every correction of the item, and stands for the others only if it is alone.
    version_created = one_line_text(find_element(management, "versioncreated"))
    published = (
        one_line_text(find_element(content, "contentcreated"))
        or one_line_text(find_element(management, "firstcreated"))
        or version_created
    )
    updated = one_line_text(find_element(content, "contentmodified")) or version_created
    metadata = Metadata(
        title=_find_title(item, content),
        source=_read_name(find_element(management, "provider")),
        authors=tuple(_find_authors(content)),
        published=published,
        updated="" if updated == published else updated,
        language=_find_language(item, content),
        section=_find_section(content),
    )
    return _read_terms(metadata, item)


def _read_terms(metadata: Metadata, item: Tree) -> Metadata:
    """Add what the item states about rights, embargo and correction."""
    management, content = find_element(item, "itemmeta"), find_element(item, "contentmeta")
    rights = find_all(item, "rightsinfo")
    # Rights of a part of the content, such as a picture, are not those of its text.
    (general, *_) = [*(one for one in rights if not one.get("idrefs")), None]
    notices = choose_english(list(find_all(general, "copyrightnotice")))
    holder = _read_name(find_element(general, "copyrightholder"))
    embargoes = find_children(management, "embargoed")
    notes = find_children(management, "ednote")
    metadata = replace(
        metadata,
        copyright=one_line_text(notices) or (f"© {holder}" if holder else ""),
        usage=one_line_text(choose_english(list(find_all(general, "usageterms")))),
        credit=one_line_text(find_element(content, "creditline")),
        data_mining=" ".join(_read_data_mining(general)),
        # An empty element is an embargo without a date.
        embargo=" ".join(one_line_text(one) or "true" for one in embargoes),
        correction=_find_correction(management, notes),
    )
    return read_instructions(metadata, [one_line_text(note) for note in notes])


def _read_data_mining(rights: Tree | None) -> Iterator[str]:
    """The codes and words about mining of text and data."""
    for name in ("datamining", "otherconstraints"):
        for element in find_all(rights, name):
            yield from filter(
                None,
                (element.get("uri"), element.get("qcode"), element.get("href")),
            )
            yield from filter(None, [one_line_text(element)])


def _find_correction(management: Tree | None, notes: list[Tree]) -> str:
    """The note of a correction, or the word of its signal."""
    for note in notes:
        if "correct" in (note.get("role") or "").lower() and (text := one_line_text(note)):
            return text
    for signal in find_children(management, "signal"):
        if (code := _read_code(signal)) and speaks_of_correction(code):
            return one_line_text(find_element(signal, "name")) or code
    return ""


def _find_title(item: Tree, content: Tree | None) -> str:
    """The headline, else the one of the text inside, else the slugline."""
    for name, root in (
        ("headline", content),
        ("hl1", item),
        ("title", find_element(item, "contentset")),
    ):
        if title := one_line_text(find_element(root, name)):
            return title
    return one_line_text(find_element(item, "itemmeta", "title")) or one_line_text(
        find_element(content, "slugline")
    )


def _find_authors(content: Tree | None) -> Iterator[str]:
    """The byline as written, else the creators."""
    bylines = [one_line_text(child) for child in find_children(content, "by")]
    if any(bylines):
        for byline in bylines:
            yield from split_byline(byline)
    else:
        yield from filter(None, map(_read_name, find_children(content, "creator")))


def _read_name(element: Tree | None) -> str:
    """The name inside a provider, creator or subject, else its code without the scheme."""
    if element is None:
        return ""
    code = element.get("literal") or element.get("qcode", "").rpartition(":")[2]
    # A number of a controlled vocabulary is not a name.
    return one_line_text(find_element(element, "name")) or ("" if code.isdigit() else code)


def _find_section(content: Tree | None) -> str:
    """The name of the first topic; people and places are subjects, too."""
    for subject in find_children(content, "subject"):
        kind, code = subject.get("type", ""), subject.get("qcode", "")
        topical = kind.endswith("abstract") or code.startswith(("medtop:", "subj:"))
        if topical and (name := one_line_text(find_element(subject, "name"))):
            return name
    return ""


def _find_language(item: Tree, content: Tree | None) -> str:
    tagged = find_element(content, "language")
    tag = "" if tagged is None else tagged.get("tag", "")
    return language_tag(tag) or language_tag(item.get(LANGUAGE) or "")


def _find_text(item: Tree, title: str) -> str:
    """The text of the first content with one. Raises DatelineError if there is none."""
    contents = find_element(item, "contentset")
    parts = [] if contents is None else list(contents)
    for part in sorted(parts, key=lambda part: local_name(part) != "inlinexml"):
        text = ""
        if local_name(part) == "inlinexml":
            text = nitf.extract_text(part) or extract_body(part, title)
        elif local_name(part) == "inlinedata" and not part.get("encoding"):
            text = extract_inline("".join(part.itertext()), title)
        if text.strip():
            return text.strip()
    if any(local_name(part) == "remotecontent" for part in parts):
        raise DatelineError("it has no text: its content is in other files")
    raise DatelineError("it has no text")


def _read_code(element: Tree | None) -> str:
    """The value of a status, such as "canceled" of "stat:canceled"."""
    if element is None:
        return ""
    value = element.get("qcode") or element.get("uri") or ""
    return str(value).replace("/", ":").rpartition(":")[2].lower()
