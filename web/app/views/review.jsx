// SPDX-License-Identifier: Apache-2.0
// A coder goes through findings by keyboard; coders are compared; what they disagree on is settled.
import { useEffect, useState } from "preact/hooks";
import { setQuery, useAddress } from "../lib/address.js";
import { ask, queryOf, useData } from "../lib/api.js";
import { decide, keepCoder, readCoder } from "../lib/coder.js";
import { useKeys } from "../lib/keys.js";
import { number, plural } from "../lib/words.js";
import { Failed, Waiting, When } from "../parts/bits.jsx";
import { Chips } from "../parts/filters.jsx";
import { Item } from "../parts/item.jsx";

const KINDS = [["", "events, figures, statements"], ["event", "events"], ["figure", "figures"], ["statement", "statements"], ["entity", "entities"], ["claim", "claims"]];
const PARTS = [["", "To do"], ["conflicts", "Disagreed"], ["agreement", "Agreement"], ["decided", "Decided"]];
const BATCH = 40;

function useQueue(kind, story, coder) {
  const [state, set] = useState({ items: null, error: null });
  const [again, more] = useState(0);
  useEffect(() => {
    if (!coder) return undefined;
    let wanted = true;
    ask("/api/v1/reviews/queue?" + queryOf({ kind, story, coder, limit: BATCH })).then((data) => wanted && set({ items: data.items, left: data.left }), (error) => wanted && set({ items: null, error }));
    return () => (wanted = false);
  }, [kind, story, coder, again]);
  return [state, () => (set({ items: null }), more(again + 1))];
}

function Accounts({ accounts }) {
  return <ul class="quotes">{accounts.map((a, i) => <li key={i}><span class="facts"><bdi>{a.outlet}</bdi></span><q dir="auto">{a.quote}</q></li>)}</ul>;
}

function Queue({ kind, story, coder }) {
  const [{ items, error }, again] = useQueue(kind, story, coder);
  const [at, setAt] = useState(0), [done, setDone] = useState(0), [busy, setBusy] = useState(false), [failed, setFailed] = useState(null);
  useEffect(() => setAt(0), [items]);
  const next = () => (items && at + 1 >= items.length ? again() : setAt(at + 1));
  useKeys([
    ["s j", "skip to the next", next],
    ["b k", "back to the one before", () => setAt(Math.max(0, at - 1))],
  ]);
  if (error) return <Failed error={error} what="The queue could not be read." />;
  if (!items) return <Waiting what="findings" />;
  const item = items[at];
  if (!item) return <p>Nothing is left to decide here.</p>;
  const answer = (verdict, how) => {
    setBusy(true);
    const after = (error) => { // all at once: the next key may come with the next drawing
      setBusy(false);
      setFailed(error);
      if (!error) setDone(done + 1), next();
    };
    decide(item, verdict, { coder, ...how }).then(() => after(null), after);
  };
  return (
    <>
      {failed && <Failed error={failed} what="The decision was not kept." />}
      <Item key={item.document + item.story + item.kind + item.finding} item={item} answer={answer} busy={busy}>{item.accounts && <Accounts accounts={item.accounts} />}</Item>
      <p class="facts" role="status">{plural(done, "decision")} in this sitting · <kbd>s</kbd> skips, <kbd>b</kbd> goes back, <kbd>?</kbd> lists the keys</p>
    </>
  );
}

const said = (r) => `${r.verdict}${r.field ? " " + r.field : ""}${r.value ? ": " + r.value : ""}`;

// Whoever settles a disagreement decides anew, seeing what was decided.
function Conflicts({ coder }) {
  const [again, setAgain] = useState(0), [at, setAt] = useState(0), [busy, setBusy] = useState(false);
  const { data, error } = useData("/api/v1/reviews/conflicts?limit=50", again);
  useKeys([["s j", "skip to the next", () => setAt(at + 1)], ["b k", "back to the one before", () => setAt(Math.max(0, at - 1))]]);
  if (error) return <Failed error={error} />;
  if (!data) return <Waiting what="what coders disagree on" />;
  const item = data.items[Math.min(at, data.items.length - 1)];
  if (!item) return <p>Coders disagree on nothing that is not settled.</p>;
  const answer = (verdict, how) => (setBusy(true), decide(item, verdict, { coder, adjudicates: true, ...how }).finally(() => (setBusy(false), setAgain(again + 1))));
  return (
    <>
      <p class="facts">{plural(data.items.length, "finding")} on which coders disagree. What you decide here settles it.</p>
      <Item key={item.document + item.finding} item={item} answer={answer} busy={busy}>
        <ul class="votes">{(item.reviews || []).map((r) => <li key={r.id}><b><bdi>{r.coder}</bdi></b> {said(r)}{r.reason && <span class="facts"> · {r.reason}</span>}{r.note && <q dir="auto">{r.note}</q>}</li>)}</ul>
      </Item>
    </>
  );
}

