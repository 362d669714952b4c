// renshe's own script: keys, drafts, copying. Every page works without it; it holds no words, they come with the tag.
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  const root = document.documentElement;
  root.classList.add("scripted");
  const $ = (sel, from) => (from || document).querySelector(sel);
  const $$ = (sel, from) => Array.from((from || document).querySelectorAll(sel));

  // ---- Keys: F2 search, F9 print, Esc back; each is printed on its button.
  const typing = (el) => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));

  function press(el) {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) {
      el.focus();
      if (el.select) el.select();
    } else {
      el.click();
    }
  }

  function escape(event) {
    const open = $("details.menu[open]");
    if (open) {
      open.open = false;
      $("summary", open).focus();
      return event.preventDefault();
    }
    const live = $(".live:not(:empty)");
    if (live) {
      live.replaceChildren();
      const box = $("[data-results-box]");
      if (box) box.focus();
      return event.preventDefault();
    }
    if (document.activeElement && document.activeElement.type === "search" && document.activeElement.value) return;
    const back = $("[data-back]");
    if (back) {
      keepAll();
      event.preventDefault();
      back.click();
    }
  }

  // ↑ ↓ walk the results, from the box into them and back.
  function walk(event) {
    const at = document.activeElement;
    const fromBox = at && at.hasAttribute("data-results-box");
    const list = fromBox ? $("[data-results]", document.getElementById(at.dataset.resultsBox)) || $("main [data-results]") : at && at.closest("[data-results]");
    if (!list) return;
    const links = $$("li > a, tbody th a", list);
    if (!links.length) return;
    const i = links.indexOf(at) + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    if (i < 0) {
      const box = $("[data-results-box]");
      if (box) box.focus();
    } else if (i < links.length) {
      links[i].focus();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") return escape(event);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return walk(event);
    if (!/^F\d+$/.test(event.key) || event.shiftKey) return;
    // The box comes before a button of the same key; of two buttons the page's own, which stands later, wins.
    const all = $$("[data-key]").filter((x) => x.dataset.keyname === event.key && x.getClientRects().length);
    const el = all.find((x) => x.tagName === "INPUT") || all.pop();
    if (el) {
      event.preventDefault();
      press(el);
    }
  });

  // Enter in the box opens the first result when results are shown.
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key !== "Enter" || event.isComposing || !(at instanceof Element) || !at.hasAttribute("data-results-box")) return;
    const first = $("#" + at.dataset.resultsBox + " [data-results] a");
    if (first && at.value === at.dataset.shown) {
      event.preventDefault();
      first.click();
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const box = $("[data-results-box='" + event.target.id + "']");
    if (box) box.dataset.shown = box.value;
    if (event.target.id === "faults") focusFaults();
  });

  // ---- Drafts: every keystroke is kept here until the server says the form is submitted.
  const PREFIX = "renshe.draft.";
  const KEEP_FOR = 3 * 24 * 3600 * 1000; // a draft older than three days belongs to nobody
  const store = (() => {
    try {
      localStorage.setItem(PREFIX, "1");
      localStorage.removeItem(PREFIX);
      return localStorage;
    } catch {
      return null;
    }
  })();

  function forget(match) {
    if (!store) return;
    for (const key of Object.keys(store)) if (key.startsWith(PREFIX) && match(key)) store.removeItem(key);
  }

  const fields = (form) => Array.from(form.elements).filter((el) => el.name && !["hidden", "password", "file", "submit", "button"].includes(el.type) && !el.hasAttribute("data-secret") && !el.readOnly);
  const valueOf = (el) => (el.type === "checkbox" || el.type === "radio" ? (el.checked ? el.value : null) : el.value);
  const untouched = (el) => {
    if (el.type === "checkbox" || el.type === "radio") return el.checked === el.defaultChecked;
    if (el.tagName === "SELECT") return Array.from(el.options).every((o) => o.selected === o.defaultSelected) || !Array.from(el.options).some((o) => o.defaultSelected);
    return el.value === el.defaultValue;
  };

  function keep(form) {
    if (!store || !form.dataset.draft) return;
    const values = {};
    let any = false;
    for (const el of fields(form)) {
      const key = el.type === "checkbox" || el.type === "radio" ? el.name + "=" + el.value : el.name;
      if (!untouched(el)) any = true;
      values[key] = valueOf(el);
    }
    if (!any && !store.getItem(PREFIX + form.dataset.draft)) return;
    try {
      store.setItem(PREFIX + form.dataset.draft, JSON.stringify({ at: Date.now(), values }));
      say(form, words.kept + " " + clock());
    } catch {
      // The browser's space is full: the page itself still holds what was typed.
    }
  }

  function keepAll() {
    $$("form[data-draft]").forEach(keep);
  }

  function restore(form) {
    const text = store && form.dataset.draft && store.getItem(PREFIX + form.dataset.draft);
    if (!text) return;
    let draft;
    try {
      draft = JSON.parse(text);
    } catch {
      store.removeItem(PREFIX + form.dataset.draft);
      return;
    }
    let changed = false;
    for (const el of fields(form)) {
      const isBox = el.type === "checkbox" || el.type === "radio";
      const key = isBox ? el.name + "=" + el.value : el.name;
      if (!(key in draft.values)) continue;
      const kept = draft.values[key];
      if (isBox) {
        if (el.checked !== (kept !== null)) changed = true;
        el.checked = kept !== null;
      } else if (typeof kept === "string" && el.value !== kept) {
        el.value = kept;
        changed = true;
      }
    }
    if (!changed) return;
    const discard = document.createElement("button");
    discard.type = "button";
    discard.textContent = words.discard;
    discard.addEventListener("click", () => {
      store.removeItem(PREFIX + form.dataset.draft);
      form.reset();
      say(form, "");
    });
    say(form, words.restored, discard);
  }

  function say(form, text, extra) {
    const line = $("[data-draft-state]", form);
    if (!line) return;
    line.textContent = text;
    if (extra) line.append(extra);
  }

  const clock = () => new Date().toTimeString().slice(0, 5);

  const waiting = new WeakMap();
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element && event.target.closest("form[data-draft], form[data-autosave]");
    if (!form) return;
    keep(form);
    if (!form.dataset.autosave) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => autosave(form), 1500));
  });
  document.addEventListener("change", (event) => {
    const form = event.target instanceof Element && event.target.closest("form[data-draft]");
    if (form) keep(form);
  });

  async function autosave(form) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    for (const el of $$("[data-secret], input[type=password]", form)) body.delete(el.name);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, credentials: "same-origin", redirect: "error" });
      say(form, answer.ok ? words.saved + " " + clock() : words.saveLater);
    } catch {
      say(form, words.saveLater);
    }
  }

  // ---- Forms: one submission each, and none while the line is down.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    keep(form);
    if (form.method === "post" && !navigator.onLine) {
      event.preventDefault();
      offline();
      return;
    }
    if (form.hasAttribute("data-clear-drafts")) forget(() => true);
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    $$("button[type=submit]", form).forEach((b) => b.setAttribute("aria-disabled", "true"));
    setTimeout(() => again(form), 8000);
  });
  function again(form) {
    delete form.dataset.sent;
    $$("button[aria-disabled]", form).forEach((b) => b.removeAttribute("aria-disabled"));
  }
  window.addEventListener("pageshow", () => $$("form[data-sent]").forEach(again));

  function offline() {
    const box = document.getElementById("faults");
    if (!box || $(".faults-offline")) return;
    const p = document.createElement("p");
    p.className = "faults-offline";
    p.setAttribute("role", "alert");
    p.textContent = words.offline;
    box.prepend(p);
    box.scrollIntoView();
  }
  window.addEventListener("offline", offline);
  window.addEventListener("online", () => $$(".faults-offline").forEach((p) => p.remove()));

  // ---- Copying and printing.
  document.addEventListener("click", async (event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (at && at.closest("[data-print]")) return window.print();
    const button = at && at.closest("[data-copy]");
    if (!button) {
      $$("details.menu[open]").forEach((d) => d.contains(at) || (d.open = false));
      return;
    }
    const line = $("[data-copy-say]", button);
    const before = line.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      const text = $("[data-copy-text]", button.parentElement);
      getSelection().selectAllChildren(text);
      document.execCommand("copy"); // plain http on a county's own network has no clipboard API
    }
    line.textContent = words.copied;
    setTimeout(() => (line.textContent = before), 2000);
  });

  function focusFaults() {
    const box = $("[data-focus]");
    if (box) box.focus();
  }

  // ---- Begin.
  const done = $("meta[name=draft-done]");
  if (done) forget((key) => key === PREFIX + done.content);
  if (store) {
    forget((key) => {
      try {
        return Date.now() - JSON.parse(store.getItem(key)).at > KEEP_FOR;
      } catch {
        return true;
      }
    });
  }
  $$("form[data-draft]").forEach(restore);
  focusFaults();
})();
