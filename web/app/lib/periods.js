// SPDX-License-Identifier: Apache-2.0
// Events by day, week or month: how many of each quad class, their mean Goldstein score, and where a period stands in a
// drawing.  The server counts all events of a pair; `periodsOf` counts events that are here.
import { utcTicks } from "d3-time";
import { cameoOf } from "./cameo.js";
import { day } from "./words.js";

const DAY_MS = 864e5, STEP_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30.4 * DAY_MS };
const QUAD_FIELDS = { 1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict" };
const DAYS_BY_DAY = 120;

export const actsOf = (period) => Object.values(QUAD_FIELDS).reduce((n, field) => n + (period[field] || 0), 0);
export const signed = (n) => (n > 0 ? "+" : n < 0 ? "−" : "") + Math.abs(Math.round(10 * n) / 10);

// Of periods, by how many acts each has; null where no act has a score.
export function meanScore(periods) {
  const scored = periods.filter((p) => p.goldstein !== undefined);
  const acts = scored.reduce((n, p) => n + actsOf(p), 0);
  return acts ? scored.reduce((sum, p) => sum + p.goldstein * actsOf(p), 0) / acts : null;
}

function addTo(period, event) {
  const score = cameoOf(event.cameo)?.goldstein, before = actsOf(period);
  period[QUAD_FIELDS[event.quad]] = (period[QUAD_FIELDS[event.quad]] || 0) + 1;
  if (score !== undefined) period.goldstein = ((period.goldstein || 0) * before + score) / (before + 1);
}

export function periodsOf(events) {
  const dated = events.filter((e) => e.quad && e.date?.length >= 10).sort((a, b) => a.date.localeCompare(b.date));
  const span = dated.length ? (Date.parse(dated[dated.length - 1].date.slice(0, 10)) - Date.parse(dated[0].date.slice(0, 10))) / DAY_MS : 0;
  const by = span > DAYS_BY_DAY ? "month" : "day", periods = new Map();
  for (const e of dated) {
    const from = by === "month" ? e.date.slice(0, 7) : e.date.slice(0, 10);
    if (!periods.has(from)) periods.set(from, { from });
    addTo(periods.get(from), e);
  }
  return { by, periods: [...periods.values()] };
}

// Where periods stand between two edges of a drawing; a few days do not fill its width.
export function timeScale(periods, by, left, right) {
  const step = STEP_MS[by] || DAY_MS;
  const first = Date.parse(periods[0].from), last = Date.parse(periods[periods.length - 1].from) + step;
  const room = Math.max(last - first, 6 * step), start = first - (room - (last - first)) / 2, wide = right - left;
  const x = (t) => left + ((t - start) / room) * wide, width = Math.max(2, (wide * step) / room - 2);
  const nextTo = by === "day" ? width / 2 : 0;
  const dates = utcTicks(new Date(start), new Date(start + room), 7).filter((d) => d.getUTCHours() === 0 && x(+d) + width < right + 10);
  return { x, width, dates: dates.map((d) => ({ at: x(+d) + nextTo, text: labelOf(d, by) })) };
}

function labelOf(date, by) {
  const iso = date.toISOString().slice(0, 10);
  return by === "month" ? day(iso.slice(0, 7)) : day(iso).replace(/ \d{4}$/, "");
}
