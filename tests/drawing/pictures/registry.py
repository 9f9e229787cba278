"""The list of pictures: each scene function announces the file it draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image

from .stage import Stage

Scene = Callable[[Stage], None]
LANDSCAPE, PORTRAIT, WIDE, BROAD, STARTER = (1440, 960), (960, 1280), (2000, 1333), (1800, 1200), (1200, 800)


@dataclass(frozen=True)
class Entry:
    """One picture: its path below the content folder, its size, its camera and its scene."""

    path: str
    size: tuple[int, int]
    scene: Scene
    camera: dict[str, float]
    finish: dict[str, float] = field(default_factory=dict)

    def render(self) -> Image.Image:
        """Draw the picture."""
        stage = Stage(self.path, self.size, **self.camera)
        self.scene(stage)
        stage.flush()
        return stage.c.finish(**self.finish)


PICTURES: dict[str, Entry] = {}
STARTERS: dict[str, Entry] = {}


def picture(
    path: str,
    size: tuple[int, int] = LANDSCAPE,
    horizon: float = 0.42,
    eye: float = 1.6,
    zoom: float = 1.1,
    centre: float = 0.5,
    warm: float = 0.04,
    vignette: float = 0.16,
    grain: float = 0.03,
) -> Callable[[Scene], Scene]:
    """Register a scene under the path of its file."""

    def note(scene: Scene) -> Scene:
        shelf = STARTERS if size == STARTER else PICTURES
        camera = {"horizon": horizon, "eye": eye, "zoom": zoom, "centre": centre}
        shelf[path] = Entry(path, size, scene, camera, {"warm": warm, "vignette": vignette, "grain": grain})
        return scene

    return note
