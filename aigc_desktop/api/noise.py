"""Noise that a seed stands for, the same with and without PyTorch.

The values are those of `torch.randn(shape, generator=torch.Generator("cpu").manual_seed(seed))`, up to the
rounding of logarithm and cosine (a few units in the last place). So a picture keeps its noise when its model
moves from one runtime to the other.
"""

from __future__ import annotations

from math import pi, prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCK = 16
_BITS = 24


def normal(seed: int, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """The first numbers of `Noise(seed)`: independent, standard normal, in float32."""
    return Noise(seed).normal(shape)


class Noise:
    """A stream of noise: draw after draw what one `torch.Generator` gives.

    Mersenne Twister (Matsumoto and Nishimura 1998) seeded with the low 32 bits of `seed`, then the transform
    of Box and Muller (1958) over blocks of 16.
    """

    def __init__(self, seed: int) -> None:
        import numpy as np

        self._source = np.random.RandomState(seed & 0xFFFFFFFF)

    def normal(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """Independent standard normal numbers in float32.

        Raises ValueError for fewer than 16 numbers, which PyTorch draws in another way.
        """
        import numpy as np

        count = prod(shape)
        if count < _BLOCK:
            raise ValueError(f"at least {_BLOCK} numbers are drawn at a time, not {count}")
        uniform = _uniform(self._source, count)
        whole = count - count % _BLOCK
        values = np.empty(count, np.float32)
        values[:whole] = _box_muller(uniform[:whole])
        if whole < count:  # The last block is drawn anew, over the end of the one before.
            values[-_BLOCK:] = _box_muller(_uniform(self._source, _BLOCK))
        return values.reshape(shape)


def _uniform(source: np.random.RandomState, count: int) -> NDArray[np.float32]:
    import numpy as np

    bits = source.randint(0, 2**32, size=count, dtype=np.uint32) & np.uint32(2**_BITS - 1)
    return bits.astype(np.float32) * np.float32(2.0**-_BITS)


def _box_muller(uniform: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    half = _BLOCK // 2
    blocks = uniform.reshape(-1, _BLOCK)
    radius = np.sqrt(np.float32(-2) * np.log(np.float32(1) - blocks[:, :half]))
    angle = np.float32(2 * pi) * blocks[:, half:]
    return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)], axis=1).ravel()
