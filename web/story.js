// Parallax, one story: lights a claim's words in every account.  The page is whole without this script.
(function () {
  "use strict";
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);
  const root = document.documentElement;
  const claims = all(".claim"), accounts = all(".account"), filters = all("[data-filter]"), find = one("#find");
  const claimOf = new Map(claims.map((li) => [li.dataset.c, li]));
  const wordsOf = new Map();
  all(".w").forEach((w) => w.dataset.c.split(" ").forEach((c) => {
    if (!wordsOf.has(c)) wordsOf.set(c, []);
    wordsOf.get(c).push(w);
  }));
  const words = (c) => wordsOf.get(c) || [];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let behavior = "instant"; // until the reader acts
  let current = null;
  root.classList.add("js");

  // Scrolls an account, and nothing around it, so that the words stand a third down.
  function showIn(account, word) {
    const a = account.getBoundingClientRect(), w = word.getBoundingClientRect();
    account.scrollTo({ top: account.scrollTop + w.top - a.top - a.height / 3, behavior });
  }
  function showAccount(account) {
    const strip = account.parentElement, s = strip.getBoundingClientRect(), a = account.getBoundingClientRect();
    if (a.left < s.left || a.right > s.right) strip.scrollBy({ left: a.left - s.left - (s.width - a.width) / 2, behavior });
  }
  // Where the list scrolls by itself only the list moves; on a phone it is the page.
  function showClaim(li) {
    const list = li.closest(".claims"), l = list.getBoundingClientRect(), r = li.getBoundingClientRect();
    if (list.scrollHeight <= list.clientHeight) { li.scrollIntoView({ block: "nearest", behavior }); return; }
    const head = one(".filters").offsetHeight + 8, above = r.top - l.top - head, below = r.bottom - l.bottom + 8;
    if (above < 0 || r.height > l.height - head) list.scrollBy({ top: above, behavior });
    else if (below > 0) list.scrollBy({ top: below, behavior });
  }
  function letGo() {
    if (current === null) return;
    words(current).forEach((w) => w.classList.remove("lit"));
    accounts.forEach((a) => a.classList.remove("without"));
    const li = claimOf.get(current);
    li.classList.remove("on");
    li.querySelector(".head").setAttribute("aria-expanded", "false");
    current = null;
  }
  function choose(c, how) {
    const li = claimOf.get(c);
    if (!li) return;
    letGo();
    current = c;
    if (li.hidden) show(-1, "");
    li.classList.add("on");
    const head = li.querySelector(".head");
    head.setAttribute("aria-expanded", "true");
    words(c).forEach((w) => w.classList.add("lit"));
    let having = 0;
    accounts.forEach((a) => {
      const first = words(c).find((w) => a.contains(w));
      a.classList.toggle("without", !first);
      if (first) { having++; if (how !== "words") showIn(a, first); }
    });
    if (how !== "words") { const first = words(c)[0]; if (first) showAccount(first.closest(".account")); }
    if (how === "keys" || how === "link") head.focus({ preventScroll: true });
    if (how !== "head") showClaim(li);
    one("#live").textContent = head.querySelector(".sum").textContent + ", in " + having + " of " + accounts.length + " accounts";
  }
  function near(c, on) { words(c).forEach((w) => w.classList.toggle("near", on)); }

  // --- which claims are shown ---
  let kind = -1;
  function show(filter, text) {
    kind = Number(filter);
    find.value = text;
    const needles = text.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    claims.forEach((li) => {
      const hay = li.textContent.toLowerCase();
      li.hidden = (kind >= 0 && Number(li.dataset.r) !== kind) || !needles.every((n) => hay.includes(n));
      shown += !li.hidden;
    });
    all(".claims section").forEach((s) => { s.hidden = !s.querySelector(".claim:not([hidden])"); });
    filters.forEach((b) => b.setAttribute("aria-pressed", String(Number(b.dataset.filter) === kind)));
    one(".none").hidden = shown > 0;
  }
  filters.forEach((b) => b.addEventListener("click", () => show(b.dataset.filter, find.value)));
  find.addEventListener("input", () => show(kind, find.value));

  // --- pointer ---
  claims.forEach((li) => {
    const c = li.dataset.c, head = li.querySelector(".head");
    head.setAttribute("aria-expanded", "false");
    head.addEventListener("click", () => (current === c ? letGo() : choose(c, "head")));
    head.addEventListener("mouseenter", () => near(c, true));
    head.addEventListener("mouseleave", () => near(c, false));
    all(".quotes li", li).forEach((q) => q.addEventListener("click", () => {
      const account = accounts[Number(q.dataset.doc)], word = words(c).find((w) => account.contains(w));
      account.scrollIntoView({ block: "nearest", inline: "center", behavior });
      if (word) showIn(account, word);
    }));
  });
  // Words of several claims: each click goes on to the next of them.
  all(".w").forEach((w) => w.addEventListener("click", () => {
    const list = w.dataset.c.split(" ");
    choose(list[(list.indexOf(current) + 1) % list.length], "words");
  }));
  all("[data-go]").forEach((a) => a.addEventListener("click", (e) => {
    e.preventDefault();
    go(a.dataset.go);
  }));

  // --- light and dark ---
  const theme = one("#theme"), system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  function setTheme(name) {
    root.dataset.theme = name;
    try { localStorage.setItem("parallax-theme", name); } catch (e) { /* a page from a file may have no storage */ }
    label();
  }
  try { const kept = localStorage.getItem("parallax-theme"); if (kept) root.dataset.theme = kept; } catch (e) { /* as above */ }
  system.addEventListener("change", label);
  theme.addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
  label();

  // --- keys ---
  const help = one("#help");
  one("#help-open").addEventListener("click", () => help.showModal());
  function step(by) {
    const shown = claims.filter((li) => !li.hidden), at = shown.findIndex((li) => li.dataset.c === current);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next) choose(next.dataset.c, "keys");
  }
  function stepAccount(by) {
    const having = accounts.filter((a) => current === null || words(current).some((w) => a.contains(w)));
    if (!having.length) return;
    const at = having.indexOf(document.activeElement), next = having[(at + by + having.length) % having.length];
    next.focus({ preventScroll: true });
    showAccount(next);
  }
  function filterKey(digit) {
    const b = filters[digit];
    if (b) { show(b.dataset.filter, find.value); b.focus(); }
  }
  const keys = {
    j: () => step(1), k: () => step(-1), n: () => stepAccount(1), p: () => stepAccount(-1),
    t: () => theme.click(), "/": () => find.focus(), "?": () => help.showModal(), Escape: letGo,
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || help.open) return;
    if (e.target === find) { if (e.key === "Escape") { show(kind, ""); find.blur(); } return; }
    if (/^[0-9]$/.test(e.key)) filterKey(Number(e.key));
    else if (keys[e.key]) keys[e.key]();
    else return;
    e.preventDefault();
  });
  function go(c) {
    choose(c, "link");
    one("#reading").scrollIntoView({ behavior });
  }
  if (/^#c\d+$/.test(location.hash)) go(location.hash.slice(2));
  if (!calm) behavior = "smooth";
})();
