"""The portal in memory, one page at a time: answers for any URL, and looks again at what was edited."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from ssg.base.cache import Cache
from ssg.base.errors import Problem, SsgError
from ssg.base.imagefiles import ImageError
from ssg.builder.report import CONTENT
from ssg.builder.withheld import refused_files
from ssg.content.notes import Note, unpack_note
from ssg.content.shelf import Read, read_source
from ssg.model.articles import Article
from ssg.model.pages import FILES, Claim, Kind, output_path
from ssg.model.photos import PhotoWork
from ssg.model.phrases import phrase
from ssg.model.places import CACHE, SSG_FOLDER
from ssg.model.siteyaml import SITE_FILE
from ssg.model.views import MessageView
from ssg.preview.assets import kind_of, read_asset
from ssg.preview.background import Background
from ssg.preview.notes import note_article
from ssg.preview.opening import Desk, Opened, ledger_facts, open_for_preview, read_counts
from ssg.preview.protocol import NEWS, Answer, Notes
from ssg.render.darkroom import develop_batch
from ssg.site.amend import Amended, Edit, Extent, amend
from ssg.site.blurs import has_blur, pictures_of
from ssg.site.links import link_problems
from ssg.site.plan import replan, works_of

_KEPT = 400
# pages that are kept made
_FEW = 200
# articles that are read one by one; when more changed at once, everything is looked at
_FLUSH = 50
# articles read, after which they are written to the memory's files
_RETRY = dt.timedelta(minutes=1)
# after which an opening that failed because the clock went on is tried again


def open_studio(root: Path, now: Callable[[], dt.datetime] | None = None, drafts: bool = True) -> Studio:
    """Return the portal in ``root``, drafts and scheduled articles shown where ``drafts``; ``now`` is the clock (None:
    this machine's). Raises SsgError where it cannot be opened at all.
    """
    texts = Cache(root / SSG_FOLDER / CACHE, "related")
    clock = now or (lambda: dt.datetime.now(dt.UTC))
    return Studio(Desk(root=root, now=clock, drafts=drafts, texts=texts, workers=True))


class Studio:
    """The portal of one preview; threads may ask while one of them refreshes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._opening = threading.RLock()
        # held by whoever looks at files again; taken before the other, never after
        self._lock = threading.RLock()
        # held while a page is made, and while the portal is touched up or exchanged
        self._opened = open_for_preview(desk)
        desk.workers = False
        self._made: dict[str, Answer] = {}
        self._broken: dict[str, list[Problem]] = {}
        # by path: problems of articles that cannot be read as they are now
        self._stuck: list[Problem] = []
        # why the portal cannot be opened as its files have it now
        self._gone: dict[str, str] = {}
        # URL of a page that was there → its title
        self._since: dict[str, bytes] = {}
        # terms of texts that changed while all were being compared, by path
        self._read = 0
        self._news = False
        self._on_news: Callable[[], None] = lambda: None
        self._background = Background(lambda: self._on_news())
        self._relate()

    def close(self) -> None:
        """Write what was learnt, and end what goes on beside."""
        self._background.close(5.0)
        with self._lock:
            self._opened.memory.flush()
            self._opened.memory.close()
            self._desk.texts.save()
            self._desk.texts.close()
            if self._desk.last_themes:
                self._desk.last_themes.close()

    def attend(self, on_news: Callable[[], None]) -> None:
        """Have ``on_news`` called where pages differ though no file does: what was waited for has come."""
        self._on_news = on_news
        if self._news:
            on_news()

    def settle(self, seconds: float) -> bool:
        """Wait until all is shown that there is to show; return whether that came in time."""
        return self._background.wait(seconds)

    @property
    def root(self) -> Path:
        """The portal's folder."""
        return self._desk.root

    @property
    def roots(self) -> Sequence[Path]:
        """What is to be watched."""
        return [self.root / name for name in (SITE_FILE, CONTENT, "themes")]

    @property
    def home(self) -> str:
        """The path of the portal's home."""
        return f"{self._opened.config.base_path}/"

    @property
    def problems(self) -> Sequence[Problem]:
        """All problems there are now."""
        with self._lock:
            broken = {f"{CONTENT}/{path}" for path in self._broken}
            told = [p for p in self._opened.problems if p.path not in broken]
            return [*self._stuck, *(p for found in self._broken.values() for p in found), *told]

    def source(self, path: str) -> str:
        """Return the text of a file of the portal, "" where it cannot be read or is none of it."""
        place = (self.root / path).resolve()
        if not place.is_relative_to(self.root.resolve()) or not place.is_file():
            return ""
        return place.read_bytes().decode("utf-8", "replace")

    def answer(self, path: str) -> Answer:
        """Return what stands at a decoded path; raises SsgError where a template has an error."""
        if self._desk.now() >= self._opened.until:
            self._go_on()
        with self._lock:
            self._count()
            base = self._opened.config.base_path
            if base and not path.startswith(f"{base}/"):
                return Answer(status=301, kind="text/plain", body=b"", location=self.home)
            return self._find(path[len(base) :])

    def refresh(self, changed: Collection[str]) -> bool:
        """Look again at what changed; return whether anything could differ. Raises RuntimeError, all done, where what
        goes on beside has failed since.
        """
        with self._opening:
            with self._lock:
                news, self._news = self._news, False
                files = [path for path in changed if path != NEWS]
                touched = self._touch_up(files) if files else False
            if touched is None or (not changed and (self._stuck or self._desk.look() != self._opened.seen)):
                self._reopen()
                touched = True
        self._background.check()
        return news or touched

    def _touch_up(self, changed: Collection[str]) -> bool | None:
        """Bring the portal up to date for edits of articles; return whether anything could differ, None where it has to
        be opened anew.
        """
        if len(changed) > _FEW or self._stuck or not all(map(self._is_known, changed)):
            return None
        shelf, edits, told = self._opened.content.shelf, list[Edit](), False
        for path in sorted(name.removeprefix(f"{CONTENT}/") for name in changed):
            try:
                shelf.files.look_again(path)
            except OSError:
                return None
            read = read_source(path, shelf)
            note = unpack_note(read.note, shelf.rules.zone) if read.note else None
            if note is None:
                told |= self._broken.get(path) != read.reading.problems
                self._broken[path] = read.reading.problems
                self._tell_again(path)
                continue
            if self._broken.pop(path, None) is not None:
                told = True
                self._tell_again(path)
            refused = any(refused_files(note.article, shelf.files))
            if refused or self._may_expose(note.article) or not self._keep(read, note):
                return None
            edits.append(Edit(article=note.article, packed=read.terms))
        amended = amend(self._opened.portal, edits)
        if amended is None:
            return None
        self._take(amended, edits)
        return told or amended.extent > Extent.NOWHERE

    def _may_expose(self, article: Article) -> bool:
        """Return whether pictures have to be compared again, because an area of one is blurred and others came."""
        if not has_blur([article]) and not has_blur(self._opened.content.library.articles):
            return False
        before = self._opened.memory.note(article.path)
        return before is None or pictures_of(before.article) != pictures_of(article)

    def _tell_again(self, path: str) -> None:
        """Make the page of an article again, whose notes are others now."""
        if url := self._opened.portal.addresses.url.get(path):
            self._made.pop(url, None)

    def _is_known(self, name: str) -> bool:
        """Return whether a path is that of an article that was there before."""
        path = name.removeprefix(f"{CONTENT}/")
        return path != name and path in self._opened.content.terms

    def _keep(self, read: Read, note: Note) -> bool:
        """Keep an article that was read; False where it names a category or unit otherwise than it did."""
        memory = self._opened.memory
        before = memory.note(read.path)
        if before is None:
            return False
        memory.keep(read.path, read.note, note, read.text, read.terms)
        self._read += 1
        if self._read % _FLUSH == 0:
            memory.flush()
        if kept := read.kept:
            self._desk.good[read.path] = kept
        where = f"{CONTENT}/{read.path}"
        self._opened.problems = [p for p in self._opened.problems if p.path != where] + list(note.problems)
        return (note.units, note.categories, note.threads) == (before.units, before.categories, before.threads)

    def _take(self, amended: Amended, edits: Sequence[Edit]) -> None:
        """Forget the pages that show something else now."""
        opened = self._opened
        paths = [edit.article.path for edit in edits]
        opened.take_plan(replan(opened.plan, opened.portal, paths))
        opened.problems += link_problems(opened.portal, opened.plan, paths)
        if opened.portal.related.waits:
            self._since |= {edit.article.path: edit.packed for edit in edits}
        if amended.extent is Extent.CARD:
            self._made.clear()
        for path in {*amended.paths, *paths}:
            self._made.pop(opened.portal.url(path), None)

    def _reopen(self) -> None:
        """Open the portal anew; where that cannot be done, what was there stays, and the problem is told."""
        with self._opening:
            try:
                fresh = open_for_preview(self._desk)
            except SsgError as error:
                with self._lock:
                    self._stuck = list(error.problems)
                return
            self._exchange(fresh)
        self._relate()

    def _exchange(self, fresh: Opened) -> None:
        with self._lock:
            before, after = self._opened.portal, fresh.portal
            gone = {url: before.article(path).title for path, url in before.addresses.url.items()}
            self._gone = {url: t for url, t in (self._gone | gone).items() if url not in fresh.plan.claims}
            after.related.take_lists(before.related)
            self._opened, self._stuck, self._broken = fresh, [], {}
            self._since.clear()
            self._made.clear()

    def _go_on(self) -> None:
        """Open the portal anew because the clock went on."""
        with self._opening:
            if self._desk.now() >= self._opened.until:
                self._reopen()
            if self._stuck:
                self._opened.until = self._desk.now() + _RETRY

    def _relate(self) -> None:
        """Compare texts beside everything else; pages show their related articles when that is done."""
        related = self._opened.portal.related

        def work() -> None:
            if related is not self._opened.portal.related:
                return
            related.of_all()
            self._desk.texts.save()
            with self._lock:
                if related is not self._opened.portal.related:
                    return
                late = [related.amend(path, packed) for path, packed in self._since.items()]
                self._since = {}
                news = related.show_lists()
                self._opened.problems += related.twins()
                if news:
                    self._made.clear()
                    self._news = True
            if None in late:
                self._reopen()
            if news:
                self._on_news()

        self._background.give("related", work)

    def _count(self) -> None:
        """Show what the ledger knows now, where that is another than it was."""
        opened = self._opened
        ledger = ledger_facts(self.root)
        if ledger != opened.ledger:
            opened.ledger, opened.portal.standings = ledger, read_counts(self.root, opened.portal)
            self._made.clear()

    def _find(self, path: str) -> Answer:
        opened = self._opened
        claim = opened.plan.claims.get(path) or opened.places.get(path.lstrip("/"))
        if claim is None:
            if f"{path}/" in opened.plan.claims:
                return Answer(status=301, kind="text/plain", body=b"", location=f"{opened.config.base_path}{path}/")
            return self._miss(path)
        made = self._made.get(claim.url)
        if made is None:
            made = self._make(claim)
            while len(self._made) >= _KEPT:
                del self._made[next(iter(self._made))]
            if claim.kind not in FILES:
                self._made[claim.url] = made
        return made

    def _make(self, claim: Claim) -> Answer:
        kind = kind_of(output_path(claim.url))
        if claim.kind in FILES:
            return self._show_file(claim, kind)
        maker = self._opened.maker
        record, theme = maker.look(claim)
        body = maker.make(claim, record, theme)
        return Answer(status=200, kind=kind, body=body, is_fragment=claim.kind is Kind.SIDE, notes=self._notes(claim))

    def _notes(self, claim: Claim) -> Notes | None:
        if claim.kind not in (Kind.ARTICLE, Kind.PAGE):
            return None
        opened = self._opened
        article = opened.portal.article(claim.key)
        found = opened.content.files.found.get(claim.key)
        works = [one for one in works_of(opened.portal, claim.key) if one.digest not in self._desk.bad]
        self._develop_soon(f"photos of {claim.key}", works)
        edited = found.mtime_ns if found else 0
        return note_article(article, opened.maker.text_of(article), edited, opened.portal.clock.now, self.problems)

    def _show_file(self, claim: Claim, kind: str) -> Answer:
        try:
            body, done = read_asset(self._opened, self.root, claim)
        except (OSError, ImageError, KeyError):
            return self._miss(claim.url)
        work = None if done else self._opened.plan.assets[claim.url].photo
        if work:
            self._develop_soon(f"photo {work.key}", [work])
        return Answer(status=200, kind=kind, body=body)

    def _develop_soon(self, name: str, works: Sequence[PhotoWork]) -> None:
        """Develop photos beside everything else, and see whether one is broken."""
        opened = self._opened

        def work() -> None:
            failed = _develop(opened, works)
            if failed:
                self._desk.bad |= failed
                self._reopen()
                self._news = True
                self._on_news()

        if works:
            self._background.give(name, work)

    def _miss(self, path: str) -> Answer:
        """Return the page that says nothing is there, and what was."""
        claim = self._opened.plan.claims["/404.html"]
        maker = self._opened.maker
        record, theme = maker.look(claim)
        title = self._gone.get(path) or self._gone.get(f"{path}/")
        if title and isinstance(record, MessageView):
            told = phrase("serve.gone", self._opened.config.language, title=title)
            record = replace(record, texts=(told, *record.texts))
        body = maker.make(claim, record, theme)
        return Answer(status=404, kind=kind_of("404.html"), body=body)


def _develop(opened: Opened, works: Sequence[PhotoWork]) -> dict[str, str]:
    """Return the digests of photos that cannot be developed, with the code of the problem."""
    return opened.darkroom.develop(
        works,
        opened.content.files.read,
        lambda variant: False,
        lambda lab, wanted: (develop_batch(lab, [one]) for one in wanted),
        lambda done, total: None,
    )
