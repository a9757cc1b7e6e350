// SPDX-License-Identifier: Apache-2.0
// Filters of a list.  Each writes its value into the address; none keeps a value of its own.
import { useState } from "preact/hooks";
import { setQuery, useAddress } from "../lib/address.js";
import { queryOf, useData } from "../lib/api.js";
import { actorName, countryOf } from "../lib/actorcodes.js";
import { initialUpper, lower } from "../lib/words.js";

const DELAY_MS = 350;
let timer;

// Typing is written down after a pause, so that history and server see words, not letters.
function later(name, value) {
  clearTimeout(timer);
  timer = setTimeout(() => setQuery({ [name]: value.trim() }), DELAY_MS);
}

function now(name, value) {
  clearTimeout(timer);
  setQuery({ [name]: value.trim() });
}

export function Field({ name, label, type = "text", placeholder, list, ...rest }) {
  const { query } = useAddress();
  return (
    <label class="field"><span>{label}</span>
      <input type={type} value={query.get(name) || ""} placeholder={placeholder} list={list} dir={type === "number" ? undefined : "auto"} {...rest}
        onInput={(e) => later(name, e.currentTarget.value)} onChange={(e) => now(name, e.currentTarget.value)} />
    </label>
  );
}

// A field that offers the values there are, most frequent first.
export function Offered({ name, label, kind = name, ...rest }) {
  const { query } = useAddress();
  const [asked, ask] = useState(null);
  const { data } = useData(asked === null ? null : `/api/v1/facets/${kind}?` + queryOf({ q: asked, limit: 12 }));
  const id = `offer-${name}`;
  return (
    <label class="field"><span>{label}</span>
      <input type="text" value={query.get(name) || ""} list={id} dir="auto" autocomplete="off" {...rest}
        onFocus={(e) => ask(e.currentTarget.value.trim())}
        onInput={(e) => (ask(e.currentTarget.value.trim()), later(name, e.currentTarget.value))} onChange={(e) => now(name, e.currentTarget.value)} />
      <datalist id={id}>{(data?.values || []).map((v) => <option key={v.value} value={v.value}>{labelOf(kind, v)}</option>)}</datalist>
    </label>
  );
}

export function labelOf(kind, v) {
  if (kind === "actor") return actorName(v.value);
  if (kind === "country") return countryOf(v.value) || v.value;
  if (kind === "type") return initialUpper(lower(v.label));
  return v.label;
}

export function DayField({ name, label }) {
  const { query } = useAddress();
  return (
    <label class="field"><span>{label}</span>
      <input type="date" value={query.get(name) || ""} onChange={(e) => setQuery({ [name]: e.currentTarget.value })} />
    </label>
  );
}

export function Select({ name, label, choices }) {
  const { query } = useAddress();
  return (
    <label class="field"><span>{label}</span>
      <select value={query.get(name) || ""} onChange={(e) => setQuery({ [name]: e.currentTarget.value }, {})}>
        {choices.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </label>
  );
}

export function Chips({ name, label, choices }) {
  const { query } = useAddress();
  const chosen = query.get(name) || "";
  return (
    <div class="field" role="group" aria-label={label}><span aria-hidden="true">{label}</span>
      <div class="chips">
        {choices.map(([value, text]) => (
          <button key={value} type="button" aria-pressed={chosen === value} onClick={() => setQuery({ [name]: value }, {})}>{text}</button>
        ))}
      </div>
    </div>
  );
}

// On a phone the filters are folded away; how many are set stands on the fold.
export function Filters({ names, children }) {
  const { query } = useAddress();
  const set = names.filter((n) => query.get(n));
  const open = set.length > 0 || matchMedia("(min-width: 56em)").matches;
  return (
    <details class="filters" open={open}>
      <summary>Filters{set.length > 0 && ` (${set.length})`}</summary>
      <form onSubmit={(e) => e.preventDefault()}>
        {children}
        {set.length > 0 && <button type="button" class="plain" onClick={() => setQuery(Object.fromEntries(set.map((n) => [n, ""])))}>Clear</button>}
      </form>
    </details>
  );
}
