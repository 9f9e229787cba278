"""What the steps of one build hand on: how to build, with what, and what has come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ssg.base.files import Found, Refused
from ssg.builder.crew import Crew
from ssg.builder.report import Options, Progress, Report
from ssg.content.memory import Memory
from ssg.model.config import Config
from ssg.publish import Publisher
from ssg.render.darkroom import Darkroom
from ssg.site.addresses import Clock
from ssg.state import State


@dataclass(slots=True)
class Desk:
    """One build under way."""

    root: Path
    options: Options
    progress: Progress
    report: Report
    state: State
    config: Config
    clock: Clock
    darkroom: Darkroom
    publisher: Publisher
    walked: Sequence[Found | Refused]
    # content/ as it was found
    site_kept: bool
    # site.yaml has errors, and its last good version serves
    memory: Memory
    crew: Crew
    alone: Crew
    # this process, for what is soon done
    remembered: dict[str, tuple[str, ...]]
    # every URL each file had
