"""Views to text: one Jinja environment a theme."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

import markupsafe
from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from ssg.base.errors import Problem, SsgError, problem
from ssg.base.text import nearest
from ssg.model.config import Config
from ssg.model.hosting import HostingView
from ssg.model.maps import EventsView
from ssg.model.parts import Surround
from ssg.model.views import (
    View,
)
from ssg.render.compiled import Compiled
from ssg.render.filters import Words
from ssg.render.hosting import hosting_file
from ssg.render.icalendar import icalendar
from ssg.render.structured import structured
from ssg.render.theme import Theme

_FUNCTIONS = (FunctionType, MethodType)


class _Loader(BaseLoader):
    """Finds ``article.html`` along the chain, and ``school/article.html`` from that theme on."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template not in self._theme.templates:
            raise TemplateNotFound(template)
        shown, text = self._theme.templates[template]
        return text, shown, lambda: True


class _Generator(CodeGenerator):
    """Compiles templates whose output is escaped by ``_Environment.escaped``."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Context(Context):
    """What a template knows while it is rendered; macros and plain functions are called without detours."""

    def call(self, called: Callable[..., Any], /, *args: Any, **values: Any) -> Any:
        """Return what a macro or function makes of some values."""
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in _FUNCTIONS or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **values)
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        return called(*args, **values)


class _Environment(Environment):
    """Jinja with its most frequent steps made short: escaping, calls, and the names every template knows."""

    code_generator_class = _Generator
    context_class = _Context

    @staticmethod
    def escaped(value: Any) -> str:
        """Return a value as HTML. What is markup stays as it is, and text that was escaped need not become markup: it
        is only joined to the page.
        """
        kind = type(value)
        if kind is str:
            return _escape_text(value)
        return value if kind is Markup else escape(value)

    def _load_template(self, name: str, globals: Any) -> Template:
        template = super()._load_template(name, globals)
        if isinstance(template.globals, ChainMap):
            template.globals = dict(template.globals)  # copied for every page, and a chain of maps slowly
        return template


def _find_escape() -> Callable[[str], str]:
    """Return what escapes a text without making markup of it, where markupsafe has that as a function of its own."""
    inner: Callable[[str], str] | None = getattr(markupsafe, "_escape_inner", None)
    return inner if inner and inner("<&\"'>") == str(escape("<&\"'>")) else lambda text: str(escape(text))


_escape_text = _find_escape()


class Renderer:
    """Renders the pages of one theme. Errors in a template are problems with its file and line."""

    def __init__(self, theme: Theme, config: Config, compiled: Compiled | None = None) -> None:
        self.theme = theme
        self._config = config
        self._words = Words(config)
        self._env = _Environment(
            loader=_Loader(theme),
            autoescape=lambda name: name is None or not name.endswith(".txt"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=compiled,
        )
        self._env.filters.update(self._words.filters())
        self._env.globals.update(self._words.functions())
        self._env.globals.update(
            config=config,
            theme=theme,
            structured=lambda view: structured(view, config, self._words),
            around=self.around,
        )
        self._templates: dict[str, Template] = {}
        self._pieces: dict[tuple[str, int, str], tuple[Surround, Markup]] = {}
        # by template, id of what surrounds pages (kept, so that its id stays its own) and the menu's current URL

    def __reduce__(self) -> tuple[type[Renderer], tuple[Theme, Config]]:
        return Renderer, (self.theme, self._config)  # a copy in another process compiles for itself

    def page(self, view: View, template: str) -> str:
        """Return a page; ``template`` is "" for views that a function of their own writes."""
        if isinstance(view, EventsView):
            return icalendar(view, self._config, self._words)
        if isinstance(view, HostingView):
            return hosting_file(view, self._config)
        return self.make(template, view=view)

    def around(self, name: str, surround: Surround, current: str = "") -> Markup:
        """Return the piece of pages that a template makes of what surrounds them, made once for the same one:
        menu.html, footer.html, side-links.html.
        """
        key = (name, id(surround), current)
        found = self._pieces.get(key)
        if found is None:
            made = self.make(
                name,
                entries=surround.menu,
                current=current,
                footer=surround.footer,
                blocks=surround.blocks,
            )
            found = self._pieces[key] = (surround, Markup(made))
        return found[1]

    def check(self) -> None:
        """Compile every template of the chain; raises SsgError naming file and line of the first error in each."""
        problems = []
        for name in sorted(t for t in self.theme.templates if "/" not in t):
            try:
                self._env.get_template(name)
            except TemplateSyntaxError as error:
                problems.append(_told(error.filename or name, error.lineno, error.message or ""))
            except TemplateNotFound as error:
                problems.append(self._told_missing(error, name))
            except Exception as error:  # noqa: BLE001 - what a template compiles to may be beyond Python
                problems.append(_told(self.theme.templates[name][0], 1, f"{type(error).__name__}: {error}"))
        if problems:
            raise SsgError(problems)

    def make(self, name: str, **values: Any) -> str:
        """Return what a template makes of some values; raises SsgError, with file and line, where it has an error."""
        try:
            template = self._templates.get(name)
            if template is None:
                template = self._templates[name] = self._env.get_template(name)
            context = template.new_context(values)
            try:
                return self._env.concat(template.root_render_func(context))
            except Exception:  # noqa: BLE001 - Jinja raises it again, with lines of the template
                self._env.handle_exception()
            finally:
                context.vars.clear()  # the template's macros know it, and would keep it and the page for long
        except TemplateSyntaxError as error:
            raise SsgError([_told(error.filename or name, error.lineno, error.message or "")]) from None
        except TemplateNotFound as error:
            raise SsgError([self._told_missing(error, name)]) from None
        except Exception as error:
            raise SsgError([_told(*self._place_of(error, name), str(error))]) from error

    def _told_missing(self, error: TemplateNotFound, name: str) -> Problem:
        where, line = self._place_of(error, name)
        near = nearest(str(error.name), self.theme.templates)
        return problem("theme.template", where, line, 1, name=self.theme.name, file=str(error.name), near=near)

    def _place_of(self, error: Exception, name: str) -> tuple[str, int]:
        """Return file and line of the template that an error met while rendering comes from."""
        files = {shown for shown, _ in self.theme.templates.values()}
        where, line = self.theme.templates[name][0], 1
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in files:
                where, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        return where, line


def _told(file: str, line: int, text: str) -> Problem:
    return problem("theme.syntax", file, line, 1, file=file, text=text.splitlines()[0] if text else "", line=line)
