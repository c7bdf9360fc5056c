"""Gaps and double work of today's assignment."""

from __future__ import annotations

from yihe.planning.sweeping import ownership

from .made import old_town

STREETS = old_town().streets


def test_an_assignment_with_one_owner_each_is_sound():
    found = ownership(
        STREETS,
        {
            "crew 1": ["South Street", "Market Lane", "North Street"],
            "crew 2": [("Harbour Boulevard", "towards head"), "Well Street"],
            "crew 3": [("Harbour Boulevard", "towards tail"), "Cross Street"],
        },
    )
    assert found.is_sound and found.explain() == "every street has exactly one owner"


def test_gaps_double_work_and_streets_nobody_asked_for_are_told_apart():
    found = ownership(
        STREETS,
        {
            "street office": ["South Street", "Harbour Boulevard", "Clock Lane", "Milky Way"],
            "contractor": ["South Street", ("Harbour Boulevard", "towards tail"), "North Street"],
        },
    )
    assert found.gaps == ("Market Lane", "Well Street", "Cross Street")
    assert found.overlaps == {
        "South Street": ("street office", "contractor"),
        ("Harbour Boulevard", "towards tail"): ("street office", "contractor"),
    }
    assert found.unknown == {"street office": ("Clock Lane", "Milky Way")}
    assert "Market Lane: nobody sweeps it" in found.explain()


def test_an_owner_who_claims_a_street_twice_does_it_twice():
    assert ownership(STREETS, {"crew 1": ["Well Street", "Well Street"]}).overlaps == {"Well Street": ("crew 1",) * 2}
