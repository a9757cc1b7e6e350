// SPDX-License-Identifier: Apache-2.0
// How two texts differ, word by word.
import { diffArrays } from "diff";

const tokens = (text) => text.match(/\s+|[\p{L}\p{N}’'-]+|[^\s\p{L}\p{N}]/gu) || [];

// Parts {text, kind: "same" | "gone" | "new"} in order; a lone blank between two changes is part of the change.
export function wording(before, after) {
  return diffArrays(tokens(before), tokens(after)).map((p) => ({ text: p.value.join(""), kind: p.added ? "new" : p.removed ? "gone" : "same" }));
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
