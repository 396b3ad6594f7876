"""Crops of training screens with their targets, recoloured and rescaled, without end.

Promises: seeded; pictures are decoded once and then read from a cache beside them (`.npy`). Screens come from
`training.screens`; some are always left out, for validation.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch.utils.data import IterableDataset, get_worker_info

from training.screen_detector.targets import Truth, cropped, targets_of, truth_of

Picture = npt.NDArray[np.uint8]
_SHAPES = {(512, 640): 8, (320, 1024): 5, (256, 1280): 3, (192, 1728): 3, (768, 448): 1}
"""Heights and widths of crops, of about one area, and how often each is drawn: a field may be as wide as a
screen, and what a crop cuts off teaches nothing."""
_TRIES = 6
_HELD_BACK = 25


def screens(folders: Sequence[Path], *, held_back: bool = False) -> list[Path]:
    """The pictures of all folders; every 25th is held back for validation."""
    found = sorted(
        path for folder in folders for path in folder.rglob("*.png") if path.with_suffix(".json").exists()
    )
    return [path for number, path in enumerate(found) if (number % _HELD_BACK == 0) == held_back]


def picture_of(path: Path) -> Picture:
    """The picture as (height, width, 3), red first, mapped from its cache."""
    cache = path.with_suffix(".npy")
    if not cache.exists():
        decoded = cv2.imread(str(path), cv2.IMREAD_COLOR)
        fresh = cache.with_suffix(".part.npy")
        np.save(fresh, cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB))
        fresh.replace(cache)
    return np.load(cache, mmap_mode="r")


class Crops(IterableDataset[tuple[torch.Tensor, ...]]):
    """The stream of batches: pictures uint8 (n, 3, h, w), then the fields of `Targets`, stacked.

    The list of screens is read anew now and then: more may be rendered meanwhile.
    """

    def __init__(self, folders: Sequence[Path], seed: int, size: int) -> None:
        self._folders, self._seed, self._size = folders, seed, size

    def __iter__(self) -> Iterator[tuple[torch.Tensor, ...]]:
        info = get_worker_info()
        chance = random.Random(self._seed * 1009 + (info.id if info else 0))
        while True:
            kinds = by_kind(screens(self._folders))
            for _ in range(400):
                # The square root: rare kinds are seen more often than they are, and yet less than the others.
                chosen = chance.choices(kinds, [len(kind) ** 0.5 for kind in kinds], k=self._size)
                shape = chance.choices(list(_SHAPES), list(_SHAPES.values()))[0]
                yield batch([crop_of(wide_enough(kind, shape[1], chance), shape, chance) for kind in chosen])


def by_kind(paths: Sequence[Path]) -> list[list[Path]]:
    """Screens by the toolkit that drew them, as their names begin."""
    kinds: dict[str, list[Path]] = {}
    for path in paths:
        kinds.setdefault(path.name.split("-")[0].split("_")[0], []).append(path)
    return list(kinds.values())


def wide_enough(kind: Sequence[Path], width: int, chance: random.Random) -> Path:
    """A screen that fills a crop of that width, if one is found soon."""
    for _ in range(_TRIES):
        path = chance.choice(kind)
        if picture_of(path).shape[1] >= 0.9 * width:
            break
    return path


def batch(crops: Sequence[tuple[Picture, Truth]]) -> tuple[torch.Tensor, ...]:
    """Stacked crops and targets."""
    pictures = torch.from_numpy(np.stack([picture.transpose(2, 0, 1) for picture, _ in crops]))
    targets = [targets_of(truth, *picture.shape[:2]) for picture, truth in crops]
    names = ("heat", "sizes", "weight", "states", "counts", "text", "text_weight")
    return (pictures, *(torch.from_numpy(np.stack([getattr(t, name) for t in targets])) for name in names))


def crop_of(path: Path, shape: tuple[int, int], chance: random.Random) -> tuple[Picture, Truth]:
    """A random crop of a screen, disturbed. shape: its height and width, multiples of 64."""
    picture = picture_of(path)
    truth = truth_of(json.loads(path.with_suffix(".json").read_text("utf-8")))
    scale = chance.choices((1.0, chance.uniform(0.6, 1.0), chance.uniform(1.0, 1.5)), (7, 2, 1))[0]
    width = min(picture.shape[1], round(shape[1] / scale))
    height = min(picture.shape[0], round(shape[0] / scale))
    left = chance.randint(0, picture.shape[1] - width)
    top = chance.randint(0, picture.shape[0] - height)
    part = np.ascontiguousarray(picture[top : top + height, left : left + width])
    if scale != 1.0:
        size = (min(shape[1], round(width * scale)), min(shape[0], round(height * scale)))
        part = cv2.resize(part, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    truth = cropped(truth, (left, top, left + width, top + height), scale)
    full = np.zeros((*shape, 3), dtype=np.uint8)
    full[:] = chance.randint(0, 255)
    full[: part.shape[0], : part.shape[1]] = recoloured(part, chance)
    return full, truth


def recoloured(part: Picture, chance: random.Random) -> Picture:
    """In other colours: channels swapped, inverted, paler, greyer."""
    if chance.random() < 0.3:
        part = part[..., chance.sample((0, 1, 2), 3)]
    if chance.random() < 0.2:
        part = 255 - part
    if chance.random() < 0.3:
        gain, shift = chance.uniform(0.6, 1.15), chance.uniform(-20, 40)
        part = np.clip(part * np.float32(gain) + np.float32(shift), 0, 255).astype(np.uint8)
    if chance.random() < 0.1:
        part = np.repeat(part.mean(axis=2, keepdims=True).astype(np.uint8), 3, axis=2)
    return part
