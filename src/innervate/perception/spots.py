"""Crops beside each other in one array, an empty column behind each, so that one operation serves all.

Promises: what is reduced over a crop never holds what stands beside it, nor the empty column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from innervate.core.geometry import Rect
from innervate.perception.picture import Cropped, Mask

Columns = npt.NDArray[np.intp]
T = TypeVar("T", bound=np.generic)


class Spots:
    """The columns, [start, end), that each crop takes."""

    def __init__(self, widths: Sequence[int]) -> None:
        self.widths: Columns = np.array(widths, dtype=np.intp)
        self.ends: Columns = np.cumsum(self.widths + 1) - 1
        self.starts: Columns = self.ends - self.widths
        self.length = int(self.ends[-1]) + 1
        self._both: Columns = np.stack((self.starts, self.ends), axis=1).ravel()

    def each(self, values: npt.NDArray[T], axis: int = 0) -> npt.NDArray[T]:
        """One value of each crop for all of its columns and the empty one."""
        return np.repeat(values, self.widths + 1, axis=axis)

    def over(self, reduction: np.ufunc, values: npt.NDArray[T], axis: int = 0) -> npt.NDArray[T]:
        """The reduction over the columns of each crop. axis: that of the columns."""
        found = reduction.reduceat(values, self._both, axis=axis)
        return np.asarray(found[::2] if axis == 0 else found[:, ::2])

    def inside(self, parts: Sequence[Rect[Cropped]], height: int) -> Mask:
        """Which pixels lie in a part of each crop, in its pixels; all are so many rows high."""
        found = np.zeros((height, self.length), dtype=np.bool_)
        for part, start in zip(parts, self.starts.tolist(), strict=True):
            found[part.y : part.bottom, start + part.x : start + part.right] = True
        return found

    def places(self) -> list[tuple[int, int]]:
        return list(zip(self.starts.tolist(), self.ends.tolist(), strict=True))
