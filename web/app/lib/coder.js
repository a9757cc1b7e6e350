// SPDX-License-Identifier: Apache-2.0
// Who is coding here, remembered on this machine; and what a decision looks like to the server.
import { send } from "./api.js";

const NAME = "parallax-coder";

export function readCoder() {
  try {
    return localStorage.getItem(NAME) || "";
  } catch {
    return "";
  }
}

export function keepCoder(name) {
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // then it lasts until the page is closed
  }
}

export const REASONS = ["not told so", "wrong words", "wrong actor", "wrong kind", "told twice", "other"];

// A correction says of each field whether it was right: those left alone are accepted, so that agreement can be measured.
export function decisionsOf(item, verdict, { coder, values = {}, reason, note, adjudicates }) {
  const common = { coder, kind: item.kind, finding: item.finding, ...(item.kind === "claim" ? { story: item.story } : { document: item.document }) };
  const extra = { ...(reason && { reason }), ...(note && { note }), ...(adjudicates && { adjudicates: true }) };
  if (verdict !== "correct") return [{ ...common, verdict, ...extra }];
  const changed = Object.keys(values).filter((f) => values[f] !== (item.fields?.[f] ?? ""));
  return Object.keys(values).map((field) =>
    changed.includes(field)
      ? { ...common, field, ...(values[field] ? { verdict: "correct", value: values[field] } : { verdict: "reject" }), ...extra }
      : { ...common, field, verdict: "accept" },
  );
}

export async function decide(item, verdict, how) {
  for (const decision of decisionsOf(item, verdict, how)) await send("/api/v1/reviews", decision);
}
