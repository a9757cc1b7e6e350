// SPDX-License-Identifier: Apache-2.0
// A story and the records of its documents, joined for drawing: who is which letter, which words carry which claims.
import { slicer } from "./points.js";

export const ORDER = ["all", "conflict", "differ", "deny", "agree", "single"];

export function letterOf(i) {
  return i < 26 ? String.fromCharCode(65 + i) : letterOf(Math.floor(i / 26) - 1) + letterOf(i % 26);
}

// The section a claim stands in: what everybody tells goes before what only several tell.
export const sectionOf = (claim, outlets) => (claim.relation === "agree" && outlets > 1 && claim.outlets >= outlets ? "all" : claim.relation);

function speakerOf(record, account) {
  const statement = account.statement && record?.statement.get(account.statement);
  return statement?.source?.[0]?.quote || (statement?.speaker && record.entity.get(statement.speaker)?.name) || "";
}

const byId = (list) => new Map((list || []).map((one) => [one.id, one]));

function joinDocument(row, i, full) {
  const text = full?.text || "";
  return {
    ...row,
    ...(full || {}),
    title: row.title || full?.title,
    index: i,
    letter: letterOf(i),
    name: row.outlet || "unnamed outlet",
    slice: slicer(text),
    entity: byId(full?.entities),
    statement: byId(full?.statements),
    event: byId(full?.events),
    figure: byId(full?.figures),
  };
}

export function join(story, records) {
  const full = byId(records);
  const documents = story.documents.map((row, i) => joinDocument(row, i, full.get(row.id)));
  const document = byId(documents);
  const outlets = new Set(documents.map((d) => d.name)).size;
  const claims = story.claims.map((claim) => {
    const accounts = claim.accounts.map((a) => ({ ...a, doc: document.get(a.document) })).filter((a) => a.doc);
    for (const a of accounts) a.speaker = speakerOf(a.doc, a);
    return { ...claim, accounts, section: sectionOf(claim, outlets), docs: [...new Set(accounts.map((a) => a.doc))] };
  });
  return { ...story, documents, document, outlets, claims, claim: byId(claims) };
}

// The text of a block as pieces, each with the claims that its words carry.
export function pieces(doc, block, accounts) {
  const inside = accounts.filter((a) => a.start < block.end && a.end > block.start);
  const cuts = new Set([block.start, block.end]);
  for (const a of inside) {
    cuts.add(Math.max(a.start, block.start));
    cuts.add(Math.min(a.end, block.end));
  }
  const at = [...cuts].sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i + 1 < at.length; i++) {
    const claims = inside.filter((a) => a.start <= at[i] && a.end >= at[i + 1]).map((a) => a.claim);
    out.push({ start: at[i], text: doc.slice(at[i], at[i + 1]), claims: [...new Set(claims)] });
  }
  return out;
}

export function accountsByDocument(claims) {
  const out = new Map();
  for (const claim of claims)
    for (const a of claim.accounts) {
      if (!out.has(a.document)) out.set(a.document, []);
      out.get(a.document).push({ start: a.start, end: a.end, claim: claim.id });
    }
  return out;
}

// The words of an account in the sentence they stand in.
export function inSentence(account) {
  const { doc, start, end } = account;
  if (!doc.text) return { before: "", words: account.quote, after: "" };
  const sentence = (doc.sentences || []).find((s) => s.start <= start && s.end >= end) || { start, end };
  return { before: doc.slice(sentence.start, start), words: doc.slice(start, end), after: doc.slice(end, sentence.end) };
}
