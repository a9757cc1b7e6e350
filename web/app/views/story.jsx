// SPDX-License-Identifier: Apache-2.0
// One story, from the top like an article about articles: what happened, the claims beside the texts they came from, who
// tells which, the figures, the days, the places, who on whom, and where the texts come from.
import { useEffect, useMemo } from "preact/hooks";
import { setQuery, useAddress } from "../lib/address.js";
import { useData } from "../lib/api.js";
import { useKeys } from "../lib/keys.js";
import { accountsByDocument, join } from "../lib/story.js";
import { days, plural, RELATIONS } from "../lib/words.js";
import { Accounts } from "../parts/accounts.jsx";
import { Failed, Letters, Waiting } from "../parts/bits.jsx";
import { Claims, SECTIONS } from "../parts/claims.jsx";
import { Figures } from "../parts/figures.jsx";
import { WhoOnWhom } from "../parts/graph.jsx";
import { Places } from "../parts/map.jsx";
import { Since } from "../parts/since.jsx";
import { Reprints, Versions, Wording } from "../parts/sources.jsx";
import { AgreementTable } from "../parts/table.jsx";
import { Timeline } from "../parts/timeline.jsx";
import { useLastVisit, useSince } from "../lib/since.js";
import { useRecords } from "../lib/records.js";

const PARTS = [["accounts", "Accounts"], ["agreement", "Agreement"], ["figures", "Figures"], ["timeline", "Timeline"], ["places", "Places"],
  ["whom", "Who on whom"], ["sources", "Sources"], ["revisions", "Revisions"], ["wording", "Wording"]];

// The brief's points, each in an account's own words and with how many stand behind it.
function Points({ story }) {
  if (!story.points?.length) return null;
  return (
    <ul class="points">
      {story.points.map((p) => (
        <li key={p.document + p.start}>
          <a class="quiet" href={`?claim=${encodeURIComponent(p.claim)}#accounts`} dir="auto" onClick={(e) => (e.preventDefault(), setQuery({ claim: p.claim }), showClaim(p.claim))}>{p.quote}</a>{" "}
          <span class="facts"><Letters docs={story.claim.get(p.claim)?.docs || []} /> {plural(p.origins, "origin")}</span>
        </li>
      ))}
    </ul>
  );
}

function Head({ story }) {
  const origins = new Set(story.documents.filter((d) => !d.copied_from).map((d) => d.name)).size;
  return (
    <header class="story-head">
      <h1 dir="auto">{story.title || "Untitled story"}</h1>
      {story.brief && story.brief !== story.title && <p class="brief" dir="auto">{story.brief}</p>}
      <Points story={story} />
      <p class="facts">
        {plural(story.documents.length, "article")} · {plural(story.outlets, "outlet")} · {plural(origins, "text", "texts")} of their own
        {story.from && <> · <time dateTime={story.from}>{days(story.from, story.to)}</time></>}
        {" · "}<a href={`/review?story=${encodeURIComponent(story.id)}`}>review its findings</a>
      </p>
    </header>
  );
}

function Jump() {
  return (
    <nav class="jump" aria-label="Parts of the story">
      {PARTS.map(([id, name]) => <a key={id} href={`#${id}`}>{name}</a>)}
    </nav>
  );
}

function Filter({ claims, section, set }) {
  const n = (s) => claims.filter((c) => c.section === s).length;
  return (
    <div class="chips" role="group" aria-label="Which claims">
      <button aria-pressed={!section} onClick={() => set("")}>all {claims.length}</button>
      {SECTIONS.filter(([s]) => n(s)).map(([s, title]) => (
        <button key={s} aria-pressed={section === s} onClick={() => set(section === s ? "" : s)} title={title} class={`is-${s === "all" ? "agree" : s}`}>
          <span class="sign" aria-hidden="true">{RELATIONS[s === "all" ? "agree" : s].mark}</span>
          {s === "all" ? "all tell" : RELATIONS[s].name} {n(s)}
        </button>
      ))}
    </div>
  );
}

// Showing a claim brings it into view in the list, wherever it was chosen.
function showClaim(id) {
  requestAnimationFrame(() => document.getElementById("claim-" + id)?.scrollIntoView({ block: "nearest" }));
}

