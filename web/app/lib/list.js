// SPDX-License-Identifier: Apache-2.0
// Lists that go on: pages are hung one on the other; keys go through what is listed.
import { useEffect, useState } from "preact/hooks";
import { ask, useData } from "./api.js";
import { useKeys } from "./keys.js";

// [rows, load the next page or undefined, the first page's state]
export function usePages(url, name, again = 0) {
  const first = useData(url, again);
  const [more, set] = useState({ url, pages: [] });
  useEffect(() => set({ url, pages: [] }), [url, again]);
  const pages = more.url === url ? more.pages : [];
  const next = (pages[pages.length - 1] || first.data)?.next;
  const load = next && (() => ask(`${url}${url.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next)}`).then((page) => set({ url, pages: [...pages, page] })));
  return [[first.data, ...pages].flatMap((p) => p?.[name] || []), load, first];
}

// j and k go through whatever is listed, o opens it (so does Enter, it being a link).
export function useListKeys(selector) {
  const step = (by) => () => {
    const links = [...document.querySelectorAll(selector)];
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  useKeys([
    ["j", "next of the list", step(1)],
    ["k", "previous of the list", step(-1)],
    ["o", "open", () => document.activeElement.matches(selector) && document.activeElement.click()],
  ]);
}
