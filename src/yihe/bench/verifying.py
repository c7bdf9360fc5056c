"""The seeded-error bench: drafts with known slips held against made ledgers; what is found is counted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from yihe.briefing.report import FAULTS, VerifiedClaim
from yihe.briefing.verify import verify

from .corruption import Draft, Edit, corrupt
from .gold import GoldText, load
from .made_ledger import Meant, World, draw_truths, ledger_without, world_of

CORRUPTED = 0.20
REMOVED = 0.10


@dataclass(frozen=True)
class Planted:
    """What is known of one claim: which slip it suffered, and whether its indicator is missing."""

    label: dict[str, Any]
    meant: Meant
    error: str = ""
    removed: bool = False
    edit: Edit | None = None


@dataclass
class Tally:
    """Counts over all seeds."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: int = 0
    alarms: int = 0
    untraceable: Counter[str] = field(default_factory=Counter)
    bound: Counter[str] = field(default_factory=Counter)
    frames: int = 0
    misses: list[dict[str, Any]] = field(default_factory=list)

    def as_record(self, seeds: int, seconds: float, world: World) -> dict[str, Any]:
        """The outcome as `yihe bench verify --json` prints it."""
        errors = {name: self.found[name] / n for name, n in sorted(self.planted.items())}
        hit, missed, wrong = (self.untraceable[k] for k in ("hit", "missed", "wrong"))
        return {
            "found": _ratio(self.found.total(), self.planted.total()),
            "false_alarms": _ratio(self.alarms, self.right),
            "untraceable_f1": _ratio(2 * hit, 2 * hit + missed + wrong),
            "by_error": {name: round(share, 5) for name, share in errors.items()},
            "planted": dict(sorted(self.planted.items())),
            "binding_top1": _ratio(self.bound["right"], self.bound.total()),
            "bound_wrongly": _ratio(self.bound["wrong"], self.bound.total()),
            "frames_right": _ratio(self.frames, self.bound["right"]),
            "indicators": len(world.catalogue.indicators),
            "claims": self.right + self.planted.total(),
            "seeds": seeds,
            "seconds": round(seconds, 1),
        }


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 5) if whole else 0.0


def run(
    folder: Path, seeds: int, tick: Callable[[int], None] = lambda n: None, first: int = 0
) -> tuple[dict[str, Any], Tally]:
    """Run the bench.

    Parameters
    ----------
    folder
        Where the labelled texts are.
    seeds
        How many drafts of each text.
    tick
        Called with the number of seeds done.
    first
        The first seed.

    Returns
    -------
    tuple
        The record that is printed, and the counts with every miss.
    """
    world = world_of(load(folder))
    tally = Tally()
    begun = time.perf_counter()
    for seed in range(first, first + seeds):
        for number in range(len(world.texts)):
            _run_text(world, number, Random(f"{seed}-{world.texts[number].name}"), tally, seed)
        tick(seed - first + 1)
    return tally.as_record(seeds, time.perf_counter() - begun, world), tally


def _run_text(world: World, number: int, random: Random, tally: Tally, seed: int) -> None:
    text = world.texts[number]
    truths = draw_truths(world, number, random)
    planted = plant(world, number, truths, random)
    removed = {p.meant.indicator.id for p in planted if p.removed}
    ledger = ledger_without(world, number, removed, truths, random)
    edited, shifted = _edited(text, planted)
    report = verify(edited, release_date=text.released, place=ledger.home(edited), source=ledger)
    for each, (start, end) in zip(planted, shifted, strict=True):
        answer = next((c for c in report.claims if c.figure.start < end and start < c.figure.end), None)
        _count(tally, each, answer, seed)