function Body({ story, since }) {
  const { query } = useAddress();
  const section = query.get("claims") || "", wanted = query.get("claim"), chosen = story.claim.has(wanted) ? wanted : null;
  const words = (query.get("find") || "").toLowerCase();
  const claims = useMemo(
    () => story.claims.filter((c) => (!section || c.section === section) && (!words || c.summary.toLowerCase().includes(words)) && (!since?.claims.size || since.claims.has(c.id))),
    [story, section, words, since],
  );
  const ordered = useMemo(() => SECTIONS.flatMap(([s]) => claims.filter((c) => c.section === s)), [claims]);
  const byDocument = useMemo(() => accountsByDocument(story.claims), [story]);
  const choose = (id) => {
    setQuery({ claim: id, ...(id && !claims.some((c) => c.id === id) ? { claims: "", find: "", since: "" } : {}) });
    if (id) showClaim(id);
  };
  const fromBelow = (id) => {
    choose(id);
    document.getElementById("accounts").scrollIntoView();
  };
  const step = (by) => () => {
    const at = ordered.findIndex((c) => c.id === chosen);
    const next = ordered[at < 0 ? (by > 0 ? 0 : ordered.length - 1) : (at + by + ordered.length) % ordered.length];
    if (next) choose(next.id);
  };
  const account = (by) => () => {
    const all = [...document.querySelectorAll(chosen ? ".account:not(.without) .text" : ".account .text")];
    const at = all.indexOf(document.activeElement);
    const next = all[(at + by + all.length) % all.length];
    next?.focus();
    next?.parentElement.scrollIntoView({ block: "nearest", inline: "center" });
  };
  useKeys([
    ["j", "next claim", step(1)],
    ["k", "previous claim", step(-1)],
    ["n", "next account that tells it", account(1)],
    ["p", "previous account that tells it", account(-1)],
    ["0 1 2 3 4 5 6", "all claims, or one kind", (key) => setQuery({ claims: key === "0" ? "" : SECTIONS[key - 1]?.[0] })],
    ["f", "find words in the claims", () => document.getElementById("find-claims").focus()],
    ["Escape", "let go", () => choose(null)],
  ]);
  return (
    <>
      <section id="accounts" class="bench" aria-label="Claims and accounts">
        <div class="list">
          <div class="list-head">
            <h2>Claims</h2>
            <label class="unseen" for="find-claims">Find words in the claims</label>
            <input id="find-claims" type="search" placeholder="Find in the claims" value={words} dir="auto" onInput={(e) => setQuery({ find: e.currentTarget.value })} />
          </div>
          <Filter claims={story.claims} section={section} set={(s) => setQuery({ claims: s })} />
          <div class="list-body"><Claims story={story} claims={claims} since={since} chosen={chosen} choose={choose} /></div>
          {!claims.length && <p class="facts">No claim fits.</p>}
        </div>
        <Accounts story={story} since={since} byDocument={byDocument} chosen={chosen} choose={choose} />
      </section>
      <section id="agreement">
        <h2>Who tells what</h2>
        <AgreementTable story={story} claims={[...story.claims]} choose={fromBelow} all={query.has("rows")} showAll={() => setQuery({ rows: "all" })} />
      </section>
      <section id="figures"><h2>Figures</h2>{story.ranges.length ? <Figures story={story} choose={fromBelow} /> : <p class="facts">No figure is told.</p>}</section>
      <section id="timeline"><h2>Timeline</h2><Timeline story={story} choose={fromBelow} /></section>
      <section id="places"><h2>Places</h2><Places documents={story.documents} /></section>
      <section id="whom"><h2>Who on whom</h2><WhoOnWhom documents={story.documents} /></section>
      <section id="sources"><h2>Sources</h2><Reprints story={story} /></section>
      <section id="revisions"><h2>Revisions</h2><Versions story={story} /></section>
      <section id="wording"><h2>Wording</h2><Wording story={story} /></section>
    </>
  );
}

export function Story({ id }) {
  const { data, error } = useData(`/api/v1/stories/${encodeURIComponent(id)}`);
  const records = useRecords(id, data);
  const story = useMemo(() => data && join(data, records), [data, records]);
  const wanted = useAddress().query.get("since") || "", visited = useLastVisit(id), since = useSince(id, wanted);
  useEffect(() => void (document.title = `${data?.title || "Story"} · Parallax`), [data]);
  if (error) return <Failed error={error} what="This story could not be shown." />;
  if (!story) return <Waiting what="the story" />;
  return (
    <>
      <Head story={story} />
      <Since since={since} wanted={wanted} visited={visited} />
      <Jump />
      <Body story={story} since={since} />
    </>
  );
}
