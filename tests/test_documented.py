"""The README's reference tables and the program, compared both ways: nothing left out, nothing invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click
import jinja2
import pytest
from sitekit import REPO

from ssg.base.dateforms import PRESETS
from ssg.base.fields import Field
from ssg.base.shipped import shipped
from ssg.cli import cli
from ssg.content import keys
from ssg.model.config import Config, Permalinks
from ssg.model.labels import LABELS, label_set
from ssg.model.messages import SEVERITIES
from ssg.model.siteparts import BLOCK_KEYS, PLAIN_BLOCKS
from ssg.model.siteunits import UNIT_KEYS
from ssg.model.siteyaml import FOOTER_KEYS, KEYS, read_site
from ssg.render.pages import Renderer
from ssg.render.theme import TEMPLATES, load_theme

# without its blocks of code, where a line may begin with # or hold example keys
README = re.sub(r"^```.*?^```$", "", (REPO / "README.md").read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)

# Every key that holds keys of its own, so that reading it shows which ones it takes.
PROBE = """
title: Trường
url: https://lamkhe.example
language: vi
timezone: Asia/Ho_Chi_Minh
theme: school
hosting: nginx
welcome: Chào
governing: Xã
motto: Dạy
logo: logo.svg
formats: {published: standard, list: short, views: label, thousands: ".", clock: vi, source: label}
labels: {home: Nhà}
labels_from: nukeviet
article_meta: top
rating: có
statistics: {today: có}
markdown: forgiving
units: [{name: A, kind: school}]
categories: [{name: A}]
threads: [{name: A}]
menu: [{title: A, url: /a/, items: [{list: a}]}]
blocks: [links, {list: a}]
banners: [{title: A, items: [{image: a.png, url: /a/}]}]
links: [{title: A, items: [{title: B, url: /b/}]}, {title: C, url: /c/}]
home: {boxes: [{list: a}]}
lists: {most_read: {count: 5}}
photos: {widths: [480], formats: [webp]}
counters: {logs: [a.log]}
footer: {owner: A}
permalinks: {}
feed_aliases: [/rss/]
"""
# heading below "### site.yaml": the key paths whose keys stand in its table
PLACES = {
    "### site.yaml": ("",),
    "#### `formats`": ("formats",),
    "#### `statistics`": ("statistics",),
    "#### `units`": ("units[]",),
    "#### `categories`": ("categories[]",),
    "#### `threads`": ("threads[]",),
    "#### `menu`": ("menu[]", "menu[].items[]"),
    "#### `blocks`": ("blocks[]",),
    "#### `banners`": ("banners[]",),
    "#### `banners` → `items`": ("banners[].items[]",),
    "#### `links`": ("links[]", "links[].items[]"),
    "#### `home`": ("home",),
    "#### `home` → `boxes`": ("home.boxes[]",),
    "#### `lists`": ("lists",),
    "#### `lists` → `most_read`": ("lists.most_read",),
    "#### `photos`": ("photos",),
    "#### `counters`": ("counters",),
    "#### `footer`": ("footer",),
    "#### `permalinks`": ("permalinks",),
    "#### `theme.yaml`": ("theme.yaml",),
}
# key path: the heading whose section names all it may be set to
CHOICES = {
    "language": "### site.yaml",
    "hosting": "### site.yaml",
    "labels_from": "### site.yaml",
    "article_meta": "### site.yaml",
    "markdown": "### site.yaml",
    "formats.published": "### Formats presets",
    "formats.list": "### Formats presets",
    "formats.views": "#### Views",
    "formats.clock": "#### Clock",
    "formats.source": "#### Sources",
    "units[].kind": "#### `units`",
    "blocks[]": "#### `blocks`",
    "photos.formats[]": "#### `photos`",
}
FRONT = {
    "### Front matter": keys.KEYS,
    "#### Photos": keys.PHOTO_KEYS,
    "#### Attachments": keys.ATTACHMENT_KEYS,
    "#### Source": keys.SOURCE_KEYS,
    "#### Rating": keys.RATING_KEYS,
    "#### Allow": keys.ALLOW_KEYS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one table (or, with ``closed`` False, one section) of the README must name."""

    heading: str
    words: frozenset[str]
    column: int = 0
    closed: bool = True
    # the table's column names these words and no others

    def complaints(self, readme: str) -> list[str]:
        """Return what the README leaves out or invents."""
        text = section(readme, self.heading)
        cells = [row[self.column] for row in rows(text)] if self.closed else [text]
        found = {word for cell in cells for word in words_of(cell)}
        told = [f"{self.heading}: `{word}` is not documented" for word in sorted(self.words - found)]
        if self.closed:
            told += [f"{self.heading}: `{word}` does not exist" for word in sorted(found - self.words)]
        return told


