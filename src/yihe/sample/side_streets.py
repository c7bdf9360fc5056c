"""Side streets for the sample: the bus corridors reach the main roads only, bins stand behind them as well."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# A main road costs next to nothing, so that the tree grows out of the roads that are there.
_ALREADY_THERE = 1e-6


def side_streets(xy: Floats, roads: Ints) -> Ints:
    """Join points that no road touches to the roads and to each other, by the shortest streets that will do.

    Parameters
    ----------
    xy
        (n, 2) metres.
    roads
        (k, 2) rows of points that roads join already.

    Returns
    -------
    (s, 2) rows of points to be joined: a minimum spanning tree (Kruskal 1956) over the Delaunay triangulation, in
    which every shortest tree lies, without the part that runs along roads.
    """
    triangles = Delaunay(xy).simplices
    near = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]]])
    near = np.unique(np.sort(near, axis=1), axis=0)
    length = np.maximum(np.hypot(*(xy[near[:, 0]] - xy[near[:, 1]]).T), 0.1)
    known = np.unique(np.sort(roads, axis=1), axis=0)
    key = len(xy) * known[:, 0] + known[:, 1]
    new = ~np.isin(len(xy) * near[:, 0] + near[:, 1], key)
    pairs = np.concatenate([known, near[new]])
    weight = np.concatenate([np.full(len(known), _ALREADY_THERE), length[new]])
    tree = minimum_spanning_tree(csr_array((weight, pairs.T), shape=(len(xy), len(xy)))).tocoo()
    added = tree.data > _ALREADY_THERE
    return np.column_stack((tree.row[added], tree.col[added])).astype(np.int64)