function Agreement() {
  const { data, error } = useData("/api/v1/reviews/agreement", 1);
  if (error) return <Failed error={error} />;
  if (!data) return <Waiting what="the agreement" />;
  if (!data.fields.length) return <p>Nothing has been decided by two coders yet.</p>;
  return (
    <>
      <p class="facts">Krippendorff’s alpha, nominal: 1 is full agreement, 0 what chance would give. Coders: <bdi>{(data.coders || []).join(", ")}</bdi></p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Agreement"><table class="rows alpha">
        <thead><tr><th scope="col">Kind</th><th scope="col">Field</th><th scope="col" class="num">Findings</th><th scope="col" class="num">Decisions</th><th scope="col" class="num">Alpha</th><th scope="col"><span class="unseen">As a bar</span></th></tr></thead>
        <tbody>
          {data.fields.map((f) => (
            <tr key={f.kind + f.field}>
              <td>{f.kind}</td><td>{f.field || "as a whole"}</td><td class="num">{number(f.units)}</td><td class="num">{number(f.decisions)}</td>
              <td class="num">{f.alpha === undefined ? "—" : f.alpha.toFixed(2)}</td>
              <td><span class="bar" aria-hidden="true"><i style={{ inlineSize: `${100 * Math.max(0, f.alpha ?? 0)}%` }} /></span></td>
            </tr>
          ))}
        </tbody>
      </table></div>
    </>
  );
}

function Decided({ kind, story }) {
  const { data, error } = useData("/api/v1/reviews?" + queryOf({ kind, story, limit: 200 }), 1);
  if (error) return <Failed error={error} />;
  if (!data) return <Waiting what="decisions" />;
  return (
    <>
      <p class="facts">Take them out: <a href="/api/v1/reviews/export/rows" download="decisions.ndjson">training rows</a>, <a href="/api/v1/reviews/export/webannotation" download="annotations.json">Web Annotation</a>; brat and INCEpTION by document: <code>parallax review export</code>.</p>
      {!data.reviews.length && <p>Nothing has been decided yet.</p>}
      {data.reviews.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Decisions">
          <table class="rows">
            <thead><tr><th scope="col">When</th><th scope="col">Coder</th><th scope="col">Finding</th><th scope="col">Decision</th><th scope="col">The program</th><th scope="col">Words</th></tr></thead>
            <tbody>
              {data.reviews.map((r) => (
                <tr key={r.id}>
                  <td><When iso={r.at} time /></td><td><bdi>{r.coder}</bdi></td><td>{r.kind} <code>{r.finding}</code></td>
                  <td>{said(r)}{r.adjudicates && " (settled)"}{r.reason && <span class="facts"> · {r.reason}</span>} {r.note && <q dir="auto">{r.note}</q>}</td>
                  <td><bdi>{r.machine}</bdi></td><td dir="auto">{r.quote}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function WhoCodes({ coder, set }) {
  const submit = (event) => {
    event.preventDefault();
    const field = event.currentTarget.elements.coder;
    field.blur(); // the next keys are decisions
    set(field.value.trim());
  };
  return (
    <form class="coder" onSubmit={submit}>
      <label class="field"><span>Your name as a coder</span><input name="coder" defaultValue={coder} required autocomplete="nickname" dir="auto" /></label>
      <button class="plain">{coder ? "Change" : "Begin"}</button>
    </form>
  );
}

export function Review() {
  const { query } = useAddress();
  const [coder, setCoder] = useState(readCoder);
  const part = query.get("part") || "", kind = query.get("kind") || "", story = query.get("story") || "";
  const become = (name) => (keepCoder(name), setCoder(name));
  useEffect(() => void (document.title = "Review · Parallax"), []);
  useKeys([["1 2 3 4", "to do, disagreed, agreement, decided", (key) => setQuery({ part: PARTS[key - 1][0] })]]);
  return (
    <div class="review">
      <h1>Review</h1>
      <p class="facts">Decisions stand beside what the program found and change nothing of it.</p>
      <div class="bar-of-filters">
        <Chips name="part" label="Part" choices={PARTS} />
        <Chips name="kind" label="Of" choices={KINDS} />
        <WhoCodes key={coder} coder={coder} set={become} />
      </div>
      {story && <p class="facts">Only of <a href={`/stories/${encodeURIComponent(story)}`}>one story</a>. <button class="link" onClick={() => setQuery({ story: "" })}>Of all</button></p>}
      {part === "" && (coder ? <Queue key={kind + story + coder} kind={kind} story={story} coder={coder} /> : <p>Say who you are, so that decisions can be told apart.</p>)}
      {part === "conflicts" && (coder ? <Conflicts coder={coder} /> : <p>Say who you are first.</p>)}
      {part === "agreement" && <Agreement />}
      {part === "decided" && <Decided kind={kind} story={story} />}
    </div>
  );
}
