// Conveniences only: every page works without this file.
(() => {
  "use strict";
  const all = (selector, within = document) => within.querySelectorAll(selector);
  const one = (selector, within = document) => within.querySelector(selector);
  const make = (tag, name, values) => Object.assign(document.createElement(tag), { className: name }, values);

  // The reader's clock, in the portal's time zone.
  const days = {
    vi: ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
    english: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  };
  for (const clock of all("[data-clock]")) {
    const names = days[clock.dataset.clock];
    if (!names) continue;
    try {
      const format = new Intl.DateTimeFormat("en-GB", {
        timeZone: clock.dataset.zone, hourCycle: "h23", weekday: "short",
        year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
      });
      const tick = () => {
        const now = new Date();
        const part = {};
        for (const { type, value } of format.formatToParts(now)) part[type] = value;
        const day = names[days.english.findIndex((name) => name.startsWith(part.weekday))];
        const word = clock.dataset.clock === "vi" ? ", ngày " : ", ";
        clock.textContent = `${day}${word}${part.day}/${part.month}/${part.year} - ${part.hour}:${part.minute}`;
        setTimeout(tick, 60000 - (now % 60000) + 50);
      };
      tick();
      clock.hidden = false;
    } catch {
      // A zone the browser does not know: no clock rather than a wrong one.
      clock.remove();
    }
  }

  // The side column is a file that all pages share. Until it is here, and without this script, its headings lead on.
  const side = one("[data-side]");
  const status = make("p", "hidden", { role: "status" });
  const showSide = async () => {
    side.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(side.dataset.side);
      if (!answer.ok) return;
      const html = await answer.text();
      const href = side.contains(document.activeElement) && document.activeElement.getAttribute("href");
      side.innerHTML = html;
      if (href) one(`a[href="${CSS.escape(href)}"]`, side)?.focus({ preventScroll: true });
      status.textContent = side.dataset.shown;
    } catch {
      // Offline, or a page opened as a file: the headings stay.
    } finally {
      side.removeAttribute("aria-busy");
    }
  };
  if (side) {
    status.setAttribute("role", "status");
    side.after(status);
    side.addEventListener("renew", showSide);
    showSide();
  }

  // The menu: on phones a sheet, which a dialog shuts off from the page by itself.
  const button = one(".menu-button");
  if (button) {
    const list = one(".menu-list");
    const sheet = make("dialog", "sheet", { ariaLabel: button.dataset.open });
    const shut = make("button", "", { type: "button", textContent: button.dataset.close });
    sheet.append(shut);
    list.after(sheet);
    button.hidden = false;
    button.addEventListener("click", () => {
      sheet.append(list);
      sheet.showModal();
      button.setAttribute("aria-expanded", "true");
    });
    shut.addEventListener("click", () => sheet.close());
    sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
    sheet.addEventListener("close", () => {
      button.after(list);
      button.setAttribute("aria-expanded", "false");
    });
    matchMedia("(min-width: 60em)").addEventListener("change", () => sheet.close());
    // Escape closes the submenus of a wide screen.
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || sheet.open) return;
      for (const item of all(".menu .has-items")) {
        if (!item.matches(":hover, :focus-within")) continue;
        if (item.contains(document.activeElement)) item.firstElementChild.focus();
        item.classList.add("shut");
      }
    });
    for (const item of all(".menu .has-items")) {
      const open = () => item.matches(":hover, :focus-within") || item.classList.remove("shut");
      item.addEventListener("mouseleave", open);
      item.addEventListener("focusout", () => setTimeout(open));
    }
  }

  // The photo viewer: every enlarged photo of the article, in order; without it a link opens the file.
  const article = one("[data-viewer]");
  const photos = article ? [...all("figure > a:not(.download)", article)] : [];
  if (photos.length && window.HTMLDialogElement) {
    const [title, previous, next, close, counter] = article.dataset.viewer.split("|");
    let at = 0;
    const shown = make("img", "", { decoding: "async" });
    const count = make("p", "count", { ariaLive: "polite" });
    const text = make("p", "viewer-text");
    const press = (name, sign, label, act) => {
      const made = make("button", `viewer-${name}`, { type: "button", textContent: sign, ariaLabel: label, title: label });
      made.addEventListener("click", act);
      return made;
    };
    const go = (number) => {
      at = (number + photos.length) % photos.length;
      const link = photos[at];
      const inner = one("img", link);
      const caption = one("figcaption", link.parentElement);
      shown.src = link.href;
      shown.alt = inner.alt;
      count.textContent = counter.replace("{i}", at + 1).replace("{n}", photos.length);
      text.textContent = caption ? caption.textContent : "";
      if (photos.length > 1) new Image().src = photos[(at + 1) % photos.length].href;
    };
    const viewer = make("dialog", "viewer", { ariaLabel: title });
    viewer.append(count, press("close", "×", close, () => viewer.close()), shown, text);
    if (photos.length > 1) {
      viewer.append(press("prev", "‹", previous, () => go(at - 1)), press("next", "›", next, () => go(at + 1)));
    }
    viewer.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: photos.length - 1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      go(step);
    });
    let from = null;
    viewer.addEventListener("pointerdown", (event) => { from = event.isPrimary && !event.target.closest("button") ? event.clientX : null; });
    viewer.addEventListener("pointerup", (event) => {
      const moved = from === null ? 0 : event.clientX - from;
      from = null;
      if (Math.abs(moved) > 48) go(at + (moved < 0 ? 1 : -1));
    });
    shown.draggable = false;
    viewer.addEventListener("close", () => photos[at].focus());
    article.append(viewer);
    photos.forEach((link, number) => link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(number);
      viewer.showModal();
    }));
  }

  // A rating is sent in the background; should that fail, the form goes its own way.
  for (const form of all(".rating form")) {
    form.addEventListener("submit", (event) => {
      const star = event.submitter;
      if (!star || !window.fetch) return;
      event.preventDefault();
      if (form.dataset.sent) return;
      form.dataset.sent = "yes";
      const fields = new URLSearchParams(new FormData(form));
      fields.set(star.name, star.value);
      const url = `${form.action}?${fields}`;
      fetch(url, { cache: "no-store" })
        .then((answer) => {
          if (!answer.ok) throw new Error(answer.status);
          for (const other of all("button", form)) other.classList.toggle("on", Number(other.value) <= Number(star.value));
          one(".rating-thanks", form).textContent = form.dataset.thanks;
        })
        .catch(() => location.assign(url));
    });
  }

  // Print; share by the system's own sheet or, where it has none, copy the link.
  const address = () => one("link[rel=canonical]").href;
  const copy = async (tools, button) => {
    try {
      await navigator.clipboard.writeText(address());
    } catch {
      // Portals on plain http have no clipboard: select the text and copy it the old way.
      const field = make("textarea", "", { value: address() });
      tools.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    const told = one(".copied", tools);
    told.textContent = button.dataset.copied;
    setTimeout(() => { told.textContent = ""; }, 4000);
  };
  for (const tools of all(".tools")) {
    const able = Boolean(navigator.share);
    for (const tool of all("[hidden]", tools)) tool.hidden = tool.matches(able ? "[data-copy]" : "[data-share]");
    if (able) one(".facebook", tools).hidden = true;
    tools.addEventListener("click", ({ target }) => {
      if (target.matches("[data-print]")) loaded().then(() => print());
      if (target.matches("[data-copy]")) copy(tools, target);
      // A reader who closes the sheet without sharing made no error.
      if (target.matches("[data-share]")) navigator.share({ title: one('meta[property="og:title"]').content, url: address() }).catch(() => {});
    });
  }
  // Photos further down wait to be scrolled to; paper does not scroll. Ten seconds, then what has come.
  const loaded = () => {
    const waits = [];
    for (const photo of all("img")) {
      photo.loading = "eager";
      waits.push(photo.decode().catch(() => {}));
    }
    return Promise.race([Promise.all(waits), new Promise((done) => setTimeout(done, 10000))]);
  };
  addEventListener("beforeprint", () => {
    for (const day of all("[data-printed]")) day.textContent = ` · ${day.dataset.printed.replace("{date}", new Date().toLocaleDateString("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" }))}`;
    loaded();
  });
})();
