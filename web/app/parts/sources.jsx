// SPDX-License-Identifier: Apache-2.0
// Where the accounts come from: who prints whose text, and how two texts differ word by word.
import { useMemo, useState } from "preact/hooks";
import { fold, readable, shareSame, wording } from "../lib/wording.js";
import { setQuery, useAddress } from "../lib/address.js";
import { useData } from "../lib/api.js";
import { clock, day, plural } from "../lib/words.js";
import { Failed, Letter, When } from "./bits.jsx";

const percent = (share) => `${Math.round(share * 100)} %`;

function Node({ doc, story, children }) {
  const copies = story.documents.filter((d) => d.copied_from?.id === doc.id);
  return (
    <li>
      <span class="node">
        <Letter doc={doc} /> <b><bdi>{doc.name}</bdi></b> <When iso={doc.published} time />
        {doc.copied_from && story.document.has(doc.copied_from.id) && (
          <> — {percent(doc.copied_from.share)} of its text is {story.document.get(doc.copied_from.id).name}’s</>
        )}
        {doc.byline?.length > 0 && <span class="facts"> by <bdi>{doc.byline.join(", ")}</bdi></span>}
        {doc.source?.url && /^https?:/.test(doc.source.url) && <> <a href={doc.source.url} rel="noreferrer noopener" target="_blank">original<span class="unseen"> of {doc.name}, opens a new tab</span></a></>}
      </span>
      {copies.length > 0 && <ul>{copies.map((d) => <Node key={d.id} doc={d} story={story} />)}</ul>}
    </li>
  );
}

export function Reprints({ story }) {
  const roots = story.documents.filter((d) => !d.copied_from || !story.document.has(d.copied_from.id));
  const own = roots.length;
  return (
    <>
      <p class="facts">{story.documents.length} articles, {own} of them written independently of one another; a reprint hangs under what it reprints.</p>
      <ul class="tree">{roots.map((d) => <Node key={d.id} doc={d} story={story} />)}</ul>
    </>
  );
}

// The pair that a reader most likely wants: two versions of one outlet, then a text and its reprint, then the first two.
function usualPair({ documents, document }) {
  const later = (a, b) => a !== b && (a.published || "") <= (b.published || "");
  for (const same of [(a, b) => a.source?.url && a.source.url === b.source?.url, (a, b) => a.outlet && a.outlet === b.outlet])
    for (const a of documents) for (const b of documents) if (later(a, b) && same(a, b)) return [a.id, b.id];
  const copy = documents.find((d) => d.copied_from && document.has(d.copied_from.id));
  if (copy) return [copy.copied_from.id, copy.id];
  return [documents[0]?.id, documents[1]?.id];
}

function Part({ part }) {
  const [open, setOpen] = useState(false);
  if (part.kind === "gone") return <del>{part.text}</del>;
  if (part.kind === "new") return <ins>{part.text}</ins>;
  if (part.hidden === undefined || open) return part.text;
  return <>{part.head}<button class="link fold" onClick={() => setOpen(true)}>… {part.hidden.split(/\s+/).length} same words …</button>{part.tail}</>;
}

function Choice({ story, label, name, value }) {
  return (
    <label>{label}{" "}
      <select value={value} onChange={(e) => setQuery({ [name]: e.currentTarget.value })}>
        {story.documents.map((d) => <option key={d.id} value={d.id}>{d.letter}: {d.name}{d.published ? ", " + d.published.slice(0, 10) : ""}</option>)}
      </select>
    </label>
  );
}

export function Wording({ story }) {
  const { query } = useAddress();
  const usual = useMemo(() => usualPair(story), [story]);
  const pick = (name, i) => (story.document.has(query.get(name)) ? query.get(name) : usual[i]);
  const before = story.document.get(pick("before", 0)), after = story.document.get(pick("after", 1));
  const parts = useMemo(() => wording(before?.text || "", after?.text || ""), [before, after]);
  if (!before || !after) return <p class="facts">One article has nothing to be compared with.</p>;
  return (
    <>
      <div class="pick">
        <Choice story={story} label="From" name="before" value={before.id} />
        <Choice story={story} label="to" name="after" value={after.id} />
        <span class="facts">{percent(shareSame(parts))} of {after.letter} stands in {before.letter} too; <del>gone</del>, <ins>new</ins></span>
      </div>
      <div class="diff" dir="auto" tabIndex={0} role="region" aria-label={`${after.letter} beside ${before.letter}`}>{fold(parts).map((p, i) => <Part key={i} part={p} />)}</div>
    </>
  );
}

const KIND = { same: "same", added: "new", removed: "gone" };
const seen = (version) => `${day(version.added)} ${clock(version.added)}`.trim();

function Change({ article, change }) {
  const parts = useMemo(() => readable(change.parts.map((p) => ({ kind: KIND[p.kind], text: p.text }))), [change]);
  const [from, to] = [change.from, change.to].map((id) => article.versions.find((v) => v.document === id));
  const label = `As read ${seen(from)} UTC, then ${seen(to)} UTC`;
  return (
    <>
      <p class="facts">{label} · {percent(shareSame(parts))} of the later stood before; <del>gone</del>, <ins>new</ins></p>
      <div class="diff" dir="auto" tabIndex={0} role="region" aria-label={label}>{fold(parts).map((p, i) => <Part key={i} part={p} />)}</div>
    </>
  );
}

// An article is its address: what stood there at different times, as the store read it.
export function Versions({ story }) {
  const { data, error } = useData(`/api/v1/stories/${encodeURIComponent(story.id)}/revisions`);
  if (error) return <Failed error={error} what="The revisions could not be shown." />;
  if (!data) return <p class="facts">Asking for revisions…</p>;
  if (!data.articles.length) return <p class="facts">No article of this story was read in more than one version. Two articles are compared under Wording.</p>;
  return data.articles.map((article) => (
    <article class="versions" key={article.url}>
      <h3><bdi>{article.outlet || article.url}</bdi> <span class="facts">{plural(article.versions.length, "version")}{/^https?:/.test(article.url) && <> · <a href={article.url} rel="noreferrer noopener" target="_blank">original<span class="unseen">, opens a new tab</span></a></>}</span></h3>
      {article.changes.map((c) => <Change key={c.from + c.to} article={article} change={c} />)}
    </article>
  ));
}
