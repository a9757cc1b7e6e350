// SPDX-License-Identifier: Apache-2.0
// The address bar as state: a path and a query.  A view reads its filters here and nowhere else, so a link is a view.
import { useEffect, useState } from "preact/hooks";

const listeners = new Set();
const here = () => ({ path: location.pathname, query: new URLSearchParams(location.search) });
const tell = () => listeners.forEach((listen) => listen(here()));

addEventListener("popstate", tell);

export function useAddress() {
  const [address, set] = useState(here);
  useEffect(() => {
    listeners.add(set);
    set(here()); // it may have changed between the first drawing and now
    return () => listeners.delete(set);
  }, []);
  return address;
}

export function go(url, { replace = false } = {}) {
  if (url === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", url);
  tell();
}

// The address with some of its query changed: absent, "" and false take a name out.
export function withQuery(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === null || value === "" || value === false) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return location.pathname + (text ? "?" + text : "");
}

// What is typed replaces the address; what is chosen (options {}) is a step that the back button undoes.
export const setQuery = (changes, options = { replace: true }) => go(withQuery(changes), options);

// Links inside the app change the view; all others, and clicks with a modifier, are the browser's.
export function followLinks() {
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const href = link.getAttribute("href");
    if (!/^\/(?!\/|api\/|plain|assets\/)/.test(href) || link.target || link.hasAttribute("download")) return;
    event.preventDefault();
    go(href);
  });
}
