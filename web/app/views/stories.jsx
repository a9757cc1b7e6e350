// SPDX-License-Identifier: Apache-2.0
// What is told: a row a story.  Filters stand in the address, so that a list can be kept as a link.
import { useEffect, useState } from "preact/hooks";
import { setQuery, useAddress } from "../lib/address.js";
import { queryOf } from "../lib/api.js";
import { useChanges } from "../lib/changes.js";
import { useListKeys, usePages } from "../lib/list.js";
import { plural } from "../lib/words.js";
import { Failed, Waiting } from "../parts/bits.jsx";
import { Chips, Filters } from "../parts/filters.jsx";
import { QUESTIONS, Questions } from "../parts/questions.jsx";
import { StoryRow } from "../parts/storyrow.jsx";

const FILTERS = [...QUESTIONS, "sort"];
const ORDERS = [["", "newest"], ["conflicts", "conflicts first"], ["outlets", "most outlets"], ["oldest", "oldest"]];

function Nothing({ filtered }) {
  return filtered ? (
    <p>No story fits these filters. <button class="link" onClick={() => setQuery(Object.fromEntries(FILTERS.map((f) => [f, ""])))}>Take them off</button></p>
  ) : (
    <p>Nothing here yet: <code>parallax add FILE…</code> brings articles in.</p>
  );
}

export function Stories() {
  const { query } = useAddress();
  const asked = queryOf(Object.fromEntries(FILTERS.map((f) => [f, query.get(f)])));
  const [again, setAgain] = useState(0), [changed, forget] = useChanges();
  const [stories, load, { data, error, waiting }] = usePages(`/api/v1/stories?limit=40${asked && "&" + asked}`, "stories", again);
  const renew = () => (forget(), setAgain(again + 1));
  useListKeys(".row h2 a");
  useEffect(() => void (document.title = "Stories · Parallax"), []);
  return (
    <section class="listing">
      <div class="listing-head">
        <h1>Stories</h1>
        <Chips name="sort" label="Order" choices={ORDERS} />
      </div>
      <Filters names={FILTERS}><Questions /></Filters>
      <div class="results" aria-busy={waiting}>
        <p role="status" class="changed">{changed > 0 && <button class="plain" onClick={renew}>{plural(changed, "story", "stories")} changed: show</button>}</p>
        {error && <Failed error={error} what="The stories could not be listed." />}
        {waiting && !data && <Waiting what="the stories" />}
        <ol class="rows-list">{stories.map((s) => <StoryRow key={s.id} story={s} />)}</ol>
        {data && !stories.length && <Nothing filtered={!!asked} />}
        <p class="after">
          {load && <button class="plain" onClick={load}>More stories</button>}
          {data && <a href={`/api/v1/feed?${asked}`} type="application/atom+xml">Follow this list as a feed</a>}
        </p>
      </div>
    </section>
  );
}
