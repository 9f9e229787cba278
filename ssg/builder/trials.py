"""Trial builds (``ssg build --output DIR``): where they may go, and what tells them from the live portal."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ssg.base.errors import Problem, SsgError, problem
from ssg.base.files import digest, is_litter
from ssg.builder.report import CONTENT, Options
from ssg.model.config import Config
from ssg.model.places import OUTPUT, SSG_FOLDER, Places, live_places
from ssg.model.siteyaml import SITE_FILE, portal_url
from ssg.state import STATE_FILE, State

TRIALS = "trials"


_OWN_FOLDERS = (CONTENT, "themes", SSG_FOLDER, OUTPUT)


def places_of(root: Path, options: Options) -> Places:
    """Return the folders of a build; raises SsgError where a trial may not be made so, or only a trial may."""
    if options.output is None:
        if options.drafts or options.future:
            raise SsgError([problem("trial.drafts", flag="--drafts" if options.drafts else "--future")])
        if options.url is not None:
            raise SsgError([problem("trial.url")])
        return live_places(root)
    if options.url is not None and not portal_url(options.url):
        raise SsgError([problem("trial.address", value=options.url)])
    target = Path(os.path.realpath(options.output))
    told = _refusal(root, target, os.fspath(options.output))
    if told:
        raise SsgError([told])
    name = digest(os.fsencode(target))[:16]
    return Places(
        root=root,
        output=target,
        own=root / SSG_FOLDER / TRIALS / name,
        output_name=target.as_posix(),
        is_trial=True,
    )


def trial_config(config: Config, url: str | None) -> Config:
    """Return the Config of a trial at the address ``url`` (None: that of site.yaml), which search engines pass over."""
    url = portal_url(url or "") or config.url
    seal = digest(f"{config.digest} {url} trial".encode())
    return replace(config, url=url, live_url=config.url, for_robots=False, digest=seal)


def require_own(places: Places) -> None:
    """Raise SsgError where the folder of a trial holds files and none that an earlier trial put there."""
    if not places.is_trial:
        return
    file = next(_files(places.output), "")
    if file and not _was_made_here(places):
        shown = places.output_name
        raise SsgError([problem("trial.foreign", dir=shown, file=file)])


def _refusal(root: Path, target: Path, said: str) -> Problem | None:
    """Return the problem of a folder that is no place for a trial, None where it is one."""
    if os.path.lexists(target) and not target.is_dir():
        return problem("trial.file", dir=said)
    if _is_same(target, root / OUTPUT):
        return problem("trial.published", dir=said)
    if _is_within(root, target):
        return problem("trial.above", dir=said, name=os.fspath(root))
    portals = [root, *(folder for folder in target.parents if (folder / SITE_FILE).is_file())]
    for portal in portals:
        for name in _OWN_FOLDERS:
            folder = portal / name
            shown = f"{name}/" if portal is root else folder.as_posix()
            if _is_within(target, folder):
                return problem("trial.inside", dir=said, name=shown)
            if _is_within(folder, target):
                return problem("trial.above", dir=said, name=shown)
    return None


def _is_within(place: Path, folder: Path) -> bool:
    """Return whether a place is a folder or lies in it, however either is named."""
    real = Path(os.path.realpath(place))
    return any(_is_same(one, folder) for one in (real, *real.parents))


def _is_same(one: Path, other: Path) -> bool:
    """Return whether two names lead to one place; where nothing is there, names that some systems take for one do."""
    try:
        return one.samefile(other)
    except OSError:
        return _folded(one) == _folded(other)


def _folded(place: Path) -> str:
    return unicodedata.normalize("NFC", os.path.realpath(place)).casefold()


def _files(folder: Path) -> Iterator[str]:
    """Yield the files of a folder, but for those that systems and killed builds leave, relative to it."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in sorted([*names, *links]):
            if not is_litter(name):
                yield (Path(place) / name).relative_to(folder).as_posix()


def _was_made_here(places: Places) -> bool:
    """Return whether a file is there that an earlier trial published."""
    if not (places.own / STATE_FILE).is_file():
        return False
    state = State(places.own)
    try:
        return any((places.output / path).is_file() for path in state.manifest())
    finally:
        state.close()
