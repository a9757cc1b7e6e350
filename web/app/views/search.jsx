// SPDX-License-Identifier: Apache-2.0
// Articles that fit every filter, the words lit.
import { useEffect } from "preact/hooks";
import { useAddress } from "../lib/address.js";
import { queryOf } from "../lib/api.js";
import { useListKeys, usePages } from "../lib/list.js";
import { Failed, Snippet, Waiting, When } from "../parts/bits.jsx";
import { Filters } from "../parts/filters.jsx";
import { QUESTIONS, Questions } from "../parts/questions.jsx";

function Hit({ hit }) {
  return (
    <li class="row hit">
      <div>
        <h2><a href={`/stories/${encodeURIComponent(hit.story)}?before=${encodeURIComponent(hit.document)}`} dir="auto">{hit.title || hit.document}</a></h2>
        <p class="facts"><bdi>{hit.outlet}</bdi>{hit.outlet && hit.published && " · "}<When iso={hit.published} time /></p>
        <p class="snippet" dir="auto"><Snippet text={hit.snippet} /></p>
      </div>
    </li>
  );
}

export function Search() {
  const { query } = useAddress();
  const asked = queryOf(Object.fromEntries(QUESTIONS.map((f) => [f, query.get(f)])));
  const [hits, load, { data, error, waiting }] = usePages(asked ? `/api/v1/search?limit=40&${asked}` : null, "hits");
  useListKeys(".row h2 a");
  useEffect(() => void (document.title = `${query.get("q") || "Search"} · Parallax`), [query.get("q")]);
  return (
    <section class="listing">
      <div class="listing-head"><h1>Search</h1></div>
      <Filters names={QUESTIONS}><Questions /></Filters>
      <div class="results" aria-busy={waiting}>
        {error && <Failed error={error} what="The search was not done." />}
        {waiting && !data && <Waiting what="the articles" />}
        {!asked && <p class="facts">Words, or any filter, find articles: an actor, a kind of event, a place and how far around it, a figure and its range.</p>}
        <p class="unseen" role="status">{data && `${hits.length} articles`}</p>
        <ol class="rows-list">{hits.map((h) => <Hit key={h.document} hit={h} />)}</ol>
        {data && !hits.length && <p>No article fits all of this.</p>}
        {load && <p class="after"><button class="plain" onClick={load}>More articles</button></p>}
      </div>
    </section>
  );
}
