// Conveniences only: every page works without this file.
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

  // The reader's clock, in the portal's time zone.
  const days = {
    vi: { Mon: "Thứ Hai", Tue: "Thứ Ba", Wed: "Thứ Tư", Thu: "Thứ Năm", Fri: "Thứ Sáu", Sat: "Thứ Bảy", Sun: "Chủ nhật" },
    english: { Mon: "Monday", Tue: "Tuesday", Wed: "Wednesday", Thu: "Thursday", Fri: "Friday", Sat: "Saturday", Sun: "Sunday" },
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
        const day = names[part.weekday] + (clock.dataset.clock === "vi" ? ", ngày " : ", ");
        clock.textContent = `${day}${part.day}/${part.month}/${part.year} - ${part.hour}:${part.minute}`;
        setTimeout(tick, 60000 - (now % 60000) + 50);
      };
      tick();
      clock.hidden = false;
    } catch {
      // A zone the browser does not know: no clock rather than a wrong one.
      clock.remove();
    }
  }

  // The menu: a button on phones; Escape closes it, and open submenus.
  const button = document.querySelector(".menu-button");
  if (button) {
    const set = (open) => {
      button.setAttribute("aria-expanded", open);
      button.textContent = open ? button.dataset.close : button.dataset.open;
    };
    button.hidden = false;
    button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (button.getAttribute("aria-expanded") === "true") {
        set(false);
        button.focus();
      }
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
          for (const other of form.querySelectorAll("button")) other.classList.toggle("on", Number(other.value) <= Number(star.value));
          form.querySelector(".rating-thanks").textContent = form.dataset.thanks;
        })
        .catch(() => location.assign(url));
    });
  }

  // Print and copy the link.
  for (const tools of all(".tools")) {
    tools.hidden = false;
    tools.addEventListener("click", async (event) => {
      const { target } = event;
      if (target.matches("[data-print]")) print();
      if (!target.matches("[data-copy]")) return;
      const link = document.querySelector("link[rel=canonical]").href;
      try {
        await navigator.clipboard.writeText(link);
      } catch {
        // Portals on plain http have no clipboard: select the text and copy it the old way.
        const field = document.createElement("textarea");
        field.value = link;
        tools.append(field);
        field.select();
        document.execCommand("copy");
        field.remove();
        target.focus();
      }
      const told = tools.querySelector(".copied");
      if (told) {
        told.textContent = target.dataset.copied;
        setTimeout(() => { told.textContent = ""; }, 4000);
      }
    });
  }
})();
