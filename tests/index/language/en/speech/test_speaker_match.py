"""Whom a name or an office means among the speakers of an archive."""

from __future__ import annotations

import pytest

from index.core.attribution import Speaker
from index.language.en.speech.speaker_match import match_speakers

HAUGEN = Speaker("Tor Haugen", "Palace spokesman", 4)
HAUGEN_PLAIN = Speaker("Tor Haugen", "", 1)
PALACE = Speaker("Palace", "", 2)
GRAEN = Speaker("Ilse Graen", "finance minister of Norland", 3)
HOLM = Speaker("Anders Holm", "foreign minister of Norland", 3)
MUELLER = Speaker("Jörg Müller", "", 1)
ZELENSKY = Speaker("Volodymyr Zelensky", "President", 5)
ZELENSKYY = Speaker("Volodymyr Zelenskyy", "", 1)
EVERYBODY = [HAUGEN, HAUGEN_PLAIN, PALACE, GRAEN, HOLM, MUELLER, ZELENSKY, ZELENSKYY]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Haugen", [HAUGEN, HAUGEN_PLAIN]),
        ("Tor Haugen", [HAUGEN, HAUGEN_PLAIN]),
        ("the Palace", [HAUGEN, HAUGEN_PLAIN, PALACE]),
        ("Palace spokesman Haugen", [HAUGEN, HAUGEN_PLAIN]),
        ("the finance minister of Norland", [GRAEN]),
        ("the minister", [GRAEN, HOLM]),
        ("Jorg Muller", [MUELLER]),
        ("Zelenskiy", [ZELENSKY, ZELENSKYY]),
        ("President Graen", [GRAEN]),
        ("Ole Brekke", []),
        ("Karl Haugen", []),
        ("", []),
        ("the", []),
    ],
)
def test_whom_a_name_means(wanted: str, found: list[Speaker]) -> None:
    assert match_speakers(wanted, EVERYBODY) == found


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Kim Jong Un", "Kim Jong-un"),
        ("Jean-Claude Brekk", "Jean Claude Brekk"),
        ("Marwan", "Karim al-Marwan"),
        ("Karim Marwan", "Karim al-Marwan"),
        ("J.D. Brekk", "JD Brekk"),
        ("J. D. Brekk", "JD Brekk"),
        ("Yury Lanov", "Yuri Lanov"),
        ("Qadhafi", "Salim Gaddafi"),
        ("Aleksandr Lanov", "Alexander Lanov"),
        ("Mohammed Marwan", "Muhammad Marwan"),
        ("O'Neil", "Tim O’Neill"),
        ("Bjoern Sund", "Bjørn Sund"),
        ("T. Haugen", "Tor Haugen"),
    ],
)
def test_a_name_in_another_spelling(wanted: str, name: str) -> None:
    speaker = Speaker(name, "", 1)
    assert match_speakers(wanted, [speaker]) == [speaker]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Jan Holt", "Jon Holt"),
        ("Ali Marwan", "Mohammed Marwan"),
        ("Yuri Holt", "Yves Holt"),
        ("Sven Moe", "Sten Moe"),
        ("A. Haugen", "Tor Haugen"),
        ("H. Tor", "Tor Haugen"),
        ("Olav V", "Olav Vik"),
        ("J.D. Brekk", "Jan Brekk"),
        ("Kim Jong Il", "Kim Jong-un"),
    ],
)
def test_another_name_in_a_like_spelling(wanted: str, name: str) -> None:
    assert match_speakers(wanted, [Speaker(name, "", 1)]) == []


def test_a_surname_alone_in_the_archive_is_the_full_name() -> None:
    alone = Speaker("Haugen", "", 1)
    assert match_speakers("Tor Haugen", [alone, GRAEN]) == [alone]
    assert match_speakers("Tor Haugen", [alone, Speaker("Karl Haugen", "", 1)]) == []


KING = Speaker("Olav IV", "King", 1)
MICHEL = Speaker("Olav Michel", "president of the council", 2)
HEALTH = Speaker("World Health Organization", "", 3)
ESU = Speaker("E.S.U.", "", 1)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("King Olav", [KING]),
        ("King Olav IV", [KING]),
        ("Queen Olav Michel", [MICHEL]),
        ("Olav", [KING, MICHEL]),
        ("the WHO", [HEALTH]),
        ("W.H.O.", [HEALTH]),
        ("who", []),
        ("the WHA", []),
        ("Electric Salt Union", [ESU]),
        ("Electric Union", []),
    ],
)
def test_whom_a_royal_name_and_an_acronym_mean(wanted: str, found: list[Speaker]) -> None:
    assert match_speakers(wanted, [KING, MICHEL, HEALTH, ESU]) == found


def test_of_a_king_nobody_is_meant_who_shares_his_first_name() -> None:
    assert match_speakers("King Olav", [MICHEL, HEALTH]) == []
    assert match_speakers("Pope Anders", [HOLM]) == []
