// SPDX-License-Identifier: Apache-2.0
// Who there is: actors as codes, for pairs of them; and names, for each one's page.
import { useEffect } from "preact/hooks";
import { useAddress } from "../lib/address.js";
import { queryOf, useData } from "../lib/api.js";
import { actorName } from "../lib/actorcodes.js";
import { useListKeys } from "../lib/list.js";
import { number } from "../lib/words.js";
import { Failed, Waiting } from "../parts/bits.jsx";
import { Field } from "../parts/filters.jsx";
import { PairForm } from "./pair.jsx";

const TYPES = { PER: "person", ORG: "body", LOC: "place", MISC: "other" };
const LIMIT = 60;

function Listed({ title, kind, q, row }) {
  const { data, error } = useData(`/api/v1/facets/${kind}?` + queryOf({ q, limit: LIMIT }));
  const top = Math.max(1, ...(data?.values || []).map((v) => v.documents));
  return (
    <section>
      <h2>{title}</h2>
      {error && <Failed error={error} />}
      {!data && !error && <Waiting what={title.toLowerCase()} />}
      <ol class="ranked">
        {(data?.values || []).map((v) => (
          <li key={v.value}>
            {row(v)}
            <span class="bar" aria-hidden="true"><i style={{ inlineSize: `${(100 * v.documents) / top}%` }} /></span>
            <span class="num facts">{number(v.documents)}<span class="unseen"> articles</span></span>
          </li>
        ))}
      </ol>
      {data && !data.values.length && <p class="facts">None begins so.</p>}
    </section>
  );
}

export function Actors() {
  const q = useAddress().query.get("q") || "";
  useListKeys(".ranked a");
  useEffect(() => void (document.title = "Actors · Parallax"), []);
  return (
    <div class="actors">
      <h1>Actors</h1>
      <div class="actors-head">
        <Field name="q" label="Names or codes that begin with" type="search" />
        <PairForm />
      </div>
      <div class="two">
        <Listed title="Who and what is named" kind="entity" q={q} row={(v) => (
          <span><a href={`/entities/${encodeURIComponent(v.value)}`} dir="auto">{v.label}</a> <span class="facts">{v.actor ? actorName(v.actor) : TYPES[v.type]}</span></span>
        )} />
        <Listed title="Actors of events, by code" kind="actor" q={q} row={(v) => (
          <span><a href={`/pair?source=${encodeURIComponent(v.value)}&both=1`}>{v.value}</a> <span class="facts">{actorName(v.value)}</span></span>
        )} />
      </div>
    </div>
  );
}
