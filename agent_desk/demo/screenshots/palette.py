"""Pictures of 256 colours: a third of the size, and nobody sees the difference on a screen of flat areas and grey letters."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

MOST: Final = 256


def reduced(image: QImage) -> QImage:
    """Return the image with at most 256 colours, found by median cut (Heckbert, SIGGRAPH 1982), without dithering; its texts stay."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = plain.width(), plain.height()
    pixels = np.frombuffer(plain.constBits(), np.uint32).reshape(height, plain.bytesPerLine() // 4)[:, :width]
    colours, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    channels = np.stack([(colours >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(float)
    boxes = _boxes(channels, counts)
    chosen = np.zeros(len(colours), np.uint8)
    table = []
    for number, box in enumerate(boxes):
        chosen[box] = number
        red, green, blue = np.average(channels[box], axis=0, weights=counts[box]).round().astype(int)
        table.append(0xFF000000 | int(red) << 16 | int(green) << 8 | int(blue))
    found = QImage(width, height, QImage.Format.Format_Indexed8)
    found.setColorTable(table)
    rows = np.frombuffer(found.bits(), np.uint8).reshape(height, found.bytesPerLine())
    rows[:, :width] = chosen[places].reshape(height, width)
    for key in image.textKeys():
        found.setText(key, image.text(key))
    return found


def _boxes(channels: NDArray[np.float64], counts: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the colours in groups of their places: the group that is spread most is cut until there are enough."""
    boxes = [np.arange(len(channels))]
    spreads = [_spread(channels, counts, boxes[0])]
    while len(boxes) < MOST and max(spreads) > 0:
        widest = int(np.argmax(spreads))
        box = boxes[widest]
        axis = int(np.argmax(np.ptp(channels[box], axis=0)))
        ordered = box[np.argsort(channels[box, axis], kind="stable")]
        middle = np.average(channels[ordered, axis], weights=np.sqrt(counts[ordered]))
        cut = int(np.searchsorted(channels[ordered, axis], middle, side="right"))
        cut = min(max(cut, 1), len(ordered) - 1)
        boxes[widest : widest + 1] = [ordered[:cut], ordered[cut:]]
        spreads[widest : widest + 1] = [
            _spread(channels, counts, ordered[:cut]),
            _spread(channels, counts, ordered[cut:]),
        ]
    return boxes


def _spread(channels: NDArray[np.float64], counts: NDArray[np.int64], box: NDArray[np.int64]) -> float:
    """Return how much is lost if the group becomes one colour; rare colours count by the root of their pixels."""
    if len(box) == 1:
        return 0.0
    return float((channels[box].var(axis=0).sum()) * np.sqrt(counts[box]).sum())
