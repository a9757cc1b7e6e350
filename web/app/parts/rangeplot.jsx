// SPDX-License-Identifier: Apache-2.0
// A figure over time: a dot per value, outlet and speaker; time runs along, the value stands up.  The band runs from the
// lowest to the highest value, the filled dot is the best estimate.  The arrows go from dot to dot; what a dot stands for is
// said below the drawing, and Enter opens its claim.
import { useMemo, useRef, useState } from "preact/hooks";
import { ticks } from "d3-array";
import { utcTicks } from "d3-time";
import { PHONE } from "../lib/screen.js";
import { day, number, short } from "../lib/words.js";

const W = PHONE ? 330 : 480, H = 170, LEFT = 48, RIGHT = 16, TOP = 14, BOTTOM = 24, R = 5.5, DAY_MS = 864e5;

// Dots that would fall upon one another stand side by side.
function apart(dots) {
  const placed = [];
  for (const d of dots) {
    while (placed.some((p) => Math.abs(p.x - d.x) < 2 * R + 1 && Math.abs(p.y - d.y) < 2 * R + 1)) d.x += 2 * R + 2;
    placed.push(d);
  }
  return dots;
}

function layout(values, scale) {
  const times = values.map((v) => v.time), first = Math.min(...times), last = Math.max(...times);
  const room = Math.max(last - first, DAY_MS / 4), x = (t) => LEFT + 14 + ((t - first) / room) * (W - LEFT - RIGHT - 40);
  const y = (v) => TOP + (1 - (v - scale.low) / (scale.high - scale.low)) * (H - TOP - BOTTOM);
  const dates = utcTicks(new Date(first), new Date(first + room), PHONE ? 3 : 5).map((d) => ({ x: x(+d), text: labelOf(d, room) }));
  return { y, dates, dots: apart(values.map((v) => ({ ...v, x: x(v.time), y: y(v.value) }))) };
}

function labelOf(date, room) {
  const iso = date.toISOString();
  return room < 2 * DAY_MS && iso.slice(11, 16) !== "00:00" ? iso.slice(11, 16) : day(iso).replace(/ \d{4}$/, "");
}

function Dot({ dot, best, at, tab, look, choose }) {
  const keys = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(dot.claim);
  };
  return (
    <g class={best ? "best" : "other"} role="button" tabIndex={tab ? 0 : -1} data-at={at} aria-label={dot.label}
      onFocus={() => look(at)} onMouseEnter={() => look(at)} onClick={() => choose(dot.claim)} onKeyDown={keys}>
      <circle class="reach" cx={dot.x} cy={dot.y} r="13" />
      <circle class="dot" cx={dot.x} cy={dot.y} r={R} />
      <text x={dot.x} y={dot.y - 9} text-anchor="middle" aria-hidden="true">{dot.letter}</text>
    </g>
  );
}

// values: [{value, time, claim, letter, label, said, words}] in order of time
export function RangePlot({ range, scale, values, choose, name }) {
  const { y, dates, dots } = useMemo(() => layout(values, scale), [values]);
  const [at, look] = useState(-1), drawing = useRef(null);
  const arrows = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    drawing.current.querySelector(`[data-at="${(Math.max(at, 0) + by + dots.length) % dots.length}"]`).focus();
  };
  const seen = dots[at];
  return (
    <div class="over-time" onKeyDown={arrows} ref={drawing}>
      <svg viewBox={`0 0 ${W} ${H}`} role="group" aria-label={`${name} over time, ${dots.length} values; the arrow keys go through them`}>
        <rect class="band" x={LEFT} width={W - LEFT - RIGHT} y={y(range.high) - 3} height={y(range.low) - y(range.high) + 6} rx="3" />
        {ticks(scale.low, scale.high, 4).map((t) => (
          <g key={t} class="grid" aria-hidden="true"><line x1={LEFT} x2={W - RIGHT} y1={y(t)} y2={y(t)} /><text x={LEFT - 7} y={y(t) + 3.5} text-anchor="end">{short(t)}</text></g>
        ))}
        {dates.map((d, i) => <text key={i} class="date" x={d.x} y={H - 6} text-anchor="middle" aria-hidden="true">{d.text}</text>)}
        {dots.map((d, i) => <Dot key={i} dot={d} at={i} tab={i === Math.max(at, 0)} best={d.value === range.best} look={look} choose={choose} />)}
      </svg>
      <p class="seen" aria-live="polite">
        {seen ? <><b>{number(seen.value)}</b> <bdi>{seen.said}</bdi> <span class="words" dir="auto">{seen.words && `“${seen.words}”`}</span></>
          : <span class="facts">Each dot is a value with its account; point at one, or go with ← →, for its words.</span>}
      </p>
    </div>
  );
}
