// SPDX-License-Identifier: Apache-2.0
// The claims of a story, most in need of a reader first; the chosen one shows its values and its words.
import { useState } from "preact/hooks";
import { RELATIONS, WHY, plural, day, initialUpper, number } from "../lib/words.js";
import { inSentence } from "../lib/story.js";
import { Letter, Letters, Relation, When } from "./bits.jsx";

export const SECTIONS = [
  ["all", "All accounts tell"],
  ["conflict", RELATIONS.conflict.title],
  ["differ", RELATIONS.differ.title],
  ["deny", RELATIONS.deny.title],
  ["agree", RELATIONS.agree.title],
  ["single", RELATIONS.single.title],
];

export function Quote({ account }) {
  const { before, words, after } = inSentence(account);
  return (
    <li>
      <Letter doc={account.doc} />
      <div>
        <q dir="auto">{before}<mark>{words}</mark>{after}</q>
        {account.speaker && <span class="said"> — <bdi>{account.speaker}</bdi></span>}
      </div>
    </li>
  );
}

function Values({ story, claim }) {
  if (!claim.values?.length) return null;
  return (
    <table class="values">
      <caption class="unseen">Values of the {claim.field}</caption>
      <tbody>
        {claim.values.map((v, i) => (
          <tr key={i}>
            <th scope="row"><bdi>{claim.field === "date" ? day(v.value) : claim.field === "number" && !isNaN(v.value) ? number(+v.value) : String(v.value)}</bdi></th>
            <td><Letters docs={v.documents.map((id) => story.document.get(id)).filter(Boolean)} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ClaimFacts({ claim }) {
  const facts = [claim.field, WHY[claim.why], plural(claim.outlets, "outlet"), plural(claim.origins, "origin")].filter(Boolean);
  return (
    <p class="facts">
      {facts.join(" · ")}
      {claim.date && <> · <When iso={claim.date} /></>}
    </p>
  );
}

const FRESH = { new: ["new", "told only by what came since"], more: ["more", "what came since tells it too"] };

function Claim({ story, claim, state, chosen, choose }) {
  const id = `claim-${claim.id}`;
  return (
    <li class={`claim is-${claim.relation}` + (chosen ? " chosen" : "")} id={id}>
      <button class="head" aria-expanded={chosen} aria-controls={chosen ? id + "-body" : undefined} onClick={() => choose(chosen ? null : claim.id)}>
        <Relation of={claim.relation} word={false} />
        <span class="sum" dir="auto">{initialUpper(claim.summary)}{FRESH[state] && <> <span class="fresh" title={FRESH[state][1]}>{FRESH[state][0]}</span></>}</span>
        <Letters docs={claim.docs} max={8} />
      </button>
      {chosen && (
        <div class="body" id={id + "-body"}>
          <ClaimFacts claim={claim} />
          <Values story={story} claim={claim} />
          <ul class="quotes">{claim.accounts.map((a, i) => <Quote key={i} account={a} />)}</ul>
        </div>
      )}
    </li>
  );
}

// On a phone the accounts stand below the claims, so that a long section must not stand between them.
const NARROW = matchMedia("(max-width: 56em)"), NARROW_MAX = 6;

function Section({ story, title, claims, since, chosen, choose }) {
  const [all, showAll] = useState(!NARROW.matches);
  const shown = all ? claims : claims.filter((c, i) => i < NARROW_MAX || c.id === chosen);
  return (
    <section class="section">
      <h3>{title} <span class="n">{claims.length}</span></h3>
      <ol class="claims">
        {shown.map((c) => <Claim key={c.id} story={story} claim={c} state={since?.claims.get(c.id)?.state} chosen={chosen === c.id} choose={choose} />)}
      </ol>
      {shown.length < claims.length && <button class="link rest" onClick={() => showAll(true)}>All {claims.length}</button>}
    </section>
  );
}

export function Claims({ story, claims, since, chosen, choose }) {
  return SECTIONS.map(([section, title]) => {
    const here = claims.filter((c) => c.section === section);
    return here.length > 0 && <Section key={section} story={story} title={title} claims={here} since={since} chosen={chosen} choose={choose} />;
  });
}
