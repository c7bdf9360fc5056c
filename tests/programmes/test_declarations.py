"""Every programme file says everything that pages, sheets and texts need, in both languages."""

import itertools
import re
from collections import Counter

import pytest
from django.db import models

from yihe.indicators.define import Derived, Indicator, Observed, Reduction, Sum
from yihe.indicators.observations import Observation
from yihe.indicators.register import indicators, programmes
from yihe.indicators.series import series
from yihe.ledger.fields import unit_of
from yihe.ledger.kinds import own_fields, record_kinds
from yihe.ledger.labels import Label
from yihe.ledger.sheets.labels import read_label
from yihe.ledger.sheets.specs import specs_of
from yihe.ledger.stages import Stages
from yihe.units import parse_unit

CHINESE = re.compile("[\u4e00-\u9fff]")
KINDS = [kind for kind in record_kinds().values() if kind is not Observation]
NOT_MEASURED_IN_UNITS = {"rank", "ratio"}

all_kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.kind())
all_indicators = pytest.mark.parametrize("indicator", indicators(), ids=lambda i: i.id)


def said_in_both_languages(label: object) -> bool:
    return (
        isinstance(label, Label) and bool(CHINESE.search(label.zh)) and bool(label.en) and not CHINESE.search(label.en)
    )


@all_kinds
def test_a_kind_and_its_fields_are_named_in_both_languages(kind):
    assert said_in_both_languages(kind._meta.verbose_name)
    assert [f.name for f in own_fields(kind) if not said_in_both_languages(f.verbose_name)] == []


@all_kinds
def test_choices_are_named_in_both_languages_and_fit_their_column(kind):
    for field in own_fields(kind):
        for value, label in field.choices or ():
            assert said_in_both_languages(label), (field.name, value)
            assert len(value) <= field.max_length


@all_kinds
def test_no_two_fields_of_a_kind_answer_to_the_same_header(kind):
    headers = Counter(
        name.casefold()
        for field in kind._meta.fields
        if field.editable and isinstance(field.verbose_name, Label)
        for name in set(field.verbose_name.all)
    )
    assert {name for name, times in headers.items() if times > 1} == set()


@all_kinds
def test_every_stage_is_named_in_both_languages_and_found_by_each_name(kind):
    stages: Stages = kind.stages
    assert len(stages) >= 4
    for stage in stages:
        assert said_in_both_languages(stage.label)
        assert all(stages.find(name) is stage for name in stage.label.all), stage.name


@all_kinds
def test_every_stage_can_be_reached_from_the_first(kind):
    first, *others = kind.stages.names
    assert [s for s in others if not kind.stages.may_reach(first, s)] == []


@all_kinds
def test_every_odd_move_gives_its_reason_and_is_not_on_the_line_already(kind):
    line = kind.stages.line
    plain = set(itertools.pairwise(line))
    for move in kind.stages.moves:
        assert len(move.because) >= 4
        assert (move.source, move.target) not in plain
    pairs = [(m.source, m.target) for m in kind.stages.moves]
    assert len(pairs) == len(set(pairs))


@all_kinds
def test_every_stage_beside_the_line_is_entered_by_some_move(kind):
    entered = {move.target for move in kind.stages.moves}
    assert {s.name for s in kind.stages if s.beside} <= entered


@all_kinds
def test_quantities_are_in_known_units(kind):
    for field in own_fields(kind):
        unit = unit_of(field)
        assert not unit or parse_unit(unit), (field.name, unit)


@all_indicators
def test_an_indicator_is_named_in_both_languages(indicator: Indicator):
    assert said_in_both_languages(indicator.label)
    assert CHINESE.search(indicator.definition())
    assert indicator.zh not in indicator.aliases


@all_indicators
def test_an_indicator_is_told_in_a_known_unit(indicator: Indicator):
    assert indicator.unit in NOT_MEASURED_IN_UNITS or parse_unit(indicator.unit), indicator.unit


@pytest.mark.parametrize("indicator", [i for i in indicators() if isinstance(i, Sum)], ids=lambda i: i.id)
def test_a_sum_is_told_in_the_unit_of_its_field(indicator: Sum):
    field = indicator.kind._meta.get_field(indicator.field)
    assert unit_of(field) == indicator.unit


@pytest.mark.parametrize(
    "indicator",
    [i for i in indicators() if isinstance(i, Reduction) and not isinstance(i, Observed)],
    ids=lambda i: i.id,
)
def test_a_figure_is_broken_down_only_by_columns_of_its_kind(indicator: Reduction):
    for column in (*indicator.by, *filter(None, [indicator.dated])):
        assert isinstance(indicator.kind._meta.get_field(column), models.Field)


def test_no_two_indicators_of_one_measure_share_a_chinese_name():
    names = Counter((i.zh, i.measure) for i in indicators())
    assert [name for name, times in names.items() if times > 1] == []


def test_every_programme_has_an_owner_a_place_in_the_menu_and_indicators():
    assert len({p.slug for p in programmes()}) == len(programmes()) >= 8
    for programme in programmes():
        assert programme.owner
        assert said_in_both_languages(programme.label)
        assert sum(1 for i in indicators() if i.programme is programme) >= 4


def test_derived_figures_rest_on_declared_parts():
    for indicator in indicators():
        if isinstance(indicator, Derived):
            assert indicator.parts()


def test_twelve_series_are_dispatched_by_the_city():
    from yihe.programmes import economy

    assert len(economy.SERIES) == 12
    assert {s.slug for s in economy.SERIES} <= series().keys()
    assert set(economy.RANKED_BY_LEVEL).isdisjoint(economy.RANKED_BY_GROWTH)
    assert len(economy.dispatched.of) == 12


@all_kinds
def test_every_heading_of_a_sheet_means_one_column(kind):
    claims = {}
    for spec in specs_of(kind):
        for text in spec.labels:
            claims.setdefault(read_label(text).whole, set()).add(spec.name)
    assert {heading: names for heading, names in claims.items() if len(names) > 1} == {}
