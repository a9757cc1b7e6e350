// SPDX-License-Identifier: Apache-2.0
// Keys: a view says which keys do what while it is shown; the frame lists them under "?".
import { useLayoutEffect } from "preact/hooks";

const tables = []; // innermost view last

const typing = (element) => element.closest?.("input, textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key !== "Escape" && typing(event.target)) return;
  for (let i = tables.length; i-- > 0; ) {
    const entry = tables[i].find(([keys]) => keys.split(" ").includes(event.key));
    if (!entry) continue;
    event.preventDefault();
    entry[2](event.key);
    return;
  }
});

// table: [["j", "next claim", function], …]; several keys for one act are parted by blanks.
export function useKeys(table) {
  useLayoutEffect(() => { // at once: the next key may come before an effect would
    tables.push(table);
    return () => tables.splice(tables.indexOf(table), 1);
  });
}

export const listKeys = () => tables.flat().map(([keys, what]) => [keys.split(" "), what]);