def plant(world: World, number: int, truths: Any, random: Random) -> list[Planted]:
    """Choose which claims suffer a slip and which indicators are missing; never both for one claim."""
    text = world.texts[number]
    pairs = [(c, m) for c, m in zip(text.claims, world.meant[number], strict=True) if m]
    ids = sorted({m.indicator.id for _, m in pairs})
    removed = set(random.sample(ids, max(1, round(REMOVED * len(ids)))))
    able = [n for n, (_, m) in enumerate(pairs) if m.indicator.id not in removed]
    slipped = set(random.sample(able, min(len(able), round(CORRUPTED * len(pairs)))))
    draft = Draft(text.text, [c for c, _ in pairs])
    planted: list[Planted] = []
    for n, (claim, meant) in enumerate(pairs):
        made = corrupt(claim, truths[meant.indicator.id][2], draft, random) if n in slipped else None
        error, edit = made or ("", None)
        planted.append(Planted(claim, meant, error, meant.indicator.id in removed, edit))
    return _one_edit_a_place(planted)


def _one_edit_a_place(planted: list[Planted]) -> list[Planted]:
    """Two slips may not rewrite the same words."""
    seen: set[int] = set()
    kept: list[Planted] = []
    for each in planted:
        touched = set(range(each.edit.start, each.edit.end)) if each.edit else set()
        kept.append(Planted(each.label, each.meant, "", each.removed) if touched & seen else each)
        seen |= touched
    return kept


def _edited(text: GoldText, planted: Sequence[Planted]) -> tuple[str, list[tuple[int, int]]]:
    """The draft with its slips, and where each claim stands in it."""
    edits = sorted((p.edit for p in planted if p.edit), key=lambda e: e.start)
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += [text.text[position : edit.start], edit.words]
        position = edit.end
    draft = "".join([*parts, text.text[position:]])
    return draft, [(_moved(p.label["core_start"], edits), _moved(p.label["core_end"], edits)) for p in planted]


def _moved(position: int, edits: Sequence[Edit]) -> int:
    return position + sum(len(e.words) - (e.end - e.start) for e in edits if e.end <= position)


def _count(tally: Tally, planted: Planted, answer: VerifiedClaim | None, seed: int) -> None:
    verdict = answer.verdict if answer else "unread"
    is_fault, is_untraceable = verdict in FAULTS, verdict == "untraceable"
    if planted.error:
        tally.planted[planted.error] += 1
        tally.found[planted.error] += is_fault
    else:
        tally.right += 1
        tally.alarms += is_fault
    tally.untraceable["hit"] += planted.removed and is_untraceable
    tally.untraceable["missed"] += planted.removed and not is_untraceable
    tally.untraceable["wrong"] += not planted.removed and is_untraceable
    if not planted.removed:
        _count_binding(tally, planted, answer)
    if is_fault != bool(planted.error) or is_untraceable != planted.removed:
        tally.misses.append(_miss(planted, answer, seed))


def _count_binding(tally: Tally, planted: Planted, answer: VerifiedClaim | None) -> None:
    indicator = answer.indicator if answer else None
    right = indicator is not None and indicator.id == planted.meant.indicator.id
    outcome = "right" if right else "wrong" if indicator else "unbound"
    tally.bound[outcome] += 1
    if right and answer and answer.value:
        meant = planted.meant
        same_end = meant.span.end in (None, answer.value.span.end)
        tally.frames += answer.value.place == meant.place and same_end


def _miss(planted: Planted, answer: VerifiedClaim | None, seed: int) -> dict[str, Any]:
    bound = answer.indicator if answer else None
    return {
        "seed": seed,
        "claim": planted.label["text"],
        "subject": planted.label["subject"],
        "error": planted.error or ("removed" if planted.removed else "none"),
        "words": planted.edit.words if planted.edit else "",
        "read": f"{answer.figure.text} {answer.figure.subject} {answer.figure.kind}" if answer else "",
        "verdict": answer.verdict if answer else "unread",
        "bound": f"{bound.id} {bound.zh}" if bound else "",
        "right": planted.meant.indicator.id,
        "why": answer.full_why.zh if answer else "",
    }
