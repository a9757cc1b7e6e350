// SPDX-License-Identifier: Apache-2.0
// Small things that many views show.
import { RELATIONS, day, clock } from "../lib/words.js";

export function Relation({ of, word = true }) {
  const r = RELATIONS[of] || RELATIONS.single;
  return (
    <span class={`rel is-${of}`}>
      <span class="sign" aria-hidden="true">{r.mark}</span>
      <span class={word ? "" : "unseen"}>{r.name}</span>
    </span>
  );
}

export function Letter({ doc }) {
  return <abbr class="letter" title={`${doc.letter}: ${doc.name}`}>{doc.letter}</abbr>;
}

export function Letters({ docs, max = 12 }) {
  return (
    <span class="letters">
      {docs.slice(0, max).map((d) => <Letter key={d.id} doc={d} />)}
      {docs.length > max && <span class="more">+{docs.length - max}</span>}
    </span>
  );
}

export function When({ iso, time = false }) {
  if (!iso) return null;
  const hour = time && clock(iso);
  return <time dateTime={iso}>{day(iso)}{hour ? `, ${hour}` : ""}</time>;
}

export function Waiting({ what = "" }) {
  return <p class="waiting" role="status">Asking for {what || "data"}…</p>;
}

export function Failed({ error, what }) {
  return (
    <div class="failed" role="alert">
      <p><strong>{what || "This could not be shown."}</strong></p>
      <p>{error.message}</p>
    </div>
  );
}

// How many claims have which relation, those that need a reader first.
const SHOWN = ["conflict", "differ", "deny", "agree"];
export function RelationCounts({ counts }) {
  const some = SHOWN.filter((r) => counts?.[r]);
  if (!some.length) return null;
  return (
    <span class="counts">
      {some.map((r) => (
        <span key={r} class={`count is-${r}`} title={RELATIONS[r].title}>
          <span class="sign" aria-hidden="true">{RELATIONS[r].mark}</span>{counts[r]} <span class="name">{RELATIONS[r].name}</span>
        </span>
      ))}
    </span>
  );
}

// A bar a day (weeks, where there are many days), from the first to the last.
const BARS_MAX = 40, DAY_MS = 864e5;
export function Sparkline({ days }) {
  if (!days?.length) return null;
  const first = Date.parse(days[0].date), last = Date.parse(days[days.length - 1].date);
  const span = Math.round((last - first) / DAY_MS) + 1;
  const step = Math.ceil(span / BARS_MAX);
  const bars = new Array(Math.ceil(span / step)).fill(0);
  for (const d of days) bars[Math.floor((Date.parse(d.date) - first) / DAY_MS / step)] += d.documents;
  const top = Math.max(...bars);
  const width = Math.max(bars.length, 7);
  return (
    <svg class="spark" viewBox={`0 0 ${width * 4} 22`} width={width * 4} height="22" role="img"
      aria-label={`Articles over ${span === 1 ? "one day" : span + " days"}, at most ${top} in ${step === 1 ? "a day" : step + " days"}`}>
      <line x1="0" x2={width * 4} y1="21.5" y2="21.5" />
      {bars.map((n, i) => n > 0 && <rect key={i} x={i * 4} width="3" y={21 - (n / top) * 20} height={(n / top) * 20} />)}
    </svg>
  );
}

// Words found stand between U+0001 and U+0002.
export function Snippet({ text }) {
  const parts = (text || "").split(/[\u0001\u0002]/);
  return <>{parts.map((part, i) => (i % 2 ? <mark key={i} class="found">{part}</mark> : part))}</>;
}
