"""Templates rendered: what they call, and what stays of a page."""

from __future__ import annotations

import dataclasses
import gc
import weakref

import pytest
from sitekit import REPO, SITE

from ssg.base.errors import SsgError
from ssg.model.siteyaml import read_site
from ssg.render.pages import Renderer
from ssg.render.theme import load_theme


class Shown:
    """Something a template shows."""

    def title(self, end: str = "!") -> str:
        return f"<Bài>{end}"


def renderer(text: str) -> Renderer:
    """Return what renders a theme with one template more, ``own.html``."""
    config, problems = read_site(SITE)
    assert config
    assert not problems
    theme = load_theme("school", REPO)
    return Renderer(dataclasses.replace(theme, templates={**theme.templates, "own.html": ("own.html", text)}), config)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{% macro a(x, y='&') %}{{ x }}{{ y }};{% endmacro %}{{ a('<') }}{{ a(y=1, x=2) }}", "&lt;&amp;;21;"),
        ("{% macro a() %}<i>{{ caller('<') }}</i>{% endmacro %}{% call(x) a() %}{{ x }}{% endcall %}", "<i>&lt;</i>"),
        ("{% macro a() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ a(1, b=2) }}", "(1,){&#39;b&#39;: 2}"),
        ("{{ shown.title() }}{{ shown.title(end='?') }}", "&lt;Bài&gt;!&lt;Bài&gt;?"),
        ("{% for n in range(2) %}{{ shown.title(n) }}{% endfor %}", "&lt;Bài&gt;0&lt;Bài&gt;1"),
        ("{% block b %}{{ dict(a=1).a }}{% endblock %}", "1"),
        ("{{ external('//a') }}{% for a in [1] %}{{ loop.cycle('x') }}{% endfor %}", "Truex"),
    ],
)  # fmt: skip
def test_templates_call_macros_functions_and_methods(text: str, made: str) -> None:
    assert renderer(text).make("own.html", shown=Shown()) == made


@pytest.mark.parametrize(
    "text", ["{{ shown() }}", "{{ missing() }}", "{{ shown.title(1, 2) }}", "{{ shown.missing() }}"]
)
def test_wrong_calls_are_told_with_their_line(text: str) -> None:
    with pytest.raises(SsgError) as told:
        renderer("\n\n" + text).make("own.html", shown=Shown())
    assert [(p.code, p.path, p.line) for p in told.value.problems] == [("theme.syntax", "own.html", 3)]


def test_a_page_is_let_go_once_it_is_rendered() -> None:
    """Workers print thousands, and seldom look for what only knows itself."""
    own = renderer("{% macro a() %}{{ config.title }}{{ shown.title() }}{% endmacro %}{{ a() }}")
    own.make("own.html", shown=Shown())
    shown = Shown()
    kept = weakref.ref(shown)
    gc.disable()
    try:
        own.make("own.html", shown=shown)
        del shown
        assert kept() is None
    finally:
        gc.enable()
