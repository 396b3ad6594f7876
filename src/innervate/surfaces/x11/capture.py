# mypy: allow-untyped-calls
"""Copy pixels of the root window: only what was damaged, through shared memory where there is some.

Promises: outside the rectangles asked for, the picture is byte for byte the one before. `status`
says by which way pixels come and, if by the slow one, why.
Refuses, with `Unavailable`, a screen whose pixels are not 32 bits B, G, R, unused.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
import xcffib
import xcffib.shm
import xcffib.xproto
from numpy.typing import NDArray

from innervate.core.errors import Unavailable
from innervate.core.frame import Pixels
from innervate.core.geometry import Device, Rect
from innervate.surfaces.x11.display import Display

_IPC_PRIVATE, _IPC_CREAT, _IPC_RMID = 0, 0o1000, 0
_ALL_PLANES = 0xFFFFFFFF

_libc = ctypes.CDLL(None, use_errno=True)
_libc.shmat.restype = ctypes.c_void_p
_libc.shmat.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_libc.shmdt.argtypes = (ctypes.c_void_p,)
_libc.shmget.argtypes = (ctypes.c_int, ctypes.c_size_t, ctypes.c_int)


class NoSharedMemory(Exception):
    """Why pixels can't come through shared memory."""


class SharedMemory:
    """A segment that the X server writes pictures into. It is gone with its last user, crash or not."""

    def __init__(self, display: Display, size: int) -> None:
        try:
            display.require("MIT-SHM")
        except Unavailable as error:
            raise NoSharedMemory(error.seen) from error
        self._shm = xcffib.shm.shmExtension(display.requests, xcffib.shm.key)
        self._number = _libc.shmget(_IPC_PRIVATE, size, _IPC_CREAT | 0o600)
        if self._number < 0:
            raise NoSharedMemory(f"shmget of {size} bytes: errno {ctypes.get_errno()}")
        self._address = _libc.shmat(self._number, None, 0)
        self._segment = display.requests.generate_id()
        try:
            if self._address in (None, ctypes.c_void_p(-1).value):
                raise NoSharedMemory(f"shmat: errno {ctypes.get_errno()}")
            self._shm.AttachChecked(self._segment, self._number, False).check()
        except xcffib.Error as error:
            _libc.shmdt(self._address)
            raise NoSharedMemory(f"the server can't attach ({type(error).__name__})") from error
        finally:
            _libc.shmctl(self._number, _IPC_RMID, None)
        memory = (ctypes.c_uint8 * size).from_address(self._address)
        self._view: NDArray[np.uint8] = np.ctypeslib.as_array(memory)

    def get(self, display: Display, area: Rect[Device]) -> NDArray[np.uint8]:
        """The pixels of `area`; valid until the next call."""
        place = (area.x, area.y, area.width, area.height)
        form = xcffib.xproto.ImageFormat.ZPixmap
        self._shm.GetImage(display.root, *place, _ALL_PLANES, form, self._segment, 0).reply()
        return self._view[: area.area * 4].reshape(area.height, area.width, 4)

    def close(self) -> None:
        self._view = np.empty(0, np.uint8)
        _libc.shmdt(self._address)


class Capture:
    """The picture of the whole screen, kept and brought up to date piece by piece."""

    def __init__(self, display: Display, bounds: Rect[Device]) -> None:
        self._display = display
        self._require_format()
        self.bounds = bounds
        self._picture = np.zeros((bounds.height, bounds.width, 4), np.uint8)
        self.current = Pixels(bounds.width, bounds.height, bounds.width * 4, b"")
        self._memory: SharedMemory | None = None
        try:
            self._memory = SharedMemory(display, bounds.area * 4)
            self.status = "MIT-SHM"
        except NoSharedMemory as reason:
            self.status = f"GetImage, slow: {reason}"

    def _require_format(self) -> None:
        setup, depth = self._display.requests.get_setup(), self._display.screen.root_depth
        bits = {form.depth: form.bits_per_pixel for form in setup.pixmap_formats}
        if depth not in (24, 32) or bits.get(depth) != 32 or not self._display.little_endian:
            seen = f"depth {depth}, {bits.get(depth)} bits a pixel"
            raise Unavailable("a screen of 24 bit colour", seen, "start it with depth 24, little-endian")

    @property
    def empty(self) -> bool:
        """Nothing was ever fetched."""
        return not self.current.data

    def update(self, areas: Sequence[Rect[Device]]) -> Pixels:
        """Fetch these areas again; returns the whole picture."""
        for area in areas:
            if area.area:
                self._picture[area.y : area.bottom, area.x : area.right] = self._get(area)
        data = self._picture.tobytes()
        self.current = Pixels(self.bounds.width, self.bounds.height, self.bounds.width * 4, data)
        return self.current

    def _get(self, area: Rect[Device]) -> NDArray[np.uint8]:
        if self._memory is not None:
            return self._memory.get(self._display, area)
        form, place = xcffib.xproto.ImageFormat.ZPixmap, (area.x, area.y, area.width, area.height)
        reply = self._display.core.GetImage(form, self._display.root, *place, _ALL_PLANES).reply()
        return np.frombuffer(reply.data.raw, np.uint8).reshape(area.height, area.width, 4)

    def close(self) -> None:
        if self._memory is not None:
            self._memory.close()