def section(readme: str, heading: str) -> str:
    """Return the text between a heading, which must stand there once, and the next heading of any level."""
    parts = re.split(r"^(#{1,6} .*)$", readme, flags=re.MULTILINE)
    found = [text for head, text in zip(parts[1::2], parts[2::2], strict=True) if head == heading]
    assert len(found) == 1, f"README.md has {len(found)} headings “{heading}”"
    return found[0]


def rows(text: str) -> list[list[str]]:
    """Return the cells of the first table in a text, without its head."""
    lines = [line for line in re.split(r"\n{2,}", text) if re.search(r"^\|-", line, re.MULTILINE)]
    assert lines, "no table"
    table = [line for line in lines[0].splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table]


def words_of(text: str) -> list[str]:
    """Return the words in backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def in_pairs(topics: Iterable[Topic]) -> list[Any]:
    return [pytest.param(topic, id=topic.heading.strip("# ").replace("`", "")) for topic in topics]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What the readers of site.yaml and theme.yaml take, by key path (list positions left out)."""

    keys: Mapping[str, set[str]]
    choices: Mapping[str, set[str]]


def listen(into_keys: dict[str, set[str]], into_choices: dict[str, set[str]], patch: pytest.MonkeyPatch) -> None:
    """Note the keys and choices that readers offer to any Field."""
    mapping, choice = Field.mapping, Field.choice

    def heard_mapping(self: Field, known: Any, unknown: str = "fm.unknown") -> dict[str, Field]:
        path = re.sub(r"\[\d+\]", "[]", self.path)
        into_keys.setdefault(path, set()).update(known)
        return mapping(self, known, unknown)

    def heard_choice(self: Field, choices: Iterable[str], default: str) -> str:
        offered = list(choices)
        into_choices.setdefault(re.sub(r"\[\d+\]", "[]", self.path), set()).update(c for c in offered if c)
        return choice(self, offered, default)

    patch.setattr(Field, "mapping", heard_mapping)
    patch.setattr(Field, "choice", heard_choice)


