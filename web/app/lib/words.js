// SPDX-License-Identifier: Apache-2.0
// How things are said: counts, days, numbers, names of relations and kinds.

export const plural = (n, one, many = one + "s") => `${number(n)} ${n === 1 ? one : many}`;

const grouped = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
export const number = (n) => grouped.format(n);

const compact = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });
export const short = (n) => (Math.abs(n) >= 1e6 ? compact : grouped).format(n);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// "28 Sep 2016" of an ISO date; partial dates and TIMEX3 values come out as far as they go, the rest as it is.
export function day(iso) {
  const m = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(iso || "");
  if (!m || /^\d{4}-W/.test(iso)) return iso || "";
  return [m[3] && String(+m[3]), m[2] && MONTHS[m[2] - 1], m[1]].filter(Boolean).join(" ");
}

export const clock = (iso) => /T(\d\d:\d\d)/.exec(iso || "")?.[1] || "";

export function days(from, to) {
  if (!from) return day(to);
  if (!to || from.slice(0, 10) === to.slice(0, 10)) return day(from);
  const [a, b] = [day(from).split(" "), day(to).split(" ")];
  if (a.length === 3 && b.length === 3 && a[2] === b[2]) return `${a[1] === b[1] ? a[0] : a[0] + " " + a[1]}–${b.join(" ")}`;
  return `${a.join(" ")} – ${b.join(" ")}`;
}

// A relation's sign is drawn beside its colour, so that neither is needed alone.
export const RELATIONS = {
  conflict: { mark: "×", name: "contradict", title: "The accounts contradict each other" },
  differ: { mark: "≠", name: "differ", title: "The accounts differ" },
  deny: { mark: "¬", name: "denied", title: "One party denies" },
  agree: { mark: "=", name: "agree", title: "Several accounts tell" },
  single: { mark: "1", name: "one account", title: "Only one account has" },
};

export const WHY = { update: "an update over time", other_scope: "a different scope", disagreement: "they disagree" };
export const KINDS = { event: "event", statement: "statement", figure: "figure" };
export const QUADS = {
  1: { key: "talk", name: "verbal cooperation", mark: "○" },
  2: { key: "help", name: "material cooperation", mark: "●" },
  3: { key: "threat", name: "verbal conflict", mark: "△" },
  4: { key: "force", name: "material conflict", mark: "▲" },
};

export const lower = (plover) => (plover || "").toLowerCase().replace(/_/g, " ");
export const initialUpper = (s) => s && s[0].toUpperCase() + s.slice(1);
