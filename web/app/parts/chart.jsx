// SPDX-License-Identifier: Apache-2.0
// Conflict and cooperation over time: cooperation stands above the line, conflict hangs below; what was only said is
// hatched, what was done is filled, so that no colour is needed to tell them apart.
import { useMemo } from "preact/hooks";
import { max, ticks } from "d3-array";
import { timeScale } from "../lib/periods.js";
import { day, plural } from "../lib/words.js";

const W = 860, H = 240, LEFT = 36, RIGHT = 10, BOTTOM = 22, TOP = 10;
const STACKS = [
  [["material_cooperation", "help", "material cooperation"], ["verbal_cooperation", "talk", "verbal cooperation"]],
  [["material_conflict", "force", "material conflict"], ["verbal_conflict", "threat", "verbal conflict"]],
];

const sum = (period, stack) => stack.reduce((n, [field]) => n + (period[field] || 0), 0);

export function Legend() {
  return (
    <ul class="legend">
      {STACKS.flat().map(([field, key, name]) => (
        <li key={field}><svg width="14" height="14" aria-hidden="true"><rect class={`quad ${key}`} width="14" height="14" rx="2" /></svg> {name}</li>
      ))}
    </ul>
  );
}

function Hatches() {
  return (
    <defs>
      {["talk", "threat"].map((key) => (
        <pattern key={key} id={`hatch-${key}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class={`hatch-ground ${key}`} width="6" height="6" /><line class={`hatch-line ${key}`} y2="6" stroke-width="5" />
        </pattern>
      ))}
    </defs>
  );
}

function scales(periods, by) {
  const up = max(periods, (p) => sum(p, STACKS[0])) || 0, down = max(periods, (p) => sum(p, STACKS[1])) || 0;
  const unit = (H - TOP - BOTTOM) / Math.max(up + down, 4);
  return { ...timeScale(periods, by, LEFT, W - RIGHT), zero: TOP + Math.max(up, down ? 0 : 4) * unit, unit, up, down };
}

function Bars({ period, s }) {
  const x = s.x(Date.parse(period.from)) + 1;
  const drawn = [];
  STACKS.forEach((stack, below) => {
    let at = s.zero;
    for (const [field, key] of stack) {
      const height = (period[field] || 0) * s.unit;
      if (!height) continue;
      if (!below) at -= height;
      drawn.push(<rect key={field} class={`quad ${key}`} x={x} y={at} width={s.width} height={Math.max(1, height - 1)} />);
      if (below) at += height;
    }
  });
  const told = STACKS.flat().filter(([f]) => period[f]).map(([f, , name]) => `${period[f]} ${name}`).join(", ");
  return <g><title>{day(period.from)}: {told}</title>{drawn}</g>;
}

export function Chart({ periods, by }) {
  const s = useMemo(() => scales(periods, by), [periods, by]);
  const total = (stack) => periods.reduce((n, p) => n + sum(p, stack), 0);
  return (
    <figure class="chart">
      <Legend />
      <div class="scroll" tabIndex={0} role="region" aria-label="Chart of conflict and cooperation">
        <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={`By ${by}: ${plural(total(STACKS[0]), "act")} of cooperation, ${total(STACKS[1])} of conflict; the table below lists them`}>
          <Hatches />
          {ticks(-s.down, s.up, 5).filter(Number.isInteger).map((t) => (
            <g key={t} class="grid"><line x1={LEFT} x2={W - RIGHT} y1={s.zero - t * s.unit} y2={s.zero - t * s.unit} /><text x={LEFT - 6} y={s.zero - t * s.unit + 4} text-anchor="end">{Math.abs(t)}</text></g>
          ))}
          {periods.map((p) => <Bars key={p.from} period={p} s={s} />)}
          <line class="zero" x1={LEFT} x2={W - RIGHT} y1={s.zero} y2={s.zero} />
          {s.dates.map((d) => <text key={d.at} class="date" x={d.at} y={H - 6} text-anchor="middle">{d.text}</text>)}
        </svg>
      </div>
    </figure>
  );
}
