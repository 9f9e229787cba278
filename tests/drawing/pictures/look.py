"""How a person looks: build, skin, hair, clothes; and the people of a school at random."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

from .color import HAIRS, NAVY, SHIRTS, SILK, SKINS, WHITE, Color, darker, mix, vary


@dataclass(frozen=True)
class Look:
    """A person's outward appearance. kind: shirt, polo, tee, suit, aodai, blouse, vest (life jacket), dress."""

    skin: Color = SKINS[1]
    hair: Color = HAIRS[0]
    style: str = "short"
    kind: str = "shirt"
    top: Color = WHITE
    bottom: Color = NAVY
    accent: Color = (200, 40, 44)
    sleeves: bool = False
    scarf: bool = False
    head: float = 0.15
    build: float = 1.0
    female: bool = False
    glasses: bool = False
    tall: float = 1.65
    shoes: Color = (44, 42, 48)
    bloom: bool = False
    tucked: bool = True
    cap: Color | None = None
    lined: bool = False
    sash: Color | None = None

    def wear(self, **kw: Any) -> Look:
        """The same person in other clothes."""
        return replace(self, **kw)


def _skin(rng: random.Random) -> Color:
    return vary(rng, rng.choice(SKINS), 5)


def pupil(rng: random.Random, girl: bool | None = None, age: float | None = None, scarf: bool = True) -> Look:
    """A pupil in white shirt, dark trousers and red scarf; age 0 (grade 6) to 1 (grade 9)."""
    girl = rng.random() < 0.5 if girl is None else girl
    age = rng.random() if age is None else age
    style = (
        rng.choice(("pony", "long", "bob", "pony", "braids"))
        if girl
        else rng.choice(("short", "short", "crop", "side"))
    )
    return Look(
        skin=_skin(rng),
        hair=rng.choice(HAIRS),
        style=style,
        kind="shirt",
        top=vary(rng, WHITE, 3),
        bottom=vary(rng, NAVY, 6),
        scarf=scarf,
        head=0.178 - 0.014 * age,
        build=rng.uniform(0.86, 1.02),
        female=girl,
        tall=1.38 + 0.2 * age + rng.uniform(-0.04, 0.05),
        shoes=rng.choice(((236, 236, 238), (52, 50, 58), (90, 100, 130))),
        tucked=rng.random() < 0.6,
        glasses=rng.random() < 0.1,
    )


def teacher(rng: random.Random, woman: bool | None = None, formal: bool = False) -> Look:
    """A teacher: women in áo dài (or a blouse), men in a shirt (or a suit)."""
    woman = rng.random() < 0.6 if woman is None else woman
    skin, hair = _skin(rng), rng.choice(HAIRS)
    build = rng.uniform(0.94, 1.12)
    if woman:
        style = rng.choice(("long", "bun", "bob", "wave", "pony"))
        if formal or rng.random() < 0.65:
            top = vary(rng, rng.choice(SILK), 12)
            bottom = rng.choice((WHITE, WHITE, darker(top, 0.4)))
            return Look(
                skin=skin,
                hair=hair,
                style=style,
                kind="aodai",
                top=top,
                bottom=bottom,
                female=True,
                sleeves=True,
                accent=mix(top, (255, 244, 214), 0.72),
                tall=rng.uniform(1.54, 1.64),
                bloom=rng.random() < 0.7,
                build=build,
                glasses=rng.random() < 0.2,
                shoes=(210, 190, 170),
            )
        return Look(
            skin=skin,
            hair=hair,
            style=style,
            kind="blouse",
            top=vary(rng, rng.choice(SHIRTS + SILK[:3]), 8),
            bottom=(58, 56, 66),
            female=True,
            tall=rng.uniform(1.54, 1.63),
            build=build,
            glasses=rng.random() < 0.25,
        )
    suit = formal and rng.random() < 0.4
    return Look(
        skin=skin,
        hair=hair,
        style=rng.choice(("short", "side", "crop")),
        kind="suit" if suit else "shirt",
        top=rng.choice(((44, 50, 70), (62, 66, 78), (52, 58, 92))) if suit else vary(rng, rng.choice(SHIRTS), 6),
        bottom=rng.choice(((44, 46, 58), (60, 58, 62), (46, 52, 76))),
        sleeves=suit or rng.random() < 0.5,
        accent=rng.choice(((170, 40, 50), (50, 70, 130), (120, 60, 110))),
        tall=rng.uniform(1.64, 1.75),
        build=build * 1.04,
        glasses=rng.random() < 0.25,
        lined=rng.random() < 0.25,
    )