def read_accepted() -> Accepted:
    """Return what is accepted, by reading a site.yaml that has everything and every built-in theme.yaml."""
    found: dict[str, set[str]] = {}
    choices: dict[str, set[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        listen(found, choices, patch)
        config, problems = read_site(PROBE)
    assert config is not None
    assert problems == []
    theme: dict[str, set[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        listen(theme, choices, patch)
        load_theme("school", REPO)
    found["theme.yaml"] = theme.pop("")
    assert theme == {}
    return Accepted(keys=found, choices=choices)


ACCEPTED = read_accepted()


def template_names() -> tuple[set[str], set[str]]:
    """Return the filters and functions that templates have beyond Jinja's own."""
    config = Config(title="T", url="https://t.example", labels=label_set("vi", False, {}))
    environment = Renderer(load_theme("school", REPO), config)._env
    plain = jinja2.Environment()
    functions = {name for name, value in environment.globals.items() if callable(value)}
    return set(environment.filters) - set(plain.filters), functions - set(plain.globals)


def command_topics() -> Iterator[Topic]:
    group = {flag for option in cli.params for flag in (*option.opts, *option.secondary_opts)}
    yield Topic(heading="#### `ssg`", words=frozenset({*group, *cli.context_settings["help_option_names"]}))
    for name, command in all_commands():
        if isinstance(command, click.Group):
            yield Topic(heading=f"#### `ssg {name}`", words=frozenset(f"ssg {name} {one}" for one in command.commands))
            continue
        taken = set()
        for param in command.params:
            is_argument = isinstance(param, click.Argument)
            taken |= {str(param.name).upper()} if is_argument else {*param.opts, *param.secondary_opts}
        yield Topic(heading=f"#### `ssg {name}`", words=frozenset(taken))


def all_commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command by its words; those of a group come behind the group."""
    for name, command in cli.commands.items():
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {one}", inner) for one, inner in command.commands.items())


def theme_hooks() -> set[str]:
    """Return the data-block names that the base theme prints."""
    texts = [p.read_text(encoding="utf-8") for p in (shipped("themes") / "base" / "templates").glob("*.html")]
    written = {name for text in texts for name in re.findall(r'data-block="([^"{]+)"', text)}
    assert {"gallery", "rating", "attachments", "tags"} <= written
    return {*written, *PLAIN_BLOCKS, "list", "related", "newer", "older"}


def topics() -> Iterator[Topic]:
    yield from command_topics()
    for heading, table in FRONT.items():
        yield Topic(heading=heading, words=frozenset(table))
    for heading, paths in PLACES.items():
        kinds = ACCEPTED.choices["blocks[]"] if paths == ("blocks[]",) else set()
        yield Topic(heading=heading, words=frozenset(kinds).union(*(ACCEPTED.keys[path] for path in paths)))
    for path, heading in CHOICES.items():
        yield Topic(heading=heading, words=frozenset(ACCEPTED.choices[path]), closed=False)
    filters, functions = template_names()
    yield Topic(heading="### Formats presets", words=frozenset(PRESETS))
    yield Topic(heading="#### Views", words=frozenset(ACCEPTED.choices["formats.views"]))
    yield Topic(heading="#### Sources", words=frozenset(ACCEPTED.choices["formats.source"]))
    yield Topic(heading="#### Clock", words=frozenset(ACCEPTED.choices["formats.clock"]))
    yield Topic(heading="### Labels", words=frozenset(LABELS), column=1)
    yield Topic(heading="#### Filters", words=frozenset(filters))
    yield Topic(heading="#### Functions", words=frozenset(functions))
    yield Topic(heading="#### Templates", words=frozenset(TEMPLATES))
    for column, language in enumerate(("en", "vi")):
        yield Topic(heading="#### Messages", words=frozenset(SEVERITIES[language].values()), column=column)
    yield Topic(heading="### Hooks", words=frozenset({"data-block", "data-views", "data-count", "data-side"}))
    yield Topic(heading="### Hooks", words=frozenset(theme_hooks()), closed=False)


TOPICS = list(topics())


@pytest.mark.parametrize("topic", in_pairs(TOPICS))
def test_readme_and_program_name_the_same(topic: Topic) -> None:
    assert topic.words
    assert topic.complaints(README) == []


@pytest.mark.parametrize("topic", in_pairs(TOPICS))
def test_a_word_taken_out_of_the_readme_is_missed(topic: Topic) -> None:
    text = section(README, topic.heading)
    for word in topic.words:
        without = README.replace(text, text.replace(f"`{word}`", "–"))
        assert any(f"`{word}` is not documented" in told for told in topic.complaints(without))


@pytest.mark.parametrize("topic", in_pairs(t for t in TOPICS if t.closed))
def test_a_word_that_does_not_exist_is_noticed(topic: Topic) -> None:
    line = re.search(r"^\|-.*\n", section(README, topic.heading), re.MULTILINE)
    assert line
    at = README.index(line[0], README.index(f"\n{topic.heading}\n")) + len(line[0])
    invented = f"{README[:at]}| `bogus-word` | `bogus-word` | `bogus-word` |\n{README[at:]}"
    assert topic.complaints(invented) == [f"{topic.heading}: `bogus-word` does not exist"]


def test_every_command_has_its_own_heading() -> None:
    headings = re.findall(r"^#### `ssg ([a-z -]+)`$", README, re.MULTILINE)
    assert cli.commands
    assert sorted(headings) == sorted(name for name, _ in all_commands())


@pytest.mark.parametrize("heading", FRONT)
def test_vietnamese_spellings_stand_beside_their_key(heading: str) -> None:
    documented = {words_of(row[0])[0]: tuple(words_of(row[1])) for row in rows(section(README, heading))}
    assert documented == dict(FRONT[heading])


def test_permalinks_stand_with_their_defaults_and_placeholders() -> None:
    documented = {
        words_of(row[0])[0]: (words_of(row[1])[0], set(words_of(row[2])))
        for row in rows(section(README, "#### `permalinks`"))
    }
    actual = {}
    for field in fields(Permalinks):
        site = f"title: T\nurl: https://t.example\npermalinks: {{{field.name}: '{{bogus}}'}}\n"
        (told,) = read_site(site)[1]
        placeholders = {word for word in dict(told.values)["choices"].split() if word.startswith("{")}
        actual[field.name] = (getattr(Permalinks(), field.name), placeholders)
    assert documented == actual


def test_the_probe_shows_every_key() -> None:
    """Everything above rests on the probe: it names each key of site.yaml, and each place it found has its table."""
    probed = {line.split(":", 1)[0] for line in PROBE.splitlines() if line}
    assert probed == set(KEYS) == ACCEPTED.keys[""]
    assert set(ACCEPTED.keys) == {path for paths in PLACES.values() for path in paths}
    assert set(ACCEPTED.choices) == set(CHOICES)
    assert ACCEPTED.keys["units[]"] == set(UNIT_KEYS)
    assert ACCEPTED.keys["footer"] == set(FOOTER_KEYS)
    assert ACCEPTED.keys["blocks[]"] == set(BLOCK_KEYS)
    assert ACCEPTED.keys["permalinks"] == {field.name for field in fields(Permalinks)}
    made_here = {"digest", "statistics_today", "welcome_place", "live_url", "for_robots"}
    assert {field.name for field in fields(Config)} - made_here <= set(KEYS)


def test_files_the_readme_points_to_are_there() -> None:
    targets = set(re.findall(r"\]\(((?!https?:|#)[^)\s]+)\)", README.split("\n## Reference\n", 1)[1]))
    assert {"LICENSE", "CHANGELOG.md", "ssg/model/labels.py"} <= targets
    examples = {"a.jpg", "anh", "/assets/a.jpg"}
    assert [t for t in sorted(targets - examples) if not Path(REPO, t).exists()] == []
