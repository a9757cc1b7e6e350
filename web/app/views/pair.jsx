// SPDX-License-Identifier: Apache-2.0
// What one actor does to another over time, in one direction or both.
import { useEffect } from "preact/hooks";
import { go, useAddress } from "../lib/address.js";
import { queryOf } from "../lib/api.js";
import { actorName } from "../lib/actorcodes.js";
import { usePages } from "../lib/list.js";
import { actsOf, meanScore, signed } from "../lib/periods.js";
import { plural } from "../lib/words.js";
import { Failed, Waiting } from "../parts/bits.jsx";
import { Chart } from "../parts/chart.jsx";
import { Events } from "../parts/events.jsx";
import { Chips, DayField, Offered } from "../parts/filters.jsx";
import { Score } from "../parts/score.jsx";

const DIRECTIONS = [["", "one way"], ["1", "both ways"]];
const STEPS = [["", "fitting"], ["day", "days"], ["week", "weeks"], ["month", "months"]];

export function PairForm() {
  const submit = (event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    go("/pair?" + queryOf({ source: data.get("source").trim(), target: data.get("target").trim(), both: 1 }));
  };
  return (
    <form class="pair-form" onSubmit={submit}>
      <label class="field"><span>One actor</span><input name="source" placeholder="USA" required /></label>
      <label class="field"><span>and another</span><input name="target" placeholder="RUS" /></label>
      <button class="plain">Show the pair</button>
    </form>
  );
}

function Head({ source, target, both }) {
  const name = (code) => actorName(code) || "anybody";
  return <h1><bdi>{name(source)}</bdi> {both ? "↔" : "→"} <bdi>{name(target)}</bdi></h1>;
}

export function Pair() {
  const { query } = useAddress();
  const asked = Object.fromEntries(["source", "target", "both", "by", "from", "to"].map((n) => [n, query.get(n)]));
  const any = asked.source || asked.target;
  const [events, load, { data, error }] = usePages(any ? "/api/v1/pairs?" + queryOf({ ...asked, limit: 100 }) : null, "events");
  useEffect(() => void (document.title = `${asked.source || "any"} and ${asked.target || "any"} · Parallax`), [asked.source, asked.target]);
  const acts = data?.periods.reduce((n, p) => n + actsOf(p), 0), mean = meanScore(data?.periods || []);
  return (
    <div class="pair">
      <p class="facts"><a href="/actors">Actors</a></p>
      <Head {...asked} />
      <div class="bar-of-filters">
        <Offered name="source" label="Who" kind="actor" /><Offered name="target" label="To whom" kind="actor" />
        <DayField name="from" label="From" /><DayField name="to" label="To" />
        <Chips name="both" label="Direction" choices={DIRECTIONS} /><Chips name="by" label="By" choices={STEPS} />
      </div>
      {!any && <p>Choose an actor.</p>}
      {error && <Failed error={error} what="The pair could not be shown." />}
      {any && !data && !error && <Waiting what="the events" />}
      {data?.periods.length > 0 && <Chart periods={data.periods} by={data.by} />}
      {data && <Score periods={data.periods} by={data.by} />}
      {data && <h2>{acts ? `${plural(acts, "act")} with a day` : "Events"}
        {mean !== null && <span class="facts"> mean Goldstein score {signed(mean)}</span>}</h2>}
      {data && (events.length ? <Events events={events} /> : <p>No event between them is told{asked.from || asked.to ? " in this time" : ""}.</p>)}
      {load && <p class="after"><button class="plain" onClick={load}>Earlier events</button></p>}
    </div>
  );
}
