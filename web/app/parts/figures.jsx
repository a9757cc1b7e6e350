// SPDX-License-Identifier: Apache-2.0
// A figure is a range: a line a value, in the order in which the accounts were published.  Where they were published at
// different times, the values are drawn over time; else each line has its dot, all on one scale.
import { ticks } from "d3-array";
import { PHONE } from "../lib/screen.js";
import { clock, day, initialUpper, number } from "../lib/words.js";
import { Letter } from "./bits.jsx";
import { RangePlot } from "./rangeplot.jsx";

const W = PHONE ? 120 : 240;

// From zero where that still tells the values apart; else from just below the lowest.
function scaleOf(range) {
  const low = range.low > range.high * 0.7 && range.high > 1000 ? range.low - (range.high - range.low || range.high * 0.1) : 0;
  const high = range.high * 1.02 || 1;
  return { low, high, x: (v) => 6 + ((v - low) / (high - low)) * (W - 12) };
}

// The words of a value; one account may count twice, so the figure's own value decides where the records are there.
function wordsOf(story, value) {
  const here = (story.claim.get(value.claim)?.accounts || []).filter((a) => a.document === value.document);
  return (here.find((a) => a.doc.figure.get(a.figure)?.value === value.value) || here[0])?.quote || "";
}

function Plot({ range, scale, value, label }) {
  const best = value.value === range.best;
  return (
    <svg class="dots" viewBox={`0 0 ${W} 18`} role="img" aria-label={label} tabIndex={0}>
      <title>{label}</title>
      <rect class="band" x={scale.x(range.low) - 4} width={scale.x(range.high) - scale.x(range.low) + 8} y="0" height="18" rx="3" />
      <line class="axis" x1="0" x2={W} y1="9" y2="9" />
      <circle class={best ? "best" : "other"} cx={scale.x(value.value)} cy="9" r="5" />
    </svg>
  );
}

function Axis({ scale }) {
  return (
    <svg class="dots scale" viewBox={`0 0 ${W} 14`} aria-hidden="true">
      {ticks(scale.low, scale.high, 3).map((t) => <text key={t} x={scale.x(t)} y="11" text-anchor={t === scale.low ? "start" : "middle"}>{number(t)}</text>)}
    </svg>
  );
}

// A value with all that a dot says of it.
function toldOf(story, value) {
  const doc = story.document.get(value.document), words = wordsOf(story, value), said = value.said_by || doc?.name || "";
  const label = `${number(value.value)}: ${said}${doc && said !== doc.name ? ` in ${doc.name}` : ""}${doc ? ` (${doc.letter})` : ""}${words ? `: “${words}”` : ""}`;
  return { ...value, doc, words, said, label, letter: doc?.letter, time: Date.parse(doc?.published) };
}

function Row({ range, scale, value, choose, plot }) {
  const { doc, words, said, label } = value;
  const when = doc?.published ? `${day(doc.published)} ${clock(doc.published)}`.trim() : "";
  return (
    <tr>
      <td class="when"><time dateTime={doc?.published}>{when.replace(/ \d{4}/, "")}</time></td>
      <td>{doc && <Letter doc={doc} />}</td>
      {plot && <td class="plot"><Plot range={range} scale={scale} value={value} label={label} /></td>}
      <td class="num">{number(value.value)}</td>
      <td class="who">
        <bdi>{said}</bdi>
        {words && <button class="link words" dir="auto" onClick={() => choose(value.claim)}>“{words}”</button>}
      </td>
    </tr>
  );
}

const nameOf = (range) => initialUpper([range.counted, range.state].filter(Boolean).join(" ")) || "Figure";
const span = (range) => (range.low === range.high ? number(range.low) : `${number(range.low)}–${number(range.high)}`);
const byTime = (a, b) => (a.doc?.published || "").localeCompare(b.doc?.published || "") || a.value - b.value;

function Range({ story, range, choose }) {
  const scale = scaleOf(range);
  const values = range.values.map((v) => toldOf(story, v)).sort(byTime);
  const overTime = values.every((v) => !isNaN(v.time)) && new Set(values.map((v) => v.time)).size > 1;
  const event = range.event && story.claim.get(range.event);
  return (
    <figure class="range">
      <figcaption>
        <b>{nameOf(range)}</b> <span class="span">{span(range)}</span>
        {range.low !== range.high && <span class="facts">best {number(range.best)}</span>}
        {event && <button class="link of" dir="auto" onClick={() => choose(range.event)}>{initialUpper(event.summary)}</button>}
      </figcaption>
      {overTime && <RangePlot range={range} scale={scale} values={values} choose={choose} name={nameOf(range)} />}
      <table>
        <thead class="unseen"><tr><th>Published</th><th>Account</th>{!overTime && <th>Place on the scale</th>}<th>Value</th><th>Said by</th></tr></thead>
        <tbody>{values.map((v, i) => <Row key={i} range={range} scale={scale} value={v} choose={choose} plot={!overTime} />)}</tbody>
        {!overTime && <tfoot aria-hidden="true"><tr><td class="when" /><td /><td class="plot"><Axis scale={scale} /></td><td /><td /></tr></tfoot>}
      </table>
    </figure>
  );
}

function Singles({ story, ranges, choose }) {
  return (
    <table class="singles">
      <caption>Counted by one account</caption>
      <tbody>
        {ranges.map((r, i) => {
          const v = r.values[0], doc = story.document.get(v.document);
          return (
            <tr key={i}>
              <td class="num">{number(v.value)}</td>
              <th scope="row">{nameOf(r)}</th>
              <td>{doc && <Letter doc={doc} />} <bdi>{v.said_by}</bdi></td>
              <td><button class="link words" dir="auto" onClick={() => choose(v.claim)}>“{wordsOf(story, v) || "words"}”</button></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function Figures({ story, choose }) {
  const several = story.ranges.filter((r) => r.values.length > 1);
  const single = story.ranges.filter((r) => r.values.length === 1);
  several.sort((a, b) => (b.low !== b.high) - (a.low !== a.high) || b.values.length - a.values.length);
  return (
    <>
      <div class="ranges">{several.map((r, i) => <Range key={i} story={story} range={r} choose={choose} />)}</div>
      {single.length > 0 && <Singles story={story} ranges={single} choose={choose} />}
    </>
  );
}
