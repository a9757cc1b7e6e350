// SPDX-License-Identifier: Apache-2.0
// The accounts side by side.  Words that carry claims are tinted; those of the chosen claim are lit in every account, and
// each account scrolls to them by itself.
import { useEffect, useMemo, useRef } from "preact/hooks";
import { pieces } from "../lib/story.js";
import { When } from "./bits.jsx";

const RANK = { conflict: 5, differ: 4, deny: 3, agree: 2, single: 1 };
const TAG = { title: "h4", heading: "h5", quote: "blockquote", caption: "p", standfirst: "p", list: "p", paragraph: "p" };

function strongest(claims, story) {
  let best = "single";
  for (const id of claims) {
    const relation = story.claim.get(id).relation;
    if (RANK[relation] > RANK[best]) best = relation;
  }
  return best;
}

function Piece({ piece, story, chosen }) {
  if (!piece.claims.length) return piece.text;
  const lit = piece.claims.includes(chosen);
  return <mark class={`is-${strongest(piece.claims, story)}` + (lit ? " lit" : "")} data-claims={piece.claims.join(" ")}>{piece.text}</mark>;
}

// Scrolls the column, and only it: scrollIntoView would move the page as well.
function scrollTo(column, mark) {
  const top = mark.getBoundingClientRect().top - column.getBoundingClientRect().top + column.scrollTop;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  column.scrollTo({ top: Math.max(0, top - column.clientHeight / 3), behavior: calm ? "auto" : "smooth" });
}

function Account({ doc, story, fresh, accounts, chosen, choose }) {
  const column = useRef(null);
  const blocks = useMemo(() => (doc.blocks || []).map((b) => ({ ...b, pieces: pieces(doc, b, accounts) })), [doc, accounts]);
  const has = accounts.some((a) => a.claim === chosen);
  useEffect(() => {
    const mark = has && column.current.querySelector("mark.lit");
    if (mark) scrollTo(column.current, mark);
  }, [chosen, has]);
  const click = (event) => {
    const ids = event.target.closest("mark")?.dataset.claims?.split(" ");
    if (ids && !String(getSelection())) choose(ids[(ids.indexOf(chosen) + 1) % ids.length]);
  };
  return (
    <article class={"account" + (chosen && !has ? " without" : "")} aria-label={`${doc.letter}: ${doc.name}`}>
      <header>
        <span class="letter" aria-hidden="true">{doc.letter}</span>
        <h3><bdi>{doc.name}</bdi>{fresh && <> <span class="fresh">new</span></>}</h3>
        <p>
          <When iso={doc.published} time />
          {doc.copied_from && <> · {Math.round(doc.copied_from.share * 100)} % from {story.document.get(doc.copied_from.id)?.letter}</>}
        </p>
        {chosen && <p class="has">{has ? "lit below" : "does not tell this"}</p>}
      </header>
      <div class="text" ref={column} onClick={click} tabIndex={0} role="region" aria-label={`Text of ${doc.letter}, ${doc.name}`} lang={doc.language}>
        {blocks.map((b, i) => {
          const Tag = TAG[b.kind] || "p";
          return <Tag key={i} class={b.kind} dir="auto">{b.pieces.map((p) => <Piece key={p.start} piece={p} story={story} chosen={chosen} />)}</Tag>;
        })}
      </div>
    </article>
  );
}

const NONE = [];

// The row moves sideways, and only it, until an account that tells the claim is seen; if one already is, nothing moves.
function showFirstLit(row) {
  const frame = row.getBoundingClientRect();
  const lit = [...row.children].filter((account) => account.querySelector("mark.lit")).map((account) => account.getBoundingClientRect());
  if (!lit.length || lit.some((box) => box.left >= frame.left - 1 && box.right <= frame.right + 1)) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  row.scrollTo({ left: row.scrollLeft + lit[0].left - frame.left, behavior: calm ? "auto" : "smooth" });
}

export function Accounts({ story, since, byDocument, chosen, choose }) {
  const row = useRef(null);
  useEffect(() => { if (chosen) showFirstLit(row.current); }, [chosen]);
  return (
    <div class="accounts" ref={row} style={{ "--columns": Math.min(story.documents.length, 6) }}>
      {story.documents.map((doc) => (
        <Account key={doc.id} doc={doc} story={story} fresh={since?.documents.has(doc.id)} accounts={byDocument.get(doc.id) || NONE} chosen={chosen} choose={choose} />
      ))}
    </div>
  );
}
