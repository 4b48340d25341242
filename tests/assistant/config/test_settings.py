"""Where a setting comes from, and what is no setting."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.answering.reader.fallback_reader import FallbackReader
from assistant.answering.reader.reader import NoReader, PassageReader
from assistant.config.factory import make_reader
from assistant.config.settings import Settings
from index.core.errors import DatelineError
from index.embedding.model_files import DEFAULT_MODEL
from index.search.search_config import DEFAULT_TUNING, Splitting


def stored(home: Path, text: str) -> dict[str, str]:
    """A home with a settings file, as the environment names it."""
    home.mkdir()
    (home / "settings.toml").write_text(text, "utf-8")
    return {"DATELINE_HOME": str(home)}


def test_the_defaults_listen_to_this_machine_only(tmp_path: Path) -> None:
    settings = Settings.load({}, {})
    assert settings.home == tmp_path / "data" / "dateline"  # XDG_DATA_HOME is tmp_path / "data"
    assert (settings.model, settings.host, settings.port) == (DEFAULT_MODEL, "127.0.0.1", 7860)


def test_flag_before_environment_before_file_before_default(home: Path) -> None:
    environment = stored(home, "port = 1\n")
    assert Settings.load({}, {"DATELINE_HOME": str(home.parent)}).port == 7860
    assert Settings.load({}, environment).port == 1
    environment |= {"DATELINE_PORT": "2"}
    assert Settings.load({}, environment).port == 2
    assert Settings.load({"port": 3}, environment).port == 3
    assert Settings.load({"port": None}, environment).port == 2


def test_each_setting_takes_its_own_way(home: Path) -> None:
    environment = stored(home, 'model = "file"\nhost = "file"\n')
    settings = Settings.load({"model": "flag"}, environment | {"DATELINE_PORT": "1"})
    assert (settings.model, settings.host, settings.port) == ("flag", "file", 1)


def test_the_home_of_the_flag_wins_and_its_file_is_read(home: Path, tmp_path: Path) -> None:
    stored(home, "port = 1\n")
    settings = Settings.load({"home": str(home)}, {"DATELINE_HOME": str(tmp_path)})
    assert (settings.home, settings.port) == (home, 1)


def test_ranking_and_splitting_are_settings(home: Path) -> None:
    assert Settings.load({}, {}).tuning == DEFAULT_TUNING
    environment = stored(home, "dense_weight = 1\nlexical_weight = 0\npassage_pieces = 64\n")
    tuning = Settings.load({}, environment | {"DATELINE_CANDIDATE_DEPTH": "20"}).tuning
    assert (tuning.fusion.dense, tuning.fusion.lexical, tuning.depth) == (1.0, 0.0, 20)
    assert tuning.splitting == Splitting(64, DEFAULT_TUNING.splitting.overlap)


@pytest.mark.parametrize(
    "wrong",
    [
        {"dense_weight": 0, "lexical_weight": 0, "sentence_weight": 0},
        {"dense_weight": -1},
        {"lexical_weight": float("nan")},
        {"candidate_depth": 0},
        {"passage_overlap": -1},
    ],
)
def test_a_ranking_by_nothing_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(DatelineError, match=r"weight|depth|overlap"):
        Settings.load(wrong, {})


def test_the_reader_is_the_bundled_one_or_none_or_a_folders(home: Path) -> None:
    bundled = make_reader(Settings.load({}, {}))
    # Answers do without the bundled one if they must.
    assert isinstance(bundled, FallbackReader)
    assert isinstance(bundled.preferred, PassageReader)
    assert bundled.preferred.name == "dateline-reader"
    environment = stored(home, 'reader = "none"\n')
    assert isinstance(make_reader(Settings.load({}, environment)), NoReader)
    named = make_reader(Settings.load({}, environment | {"DATELINE_READER": str(home)}))
    assert isinstance(named, PassageReader)
    assert named.name == str(home)


@pytest.mark.parametrize(
    "wrong", [{"reader": ""}, {"reader_reads": 0}, {"reader_reads": 101}, {"reader_reads": "all"}]
)
def test_a_reader_without_a_name_or_that_reads_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(DatelineError, match="'reader"):
        Settings.load(wrong, {})


def test_a_file_cannot_move_the_home_that_it_lies_in(home: Path) -> None:
    with pytest.raises(DatelineError, match="cannot set the home"):
        Settings.load({}, stored(home, 'home = "/elsewhere"\n'))


def test_the_home_is_absolute_and_knows_the_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/reporter")
    assert Settings.load({"home": "~/news"}, {}).home == Path("/home/reporter/news")
    assert Settings.load({"home": "news"}, {}).home == Path.cwd() / "news"


def test_an_empty_variable_is_not_set(tmp_path: Path) -> None:
    environment = {"DATELINE_HOME": str(tmp_path), "DATELINE_PORT": ""}
    assert Settings.load({}, environment).port == 7860


def test_variables_of_others_are_none_of_ours() -> None:
    assert (
        Settings.load({}, {"PORT": "1", "dateline_port": "1", "XDATELINE_PORT": "1"}).port == 7860
    )


@pytest.mark.parametrize("name", ["colour", "Port2", "homes"])
def test_an_unknown_variable_is_an_error_that_names_it(name: str) -> None:
    with pytest.raises(DatelineError, match=rf"no setting '{name.lower()}'.*home, model"):
        Settings.load({}, {f"DATELINE_{name}": "1"})


def test_an_unknown_key_in_the_file_is_an_error_that_names_it(home: Path) -> None:
    with pytest.raises(DatelineError, match=r"no setting 'colour'.*home, model"):
        Settings.load({}, stored(home, 'colour = "red"\n'))


@pytest.mark.parametrize("port", ["-1", "65536", "http", "80.5", "1e3"])
def test_a_port_that_is_none_is_an_error_that_names_it(port: str) -> None:
    with pytest.raises(DatelineError, match="'port' is wrong"):
        Settings.load({}, {"DATELINE_PORT": port})


@pytest.mark.parametrize("port", [0, 65_535])
def test_ports_at_the_ends_are_ports(port: int) -> None:
    assert Settings.load({"port": port}, {}).port == port


@pytest.mark.parametrize("text", ["port 80", 'model = "', "port = 1\nport = 2", "["])
def test_a_broken_file_is_an_error_that_names_it(home: Path, text: str) -> None:
    environment = stored(home, text)
    with pytest.raises(DatelineError, match=r"settings\.toml cannot be read"):
        Settings.load({}, environment)


def test_a_file_in_another_encoding_is_an_error_that_names_it(home: Path) -> None:
    environment = stored(home, "")
    (home / "settings.toml").write_bytes('model = "Zoë"'.encode("latin-1"))
    with pytest.raises(DatelineError, match=r"settings\.toml cannot be read"):
        Settings.load({}, environment)


def test_a_value_of_the_wrong_kind_is_an_error_that_names_it(home: Path) -> None:
    with pytest.raises(DatelineError, match="'model' is wrong"):
        Settings.load({}, stored(home, "model = 3\n"))


def test_a_home_of_nobody_is_an_error() -> None:
    with pytest.raises(DatelineError, match="cannot be used"):
        Settings.load({"home": "~nobody-of-that-name/news"}, {})


def test_settings_do_not_change() -> None:
    settings = Settings.load({}, {})
    with pytest.raises(ValidationError):
        settings.port = 1
