"""The 46 systems are all declared, each with records, stages and figures; and `yihe systems` tells them."""

from collections import Counter
from types import SimpleNamespace

import pytest

from yihe.cli import systems as command
from yihe.cli.systems import _bound, _row
from yihe.indicators.define import Label, Programme, System
from yihe.indicators.observations import Observation
from yihe.indicators.register import indicators_of, programmes, register, systems
from yihe.ledger.kinds import record_kinds
from yihe.programmes.markets import Market

BY_NUMBER = {system.number: system for system in systems()}


def test_the_systems_are_numbered_as_in_the_list():
    assert list(BY_NUMBER) == list(range(1, 47))


@pytest.mark.parametrize("system", systems(), ids=lambda s: f"{s.number}")
def test_a_system_has_a_programme_stages_and_figures_of_its_own_kinds(system: System):
    assert system.programme in programmes()
    assert len(system.stages()) >= 4
    assert len(indicators_of(system)) >= 2
    assert {i for i in indicators_of(system) if i not in system.also and not system.computes(i)} == set()


def test_every_record_kind_belongs_to_a_system():
    kinds = {kind for system in systems() for kind in system.kinds}
    assert set(record_kinds().values()) - kinds == set()
    assert Observation in kinds


def test_a_number_cannot_be_given_twice():
    other = System(38, Label("另一个系统", "another system"), (Market,))
    module = SimpleNamespace(__name__="other", PROGRAMME=Programme("markets", Label("甲", "a")), SYSTEMS=(other,))
    known = BY_NUMBER[38].programme
    with pytest.raises(ValueError, match="number 38"):
        register(module)  # type: ignore[arg-type]
    restored = SimpleNamespace(__name__="markets", PROGRAMME=known)
    register(restored)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_row_counts_present_records_and_the_figures_of_what_it_gathers(add_market, clerk):
    add_market("M1")
    add_market("M2")
    quoted = Counter({"markets.upgraded": 2, "pocket_parks.built": 1, "enforcement.demolished": 3})
    figures = {system.number: _bound(system, quoted) for system in systems()}
    market, roof, press = (_row(BY_NUMBER[n], figures) for n in (38, 46, 1))
    assert (market["records"], market["figures"], market["programme"]) == (2, 2, "markets")
    assert (roof["figures"], press["figures"]) == (3, 6)


@pytest.mark.django_db
def test_a_text_is_bound_once_until_the_ledger_changes(add_market, clerk, monkeypatch, settings, tmp_path):
    settings.HOME = tmp_path
    asked = []
    monkeypatch.setattr(command, "_bind", lambda said: asked.append(said) or Counter({"markets.upgraded": 2}))
    text = tmp_path / "t.txt"
    text.write_text("完成2处农贸市场升级改造。", encoding="utf-8")
    add_market("M1")
    assert command._quoted(text) == command._quoted(text) == Counter({"markets.upgraded": 2})
    assert len(asked) == 1
    add_market("M2")
    command._quoted(text)
    text.write_text("完成3处农贸市场升级改造。", encoding="utf-8")
    command._quoted(text)
    assert len(asked) == 3
