"""A simulated week (模拟一周): bins fill by chance, trucks drive and break down, ways of collecting are compared."""

from .comparing import Comparison, Estimate, compare, estimate
from .policies import CollectWhenFull, FixedRounds, Policy, Round, made_rounds, rounds_of_plan
from .week import WeekResult, simulate
from .world import Conditions, World, made_world, world_of_forecast

__all__ = [
    "CollectWhenFull",
    "Comparison",
    "Conditions",
    "Estimate",
    "FixedRounds",
    "Policy",
    "Round",
    "WeekResult",
    "World",
    "compare",
    "estimate",
    "made_rounds",
    "made_world",
    "rounds_of_plan",
    "simulate",
    "world_of_forecast",
]
