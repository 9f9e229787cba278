// The preview in the browser: shows in place what the server sends.
(() => {
  "use strict";
  const script = document.currentScript;
  const store = {
    // Private windows refuse it.
    get: (key) => { try { return sessionStorage.getItem(`ssg-${key}`); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(`ssg-${key}`, value); } catch { /* forgotten then */ } },
  };
  const make = (tag, props = {}, ...inside) => {
    const node = Object.assign(document.createElement(tag), props);
    if (props.role) node.setAttribute("role", props.role); // no property of older browsers
    node.append(...inside);
    return node;
  };
  let shown = script.dataset.page;
  let source = null; // the page as the server sent it, before the page's own scripts touched it
  let run = "";
  let turn = 0;
  let labels = {};

  // --- The page, changed in place ---

  class Unsafe extends Error {}
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const leaving = new WeakSet(); // old styles that stay until the new ones are there
  const runs = (node) => node !== script && /^(|module|importmap|.*javascript)$/i.test(node.type);
  const scriptsOf = (page) => [...page.scripts].filter(runs).map((node) => node.outerHTML).join();
  const attributesOf = (page) => [...page.documentElement.attributes].map((a) => `${a.name}=${a.value}`).join();
  const isStyle = (node) => node.localName === "link" && node.relList.contains("stylesheet");
  const isEqual = (one, other) => one.isEqualNode(other);
  const isAlike = (one, other) => one.nodeName === other.nodeName && one.id === other.id;

  // Pairs the nodes of two lists: equal ones from both ends, then in between, never crossing, equal ones and then those
  // of one kind. The map leads from the second list to the first.
  const pairUp = (from, to) => {
    const pairs = new Map();
    let start = 0;
    let a = from.length;
    let b = to.length;
    for (; start < a && start < b && isEqual(from[start], to[start]); start += 1) pairs.set(to[start], start);
    while (a > start && b > start && isEqual(from[a - 1], to[b - 1])) pairs.set(to[--b], --a);
    for (const test of [isEqual, isAlike]) {
      let low = start;
      for (let i = start; i < b; i += 1) {
        if (pairs.has(to[i])) { low = pairs.get(to[i]) + 1; continue; }
        const next = to.slice(i, b).find((node) => pairs.has(node));
        const high = next ? pairs.get(next) : a;
        for (let j = low; j < high; j += 1) {
          if (test(from[j], to[i])) { pairs.set(to[i], j); low = j + 1; break; }
        }
      }
    }
    return new Map([...pairs].map(([node, at]) => [node, from[at]]));
  };

  // Makes `live` show `next`, where it showed `old` (itself where that is not known). Only what differs is touched, so
  // what scripts and the reader did stays: focus, an open dialog, a film that plays.
  const morph = (live, old, next) => {
    if (isEqual(old, next)) return;
    if (live.nodeType !== Node.ELEMENT_NODE) { live.data = next.data; return; }
    if (isStyle(live)) { swapStyle(live, document.importNode(next, true)); return; }
    for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    const lives = [...live.childNodes].filter((node) => node !== script && !leaving.has(node));
    const olds = old === live ? lives : [...old.childNodes];
    const nexts = [...next.childNodes];
    const standing = old === live ? new Map(lives.map((node) => [node, node])) : pairUp(lives, olds);
    const pairs = pairUp(olds, nexts);
    const kept = new Set(pairs.values());
    for (const was of olds) if (!kept.has(was)) standing.get(was)?.remove();
    let after = script.parentNode === live ? script : null;
    for (const node of nexts.reverse()) {
      const was = pairs.get(node);
      const now = standing.get(was);
      if (now) { morph(now, was, node); after = now; continue; }
      if (was && isEqual(was, node)) continue; // the page's own scripts took it away
      after = live.insertBefore(bring(node), after);
    }
  };
  const NEEDS_SCRIPTS = "button, dialog, form, input, select, textarea, audio, video, iframe, [hidden]";
  const bring = (node) => {
    // What scripts bring to life would lie dead without them.
    const needs = node.matches?.(NEEDS_SCRIPTS) || node.querySelector?.(NEEDS_SCRIPTS);
    if (needs && scriptsOf(document)) throw new Unsafe();
    return document.importNode(node, true);
  };
  // The new style first, then the old one goes: nothing is ever shown without a style.
  const swapStyle = (old, fresh) => {
    leaving.add(old);
    fresh.onload = fresh.onerror = () => old.remove();
    old.after(fresh);
  };

  const show = (html, was) => {
    const next = parse(html);
    const old = source ?? (was ? parse(was) : document);
    try {
      if (scriptsOf(old) !== scriptsOf(next) || attributesOf(old) !== attributesOf(next)) throw new Unsafe();
      morph(document.head, old.head, next.head);
      morph(document.body, old.body, next.body);
      source = next;
    } catch (error) {
      if (!(error instanceof Unsafe)) console.warn(error);
      location.reload();
    }
  };

  // Styles, pictures and scripts that kept their address and differ; `parts` is true for all styles.
  const renew = (parts) => {
    const fresh = (value) => {
      const url = new URL(value, location);
      const mark = url.origin === location.origin && (parts === true ? run : parts[decodeURI(url.pathname)]);
      if (mark) url.searchParams.set("_ssg", mark);
      return mark ? url.href : "";
    };
    for (const link of document.querySelectorAll(`link[rel~="stylesheet"][href]`)) {
      const href = !leaving.has(link) && fresh(link.href);
      if (href) swapStyle(link, Object.assign(link.cloneNode(), { href }));
    }
    if (parts === true) return;
    if ([...document.scripts].some((node) => node.src && fresh(node.src))) location.reload();
    document.querySelector("[data-side]")?.dispatchEvent(new Event("renew"));
    for (const img of document.images) img.src = fresh(img.src) || img.src;
  };

  // --- Bar, ribbon and overlay, out of reach of the page's styles ---

  const host = document.createElement("ssg-preview");
  const root = host.attachShadow({ mode: "open" });
  const style = make("style", { textContent: `
    :host { all: initial }
    [hidden] { display: none !important }
    div { position: fixed; z-index: 2147483647; font: 14px/1.5 system-ui, sans-serif; color: #fff; box-sizing: border-box }
    .bar { inset: auto 0 0; display: flex; flex-wrap: wrap; gap: 2px 18px; align-items: center; padding: 4px 12px; background: #1d2733 }
    .ribbon { inset: 0 0 auto auto; padding: 4px 14px; background: #9a3412; font-weight: 600; pointer-events: none }
    .panel { inset: 4vh 0 auto; margin: auto; width: min(56rem, 94vw); max-height: 80vh; overflow: auto; padding: 14px 18px;
      background: #1d1416; border-top: 5px solid #f0616d; border-radius: 8px; box-shadow: 0 8px 40px #000a }
    h2 { font-size: 18px; margin: 0 } p { margin: 4px 0; overflow-wrap: anywhere } .mend { color: #a7f3c0 } .where { color: #fbbf77 }
    section { border-top: 1px solid #fff3; padding: 8px 0 }
    pre { margin: 6px 0; padding: 6px; background: #000; overflow: auto; font: 13px/1.5 ui-monospace, monospace } b { color: #ff9aa3 }
    button { font: inherit; color: #fff; background: none; border: 1px solid #fff8; border-radius: 4px; padding: 1px 10px; cursor: pointer }
    button:focus-visible { outline: 3px solid #7cc4ff } .end { margin-left: auto } .top { float: right }
    @media print { :host { display: none } }` });
  const facts = make("span");
  const line = make("span", { role: "status" });
  const more = make("button", { type: "button" });
  const hide = make("button", { type: "button", className: "end" });
  const bar = make("div", { className: "bar", hidden: true, role: "region" }, facts, more, line, hide);
  const ribbon = make("div", { className: "ribbon", hidden: true });
  const panel = make("div", { className: "panel", hidden: true, role: "alert", tabIndex: -1 });
  root.append(style, ribbon, bar, panel);
  let hasBar = false;
  let errors = { items: [], key: "" };
  let notes = { ribbon: [], bar: [], items: [] };

  const text = (tag, className, textContent) => make(tag, { className, textContent });
  const itemOf = ({ severity, where, what, mend, lines }) => {
    const section = make("section", {}, text("p", "where", where), text("p", "", `${severity}: ${what}`));
    if (mend) section.append(text("p", "mend", `→ ${mend}`));
    const shownLine = ([number, words, isIt]) => text(isIt ? "b" : "span", "", `${isIt ? "›" : " "}${`${number}`.padStart(5)}  ${words}\n`);
    if (lines.length) section.append(make("pre", {}, ...lines.map(shownLine)));
    return section;
  };
  const open = (title, about, items, rest) => {
    const close = make("button", { type: "button", className: "top", textContent: labels["overlay.close"], onclick: shut });
    panel.replaceChildren(close, text("h2", "", title), text("p", "", about), ...items.map(itemOf), text("p", "", rest));
    panel.hidden = false;
  };
  const shut = () => { panel.hidden = true; store.set("shut", errors.key); };
  const showErrors = () => {
    panel.hidden = true;
    const { key, items, more } = errors;
    if (!key) store.set("shut", "");
    else if (store.get("shut") !== key) open(labels["overlay.title"], labels["overlay.text"], items, more);
  };
  const showNotes = () => {
    ribbon.hidden = !notes.ribbon.length;
    ribbon.textContent = notes.ribbon.join(" · ");
    facts.textContent = notes.bar.join(" · ");
    more.hidden = !notes.items.length;
    bar.hidden = !hasBar || store.get("bar") === "hidden" || !(facts.textContent || line.textContent);
  };
  more.onclick = () => { open(labels["bar.problems"], "", notes.items, ""); panel.focus(); };
  hide.onclick = () => { store.set("bar", "hidden"); showNotes(); };
  addEventListener("keydown", (event) => {
    // Escape also ends a word of a Vietnamese input method.
    if (event.key === "Escape" && !event.isComposing && !panel.hidden) shut();
  });

  // --- The connection ---

  let events = null;
  let retry = 0;
  let pulse = 0;
  let wasLost = false;
  const say = (words) => { line.textContent = words; showNotes(); };
  const leave = () => {
    events?.close();
    events = null;
    clearTimeout(retry);
    clearTimeout(pulse);
  };
  const lose = () => {
    leave();
    wasLost = true;
    say(labels.lost ?? "");
    retry = setTimeout(connect, 1000);
  };
  const beat = () => { clearTimeout(pulse); pulse = setTimeout(lose, 40000); }; // two heartbeats
  const connect = () => {
    leave();
    if (document.hidden) return; // a host takes few
    const asked = new URLSearchParams({ path: location.pathname, page: shown, run, turn, source: source ? 1 : 0 });
    events = new EventSource(`/_ssg/live?${asked}`);
    events.onmessage = ({ data }) => hear(JSON.parse(data));
    events.onerror = lose;
    beat();
  };
  const hear = (said) => {
    beat();
    if (said.location) location.replace(said.location);
    if (said.rest) leave(); // too many windows: it goes on when used again
    if (said.labels) {
      ({ labels, hasBar, run, turn } = said);
      bar.setAttribute("aria-label", labels["bar.title"]);
      more.textContent = labels["bar.problems"];
      hide.textContent = labels["bar.hide"];
      if (wasLost) { say(labels.back); setTimeout(say, 3000, ""); }
      wasLost = false;
    }
    turn = said.turn ?? turn;
    if (said.page) {
      shown = said.page;
      show(said.html, said.was);
    }
    if (said.allParts || said.parts) renew(said.allParts || said.parts);
    notes = said.notes ?? notes;
    errors = said.errors ?? errors;
    if (said.errors) showErrors();
    if (said.notes || said.labels) showNotes();
  };
  addEventListener("visibilitychange", connect);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", ({ persisted }) => persisted && connect());
  addEventListener("focus", () => events ?? connect());
  document.documentElement.append(host);
  connect();
})();
