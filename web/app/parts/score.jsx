// SPDX-License-Identifier: Apache-2.0
// The mean Goldstein score over time: how cooperative (+10) or hostile (−10) the acts of a period are.  A dot's size tells
// how many acts it stands for, so that a single act does not pass for a trend.
import { useMemo } from "preact/hooks";
import { utcTicks } from "d3-time";
import { cameoOf } from "../lib/cameo.js";
import { day, plural } from "../lib/words.js";

const W = 860, H = 170, LEFT = 36, RIGHT = 12, TOP = 12, BOTTOM = 24, DAY_MS = 864e5, PERIODS_MAX = 60;
const y = (score) => TOP + ((10 - score) / 20) * (H - TOP - BOTTOM);
const signed = (n) => (n > 0 ? "+" : n < 0 ? "−" : "") + Math.abs(n);

// Acts by day, or by month where the days are too many to be told apart.
export function scoresOf(events) {
  const scored = events.map((e) => ({ date: e.date?.slice(0, 10), score: cameoOf(e.cameo)?.goldstein })).filter((e) => e.date?.length === 10 && e.score !== undefined);
  const many = new Set(scored.map((e) => e.date)).size > PERIODS_MAX;
  const periods = new Map();
  for (const e of scored) {
    const from = many ? e.date.slice(0, 7) + "-15" : e.date, p = periods.get(from) || { from, n: 0, sum: 0 };
    p.n++, (p.sum += e.score);
    periods.set(from, p);
  }
  return [...periods.values()].map((p) => ({ ...p, mean: Math.round((10 * p.sum) / p.n) / 10 })).sort((a, b) => a.from.localeCompare(b.from));
}

export function Score({ events }) {
  const points = useMemo(() => scoresOf(events), [events]);
  if (points.length < 2) return null;
  const first = Date.parse(points[0].from), last = Date.parse(points[points.length - 1].from), room = Math.max(last - first, 3 * DAY_MS);
  const x = (t) => LEFT + 12 + ((t - first) / room) * (W - LEFT - RIGHT - 24);
  const at = points.map((p) => [x(Date.parse(p.from)), y(p.mean)]);
  return (
    <figure class="chart score">
      <figcaption class="facts">Mean Goldstein score of the acts below: from +10, cooperation, to −10, conflict</figcaption>
      <div class="scroll" tabIndex={0} role="region" aria-label="Mean Goldstein score over time">
        <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={`Mean Goldstein score on ${plural(points.length, "day")}: ${points.slice(0, 40).map((p) => `${day(p.from)} ${signed(p.mean)}`).join(", ")}`}>
          {[10, 5, 0, -5, -10].map((t) => (
            <g key={t} class={t ? "grid" : "grid zero-line"}><line x1={LEFT} x2={W - RIGHT} y1={y(t)} y2={y(t)} /><text x={LEFT - 6} y={y(t) + 4} text-anchor="end">{signed(t)}</text></g>
          ))}
          <polyline class="trend" points={at.map((p) => p.join(",")).join(" ")} />
          {points.map((p, i) => (
            <circle key={p.from} class={p.mean < 0 ? "below" : "above"} cx={at[i][0]} cy={at[i][1]} r={2.5 + Math.min(5, Math.sqrt(p.n))}><title>{day(p.from)}: {signed(p.mean)}, {plural(p.n, "act")}</title></circle>
          ))}
          {utcTicks(new Date(first), new Date(first + room), 7).map((d) => <text key={+d} class="date" x={x(+d)} y={H - 6} text-anchor="middle">{day(d.toISOString().slice(0, room > 200 * DAY_MS ? 7 : 10)).replace(/^(\d+ \w+) \d{4}$/, "$1")}</text>)}
        </svg>
      </div>
    </figure>
  );
}
