"""Which files are read, in which order, and what becomes of those that cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.sources.parsed_article import MAX_ARTICLE_BYTES, FinishedSource, ParsedArticle, Problem
from index.sources.sandbox.files import count_bytes, find_files, read_files


def names(folder: Path, *paths: Path) -> list[str]:
    found = find_files(paths or [folder])
    return [
        item.relative_to(folder).as_posix() if isinstance(item, Path) else item.reason
        for item in found
    ]


def put(folder: Path, *places: str) -> None:
    for place in places:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(f"Text of {place}.")


def only(path: Path) -> Problem:
    """The one thing that reading this file yields: a problem that keeps it out."""
    (problem,) = read_files([path])
    assert isinstance(problem, Problem)
    assert problem.skipped
    assert problem.place == str(path)
    return problem


def test_folders_are_read_whole_in_a_stable_order(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.md", "sub/z.jsonl", "sub/C.TXT", "alpha/x.md", "é.txt")
    expected = ["a.md", "b.txt", "é.txt", "alpha/x.md", "sub/C.TXT", "sub/z.jsonl"]
    assert names(tmp_path) == expected
    assert names(tmp_path) == expected


def test_named_files_come_in_the_order_named(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.txt", "f/c.txt")
    paths = [tmp_path / "b.txt", tmp_path / "f", tmp_path / "a.txt"]
    assert names(tmp_path, *paths) == ["b.txt", "f/c.txt", "a.txt"]


def test_hidden_and_unknown_files_in_folders_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, ".hidden.txt", ".git/a.txt", "photo.gif", "Makefile", "a.txt.bak", "a.txt")
    assert names(tmp_path) == ["a.txt"]


def test_what_was_named_and_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "photo.gif")
    missing, photo = find_files([tmp_path / "nowhere.txt", tmp_path / "photo.gif"])
    assert missing == Problem(str(tmp_path / "nowhere.txt"), "there is no such file or folder")
    assert isinstance(photo, Problem)
    assert "'.gif'" in photo.reason
    assert all(kind in photo.reason for kind in (".txt", ".md", ".jsonl"))


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert names(tmp_path) == []


@pytest.mark.parametrize("named", [True, False])
def test_a_pipe_is_not_waited_for(tmp_path: Path, *, named: bool) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    paths = [tmp_path / "pipe.txt"] if named else [tmp_path]
    assert names(tmp_path, *paths) == ["it is not a regular file"]


def test_a_link_to_nowhere_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert names(tmp_path) == ["there is no such file or folder"] * 2


@pytest.mark.parametrize("way", ["absolute", "relative", "chain", "folder", "archive"])
def test_a_link_out_of_a_folder_is_not_read(tmp_path: Path, way: str) -> None:
    put(tmp_path, "private/a.txt", "private/b.zip", "drop/sub/own.txt")
    link = tmp_path / "drop" / "sub" / "note.txt"
    if way == "absolute":
        link.symlink_to(tmp_path / "private" / "a.txt")
    elif way == "relative":
        link.symlink_to("../../private/a.txt")
    elif way == "chain":
        (tmp_path / "drop" / ".step").symlink_to(tmp_path / "private")
        link.symlink_to("../.step/a.txt")
    elif way == "folder":
        link.with_suffix("").symlink_to(tmp_path / "private")
    else:
        link.with_suffix(".zip").symlink_to(tmp_path / "private" / "b.zip")
    found = list(find_files([tmp_path / "drop"]))
    assert [one for one in found if isinstance(one, Path)] == [link.with_name("own.txt")]
    reasons = [one.reason for one in found if isinstance(one, Problem)]
    outside = "it is a link to a file outside the folder. To add that file, name it"
    assert reasons == ([] if way == "folder" else [outside])


def test_links_that_lead_nowhere_else_are_read(tmp_path: Path) -> None:
    put(tmp_path, "drop/a.txt", "drop/sub/b.txt")
    (tmp_path / "drop" / "sub" / "again.txt").symlink_to("../a.txt")
    assert names(tmp_path, tmp_path / "drop") == [
        "drop/a.txt",
        "drop/sub/again.txt",
        "drop/sub/b.txt",
    ]
    # A link that somebody names is meant: a file, and a folder under another name.
    (tmp_path / "named.txt").symlink_to(tmp_path / "drop" / "a.txt")
    (tmp_path / "folder").symlink_to(tmp_path / "drop" / "sub")
    named = names(tmp_path, tmp_path / "named.txt", tmp_path / "folder")
    assert named[0] == "named.txt"
    assert named[-1] == "folder/b.txt"


def test_a_name_too_long_for_the_system_is_a_problem() -> None:
    (problem,) = find_files([Path("x" * 5_000)])
    assert isinstance(problem, Problem)


def test_a_name_that_is_no_utf_8_does_not_stop_the_others(tmp_path: Path) -> None:
    latin = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        latin.write_text("The mayor resigned.")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    incoming, _ = read_files([latin])
    assert isinstance(incoming, ParsedArticle)
    assert incoming.article.id == "caf\ufffd"
    assert incoming.origin == str(tmp_path.resolve()) + "/caf\\udce9.txt"
    latin.write_text("")
    (problem,) = read_files([latin])
    assert isinstance(problem, Problem)
    problem.place.encode("utf-8")


def test_a_file_without_permission_is_a_problem(guarded_folder: Path) -> None:
    put(guarded_folder, "secret.txt")
    (guarded_folder / "secret.txt").chmod(0)
    assert "ermission" in only(guarded_folder / "secret.txt").reason


def test_a_closed_folder_is_a_problem(guarded_folder: Path) -> None:
    put(guarded_folder, "closed/a.txt")
    (guarded_folder / "closed").chmod(0)
    places = [guarded_folder / "closed" / "a.txt", guarded_folder / "closed"]
    reasons = [one.reason for one in find_files(places) if isinstance(one, Problem)]
    assert reasons == ["Permission denied"] * 2


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it has no text"),
        (b" \n\t\r\n", "it has no text"),
        (b"\xef\xbb\xbf", "it has no text"),
        (b"\x7fELF\x02\x01\x01\x00", "it is a binary file, not text"),
        (b"Good. Caf\xe9", "it is not valid UTF-8 (byte 9). Convert it to UTF-8"),
    ],
)
def test_a_file_without_readable_text(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert only(tmp_path / name).reason == reason


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_file_over_5_mb_is_no_article(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x" * (MAX_ARTICLE_BYTES + 1))
    assert "5 MB" in only(tmp_path / name).reason
    (tmp_path / name).write_bytes(b"x" * MAX_ARTICLE_BYTES)
    incoming, _ = read_files([tmp_path / name])
    assert isinstance(incoming, ParsedArticle)


def test_a_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").write_bytes(b"\xff")
    events = list(read_files(find_files([tmp_path, tmp_path / "d.txt"])))
    kinds = [type(item) for item in events]
    assert kinds == [ParsedArticle, FinishedSource, Problem, ParsedArticle, FinishedSource, Problem]


def test_a_plain_file_is_its_text_under_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "storm-2025.final.TXT"
    path.write_bytes("---\r\ntitle: not here\r\n---\r\nZoe\u0308.".encode())
    incoming, finished = read_files(find_files([path]))
    assert isinstance(incoming, ParsedArticle)
    assert incoming.article.id == "storm-2025.final"
    assert incoming.article.text == "---\ntitle: not here\n---\nZoë."
    assert (incoming.article.title, incoming.article.published) == ("", None)
    assert incoming.origin == str(path.resolve())
    assert isinstance(finished, FinishedSource)
    assert incoming.container == finished.container == str(path.resolve())
    assert incoming.size + finished.size == path.stat().st_size


def test_the_size_of_everything_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    (tmp_path / "b.md").write_bytes(b"123")
    assert count_bytes(find_files([tmp_path, tmp_path / "missing.txt"])) == 8
