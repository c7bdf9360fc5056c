"""Ruin and recreate over whole shifts: the search for every kind of collection problem.

Slack induction by string removals (Christiaens and Vanden Berghe, Transportation Science 54, 2020), carried over to
routes that empty on the way, rest, keep limits over the whole day, and to several zones searched at once. All loops
are compiled by numba and let other threads run.
"""