def elder(rng: random.Random, woman: bool | None = None) -> Look:
    """A retired teacher or an elderly guest."""
    woman = rng.random() < 0.5 if woman is None else woman
    base = teacher(rng, woman, formal=woman)
    gray = rng.choice(((208, 208, 212), (176, 176, 182), (228, 228, 230)))
    return base.wear(
        hair=gray,
        style="bun" if woman else rng.choice(("side", "receding")),
        tall=base.tall - 0.05,
        glasses=rng.random() < 0.5,
        sleeves=True,
    )


def youth(rng: random.Random, woman: bool | None = None) -> Look:
    """A member of the youth union in the blue shirt."""
    woman = rng.random() < 0.5 if woman is None else woman
    base = teacher(rng, woman)
    return base.wear(
        kind="shirt",
        top=vary(rng, (52, 116, 196), 6),
        bottom=rng.choice(((48, 54, 84), (70, 74, 92), (58, 60, 66))),
        sleeves=rng.random() < 0.4,
        accent=(232, 196, 60),
        bloom=False,
        lined=False,
        shoes=(232, 232, 236),
        glasses=False,
        style=rng.choice(("pony", "pony", "bob")) if woman else base.style,
        tucked=rng.random() < 0.5,
    )


def graduate(rng: random.Random) -> Look:
    """A former pupil on a feast day: plain clothes of many colours."""
    base = teacher(rng)
    if base.kind == "aodai":
        return base
    return base.wear(
        kind=rng.choice(("shirt", "polo", "tee")), top=vary(rng, rng.choice(SILK + SHIRTS), 14), tucked=False
    )


PRINCIPAL = Look(
    skin=SKINS[1],
    hair=HAIRS[1],
    style="bun",
    kind="aodai",
    top=(182, 36, 62),
    bottom=WHITE,
    accent=(250, 220, 170),
    female=True,
    sleeves=True,
    bloom=True,
    tall=1.6,
    build=1.04,
)
DEPUTY = Look(
    skin=SKINS[2],
    hair=HAIRS[0],
    style="side",
    kind="shirt",
    top=(206, 222, 240),
    bottom=(48, 50, 64),
    sleeves=True,
    tall=1.7,
    build=1.1,
    glasses=True,
)
PARTY_GUEST = Look(
    skin=SKINS[2],
    hair=(70, 66, 70),
    style="side",
    kind="suit",
    top=(52, 58, 84),
    bottom=(46, 50, 70),
    sleeves=True,
    accent=(176, 40, 48),
    tall=1.68,
    build=1.14,
)
VICE_CHAIR = Look(
    skin=SKINS[1],
    hair=HAIRS[2],
    style="bob",
    kind="aodai",
    top=(44, 92, 150),
    bottom=WHITE,
    accent=(226, 236, 250),
    female=True,
    sleeves=True,
    bloom=True,
    tall=1.6,
    build=1.06,
)
OLD_TEACHER = Look(
    skin=SKINS[3],
    hair=(206, 206, 210),
    style="receding",
    kind="shirt",
    top=(190, 206, 214),
    bottom=(84, 80, 78),
    sleeves=True,
    tall=1.63,
    build=1.0,
    glasses=True,
    tucked=False,
)
NURSE = Look(
    skin=SKINS[0],
    hair=HAIRS[0],
    style="bun",
    kind="coat",
    top=WHITE,
    bottom=(70, 90, 120),
    female=True,
    sleeves=True,
    tall=1.58,
)
