"""innervate gives a language model eyes, hands and a nervous system on a real desktop."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from innervate.core.scene import Scene as _Scene
    from innervate.perception.perceive import Picture as _Picture

__version__ = "0.1.0"
__all__ = ["__version__", "perceive"]


def perceive(image: "_Picture") -> "_Scene":
    """What a picture of a screen shows, from its pixels alone: nothing leaves the machine, no GPU is needed.

    image: a path, a PIL image, or an array of shape (height, width[, 3 or 4]), red first. In the Scene,
    `texts` are the text runs (text, bounds in pixels of the image, confidence from 0 to 1) and `elements`
    what can be acted on, the labels beside it, and tables.

    :raises BadInput: no picture, an empty one, or one of more than 64 million pixels.
    :raises Unavailable: the networks' weights are damaged.
    """
    from innervate.perception.perceive import Perception

    return Perception().perceive(image)
