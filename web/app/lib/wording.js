// SPDX-License-Identifier: Apache-2.0
// How two texts differ, word by word, as a reader would mark it: a word or two that happen to stand in both between two
// changes belong to the change, else the marks are too small to be read.
import { diffArrays } from "diff";

const tokens = (text) => text.match(/\s+|[\p{L}\p{N}’'-]+|[^\s\p{L}\p{N}]/gu) || [];

const KEPT_WORDS_MIN = 3;
const words = (text) => text.match(/[\p{L}\p{N}’'-]+/gu)?.length || 0;

// Changes and what little stands between them become one change: what is gone, then what is new.  A paragraph's end parts
// two changes, so that the marks follow the text.
export function readable(parts) {
  const out = [];
  let gone = "", fresh = "";
  const flush = () => {
    if (gone) out.push({ kind: "gone", text: gone });
    if (fresh) out.push({ kind: "new", text: fresh });
    gone = fresh = "";
  };
  parts.forEach((p, i) => {
    const open = gone || fresh, goesOn = i + 1 < parts.length;
    if (p.kind === "gone") gone += p.text;
    else if (p.kind === "new") fresh += p.text;
    else if (open && goesOn && words(p.text) < KEPT_WORDS_MIN && !p.text.includes("\n")) gone += p.text, fresh += p.text;
    else flush(), out.push(p);
  });
  flush();
  return out;
}

// Parts {text, kind: "same" | "gone" | "new"} in order.
export function wording(before, after) {
  return readable(diffArrays(tokens(before), tokens(after)).map((p) => ({ text: p.value.join(""), kind: p.added ? "new" : p.removed ? "gone" : "same" })));
}

// Long stretches that stayed the same are folded to their ends.
const KEPT = 160;
export function fold(parts) {
  return parts.map((p, i) => {
    if (p.kind !== "same" || p.text.length < 3 * KEPT) return p;
    const head = i ? p.text.slice(0, KEPT) : "", tail = i + 1 < parts.length ? p.text.slice(-KEPT) : "";
    return { ...p, head, tail, hidden: p.text.slice(head.length, p.text.length - tail.length) };
  });
}

export function shareSame(parts) {
  const n = (kind) => parts.reduce((sum, p) => sum + (p.kind === kind ? p.text.replace(/\s/g, "").length : 0), 0);
  const same = n("same");
  return same / (same + n("new") || 1);
}
