"""Make the four sounds of the timer in resources/sounds; they are ours, made of sine waves."""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path
from typing import Final

SOUNDS: Final = Path(__file__).resolve().parents[1] / "resources" / "sounds"
RATE: Final = 22_050
LOUDNESS: Final = {"soft": 0.18, "clear": 0.6}
BELLS: Final = {"warning": ((0.0, 587.3),), "end": ((0.0, 523.3), (0.35, 392.0))}
PARTIALS: Final = ((1.0, 1.0, 1.0), (2.0, 0.35, 1.8), (3.01, 0.15, 3.0))
SECONDS: Final = 1.6


def samples(name: str, loudness: float) -> bytes:
    """Return 16-bit mono samples of bells that are struck one after another."""
    values: list[float] = []
    for number in range(int(RATE * SECONDS)):
        moment = number / RATE
        value = 0.0
        for begin, pitch in BELLS[name]:
            since = moment - begin
            if since >= 0:
                value += _bell(since, pitch)
        values.append(value * min((SECONDS - moment) / 0.05, 1.0))
    highest = max(abs(value) for value in values)
    return b"".join(struct.pack("<h", round(32767 * loudness * v / highest)) for v in values)


def _bell(since: float, pitch: float) -> float:
    attack = min(since / 0.008, 1.0)
    return attack * sum(
        share * math.exp(-2.6 * fading * since) * math.sin(2 * math.pi * pitch * times * since)
        for times, share, fading in PARTIALS
    )


def main() -> int:
    """Write all of them."""
    SOUNDS.mkdir(exist_ok=True)
    for name in BELLS:
        for volume, loudness in LOUDNESS.items():
            with wave.open(str(SOUNDS / f"{name}-{volume}.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes(samples(name, loudness))
    return 0


if __name__ == "__main__":
    sys.exit(main())
