"""The register of programmes, indicators and statistical series, filled from the programme files."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from .define import Indicator, Programme, Rule, Series, System
from .series import take_up as take_up_series

_programmes: dict[str, Programme] = {}
_indicators: dict[str, Indicator] = {}
_systems: dict[int, System] = {}
_rules: list[Rule] = []


class UnknownIndicator(LookupError):
    """No indicator or programme has that name."""


def register(module: ModuleType) -> None:
    """Take up a programme file: its ``PROGRAMME`` and every indicator, series, system and rule of it."""
    programme: Programme = module.PROGRAMME
    _programmes[programme.slug] = programme
    short = module.__name__.rpartition(".")[2]
    for name, thing in vars(module).items():
        if isinstance(thing, Indicator) and not thing.id and not name.startswith("_"):
            thing.named(f"{short}.{name}", programme)
            _indicators[thing.id] = thing
        elif isinstance(thing, Series):
            take_up_series(thing)
    _rules.extend(rule for rule in getattr(module, "RULES", ()) if rule not in _rules)
    for system in getattr(module, "SYSTEMS", ()):
        _take_up(system, programme)


def _take_up(system: System, programme: Programme) -> None:
    if (known := _systems.get(system.number)) not in (None, system):
        raise ValueError(f"two systems have the number {system.number}: {known.label.zh}, {system.label.zh}")
    object.__setattr__(system, "programme", programme)
    _systems[system.number] = system


def register_indicators(prefix: str, programme: Programme, named: dict[str, Indicator]) -> None:
    """Take up indicators that a programme file makes in a loop, as ``prefix.name``."""
    for name, indicator in named.items():
        indicator.named(f"{prefix}.{name}", programme)
        _indicators[indicator.id] = indicator


def programmes() -> list[Programme]:
    """All programmes in menu order."""
    return sorted(_programmes.values(), key=lambda p: (p.order, p.slug))


def indicators() -> list[Indicator]:
    """All indicators in order of declaration."""
    return list(_indicators.values())


def systems() -> list[System]:
    """All systems by number."""
    return [_systems[number] for number in sorted(_systems)]


def rules() -> list[Rule]:
    """Every version of every rule, in order of declaration."""
    return list(_rules)


def indicators_of(system: System) -> list[Indicator]:
    """The figures of a system, without those of the systems it gathers."""
    if system.indicators:
        return [*system.indicators, *system.also]
    own = [i for i in indicators() if i.programme is system.programme and system.computes(i)]
    return [*own, *system.also]


def indicator(id: str) -> Indicator:
    """The indicator with this id.

    Raises
    ------
    UnknownIndicator
        If there is none; the message names the nearest.
    """
    if id in _indicators:
        return _indicators[id]
    raise UnknownIndicator(f"{id!r} is no indicator (没有这个指标){_nearest(id, _indicators)}")


def select(name: str | None) -> list[Indicator]:
    """Every indicator, those of one programme (by slug or label), or the one with this id."""
    if not name:
        return indicators()
    for programme in _programmes.values():
        if name in (programme.slug, *programme.label.all):
            return [i for i in indicators() if i.programme is programme]
    return [indicator(name)]


def _nearest(id: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(id, list(known), n=3)
    return f"; did you mean (是否为) {', '.join(near)}?" if near else ""
