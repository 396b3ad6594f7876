"""Writes what happens into the journal and tells those who watch.

Pictures are encoded in a thread while the step goes on, and are written down before the step ends.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from contextlib import suppress

from innervate.core.errors import InnervateError, Lost
from innervate.core.event import Event, Looked, Parked, RunEnded, Stamped, Withheld
from innervate.core.frame import Pixels
from innervate.core.outcome import Code
from innervate.core.plan import Ending
from innervate.core.run import RunState, fold
from innervate.core.scene import Scene
from innervate.journal.store import Journal

PICTURE_WIDTH = 1280
PICTURE_QUALITY = 70

Watcher = Callable[[Stamped], None]


class Recorder:
    """The journal of one run. sanitise: from a Scene to the text that a planner would get, with places.

    pictures: whether real pictures of the screen are kept beside it.
    """

    def __init__(
        self,
        journal: Journal,
        run: str,
        sanitise: Callable[[Scene], str],
        watchers: tuple[Watcher, ...] = (),
        *,
        pictures: bool = True,
    ) -> None:
        self.run = run
        self._journal = journal
        self._sanitise = sanitise
        self._watchers = watchers
        self._pictures: list[tuple[str, str, str, asyncio.Task[bytes]]] = []
        self._drawn = jpeg if pictures else _nothing
        self._seen: int | None = None

    def add(self, event: Event) -> Stamped:
        """Append, durably, then tell the watchers; the event as the journal keeps it.

        :raises Lost: the journal can't be written; nothing may be done that it does not hold.
        """
        stamped = self._journal.append(self.run, event)
        for watcher in self._watchers:
            watcher(stamped)
        return stamped

    def park(self, place: str, error: InnervateError) -> None:
        """Write down why the run can't go on."""
        # Where the journal itself is what failed, what it holds already is enough to resume.
        with suppress(Lost):
            self.add(Parked(place, error.code, error.wanted, error.seen, error.todo))

    def undelivered(self, path: str, code: Code) -> None:
        """What was intended last was not delivered.

        :raises Lost: the journal can't be written.
        """
        self.add(Withheld(path, code))

    async def concluded(self, going: Awaitable[Ending], place: Callable[[], str]) -> Ending:
        """What the run comes to, written down: its end, or that it is parked. place: where it is then.

        :raises InnervateError: it can't go on; it is parked, and its journal is whole.
        """
        try:
            how = await going
        except InnervateError as error:
            self.park(place(), error)
            raise
        await self.keep_all_pictures()
        state = self.state()
        self.add(RunEnded(how.value, state.confirmed, state.total))
        return how

    def state(self) -> RunState:
        """The run so far, folded from the journal itself."""
        return fold(self._journal.read(self.run))

    def picture(self, path: str, moment: str, scene: Scene) -> None:
        """Keep what the screen shows now, unless it is the same as kept last."""
        if scene.epoch == self._seen:
            return
        self._seen = scene.epoch
        task = asyncio.create_task(asyncio.to_thread(self._drawn, scene.frame.pixels))
        self._pictures.append((path, moment, self._sanitise(scene), task))

    def keep_pictures(self) -> None:
        """Write down the pictures that are ready, in the order in which they were taken."""
        while self._pictures and self._pictures[0][3].done():
            path, moment, view, task = self._pictures.pop(0)
            self.add(Looked(path, moment, view, task.result()))

    async def keep_all_pictures(self) -> None:
        """Write down all pictures that were taken, waiting for them."""
        await asyncio.gather(*(task for *_, task in self._pictures))
        self.keep_pictures()


def _nothing(pixels: Pixels) -> bytes:
    return b""


def jpeg(pixels: Pixels) -> bytes:
    """A reduced picture of the screen."""
    from PIL import Image

    size = (pixels.width, pixels.height)
    image = Image.frombuffer("RGB", size, pixels.data, "raw", "BGRX", pixels.stride, 1)
    if image.width > PICTURE_WIDTH:
        size = (PICTURE_WIDTH, round(image.height * PICTURE_WIDTH / image.width))
        image = image.resize(size, Image.Resampling.BOX)  # half the time of the finer ones
    file = io.BytesIO()
    image.save(file, "JPEG", quality=PICTURE_QUALITY)
    return file.getvalue()
