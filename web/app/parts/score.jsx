// SPDX-License-Identifier: Apache-2.0
// The mean Goldstein score over time: how cooperative (+10) or hostile (−10) the acts of a period are.  A dot's size tells
// how many acts it stands for, so that a single act does not pass for a trend.
import { useMemo } from "preact/hooks";
import { actsOf, signed, timeScale } from "../lib/periods.js";
import { day, plural } from "../lib/words.js";

const W = 860, H = 170, LEFT = 36, RIGHT = 10, TOP = 12, BOTTOM = 24, TOLD_MAX = 40;
const y = (score) => TOP + ((10 - score) / 20) * (H - TOP - BOTTOM);

function Level({ score }) {
  return (
    <g class={score ? "grid" : "grid zero-line"}>
      <line x1={LEFT} x2={W - RIGHT} y1={y(score)} y2={y(score)} />
      <text x={LEFT - 6} y={y(score) + 4} text-anchor="end">{signed(score)}</text>
    </g>
  );
}

function Dot({ period, x }) {
  const acts = actsOf(period), { from, goldstein } = period;
  return (
    <circle class={goldstein < 0 ? "below" : "above"} cx={x} cy={y(goldstein)} r={2.5 + Math.min(5, Math.sqrt(acts))}>
      <title>{day(from)}: {signed(goldstein)}, {plural(acts, "act")}</title>
    </circle>
  );
}

export function Score({ periods, by }) {
  const scored = useMemo(() => periods.filter((p) => p.goldstein !== undefined), [periods]);
  if (scored.length < 2) return null;
  const s = timeScale(periods, by, LEFT, W - RIGHT), x = (p) => s.x(Date.parse(p.from)) + s.width / 2;
  const told = scored.slice(0, TOLD_MAX).map((p) => `${day(p.from)} ${signed(p.goldstein)}`).join(", ");
  return (
    <figure class="chart score">
      <figcaption class="facts">Mean Goldstein score of these acts: from +10, cooperation, to −10, conflict</figcaption>
      <div class="scroll" tabIndex={0} role="region" aria-label="Mean Goldstein score over time">
        <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={`Mean Goldstein score in ${plural(scored.length, by)}: ${told}`}>
          {[10, 5, 0, -5, -10].map((score) => <Level key={score} score={score} />)}
          <polyline class="trend" points={scored.map((p) => `${x(p)},${y(p.goldstein)}`).join(" ")} />
          {scored.map((p) => <Dot key={p.from} period={p} x={x(p)} />)}
          {s.dates.map((d) => <text key={d.at} class="date" x={d.at} y={H - 6} text-anchor="middle">{d.text}</text>)}
        </svg>
      </div>
    </figure>
  );
}
