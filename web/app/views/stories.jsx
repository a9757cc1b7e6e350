// SPDX-License-Identifier: Apache-2.0
// What is told: a row a story.  Filters stand in the address, so that a list can be kept as a link.
import { useEffect, useState } from "preact/hooks";
import { setQuery, useAddress } from "../lib/address.js";
import { ask, queryOf, useData } from "../lib/api.js";
import { useKeys } from "../lib/keys.js";
import { days, plural } from "../lib/words.js";
import { Failed, RelationCounts, Sparkline, Waiting } from "../parts/bits.jsx";
import { Chips, DayField, Field, Filters } from "../parts/filters.jsx";

const FILTERS = ["q", "outlet", "actor", "from", "to", "relation", "min_outlets", "sort"];

function Row({ story }) {
  const names = story.outlet_names || [];
  return (
    <li class="row">
      <div class="told">
        <h2><a href={`/stories/${encodeURIComponent(story.id)}`} dir="auto">{story.title || story.id}</a></h2>
        {story.brief && story.brief !== story.title && <p class="brief" dir="auto">{story.brief}</p>}
        <p class="facts">
          {plural(story.documents, "article")} · {plural(story.outlets, "outlet")}
          {story.origins !== undefined && <> · {plural(story.origins, "origin")}</>}
          {story.from && <> · <time dateTime={story.from}>{days(story.from, story.to)}</time></>}
        </p>
        {names.length > 0 && <p class="facts names">{names.join(", ")}</p>}
      </div>
      <div class="signs">
        <Sparkline days={story.days} />
        <RelationCounts counts={story.counts} />
      </div>
    </li>
  );
}

// Further pages are asked for one by one and hung on.
function useMore(url, first) {
  const [more, set] = useState({ url, pages: [] });
  useEffect(() => set({ url, pages: [] }), [url]);
  const pages = more.url === url ? more.pages : [];
  const next = (pages[pages.length - 1] || first)?.next;
  const load = next && (() => ask(`${url}${url.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next)}`).then((page) => set({ url, pages: [...pages, page] })));
  return [[first, ...pages].flatMap((p) => p?.stories || []), load];
}

// j and k go through whatever is listed, o and Enter open it (Enter by itself, being on a link).
export function useListKeys(selector) {
  const step = (by) => () => {
    const links = [...document.querySelectorAll(selector)];
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  useKeys([
    ["j", "next of the list", step(1)],
    ["k", "previous of the list", step(-1)],
    ["o", "open", () => document.activeElement.matches(selector) && document.activeElement.click()],
  ]);
}

export function Stories() {
  const { query } = useAddress();
  const filters = Object.fromEntries(FILTERS.map((f) => [f, query.get(f)]));
  const url = "/api/v1/stories?" + queryOf({ ...filters, limit: 40 });
  const { data, error, waiting } = useData(url);
  const [stories, load] = useMore(url, data);
  useListKeys(".row h2 a");
  useEffect(() => void (document.title = "Stories · Parallax"), []);
  return (
    <section class="listing">
      <h1>Stories</h1>
      <Filters names={FILTERS}>
        <Field name="q" label="Words" type="search" />
        <Chips name="sort" label="Order" choices={[["", "newest first"], ["conflicts", "conflicts first"], ["outlets", "most outlets"]]} />
        <Chips name="relation" label="With claims that" choices={[["", "any"], ["conflict", "× contradict"], ["differ", "≠ differ"], ["deny", "¬ are denied"]]} />
        <Field name="outlet" label="Outlet" />
        <Field name="actor" label="Actor" />
        <DayField name="from" label="From" />
        <DayField name="to" label="To" />
        <Field name="min_outlets" label="Outlets, at least" type="number" min="1" />
      </Filters>
      {error && <Failed error={error} what="The stories could not be listed." />}
      {waiting && !data && <Waiting what="the stories" />}
      <ol class="rows-list">{stories.map((s) => <Row key={s.id} story={s} />)}</ol>
      {data && !stories.length && <Nothing filtered={FILTERS.some((f) => query.get(f))} />}
      {load && <p><button class="plain" onClick={load}>Earlier stories</button></p>}
    </section>
  );
}

function Nothing({ filtered }) {
  return filtered ? (
    <p>No story fits these filters. <button class="link" onClick={() => setQuery(Object.fromEntries(FILTERS.map((f) => [f, ""])))}>Take them off</button></p>
  ) : (
    <p>Nothing here yet: <code>parallax add FILE…</code> brings articles in.</p>
  );
}
