// SPDX-License-Identifier: Apache-2.0
// Who acts on whom and who speaks about whom, counted over the accounts of a story.
import { cameoOf } from "./cameo.js";

const key = (name) => name.toLowerCase().replace(/^(the|a|an|mr|mrs|ms) /, "");

// An actor is shown by the name of its entity; what has neither name nor code is nobody that a reader would know.
function nameOf(doc, side) {
  const entity = side.entity && doc.entity.get(side.entity);
  if (entity && (entity.actor || entity.type === "PER" || entity.type === "ORG")) return entity.name;
  return side.actor ? side.quote : "";
}

const toneOf = (quad) => (quad >= 3 ? "conflict" : "cooperation");

function addLink(links, from, to, kind, doc, event) {
  if (!from || !to || key(from) === key(to)) return;
  const id = `${key(from)}\t${key(to)}\t${kind}`;
  const link = links.get(id) || { id, from, to, kind, docs: [], events: [], n: 0 };
  link.n++;
  if (!link.docs.includes(doc)) link.docs.push(doc);
  if (event) link.events.push({ ...event, doc });
  links.set(id, link);
}

// What is said of somebody: the named entities among the words of a statement, but not its speaker.
function addSaid(add, doc, statement) {
  const speaker = statement.speaker && doc.entity.get(statement.speaker);
  if (!speaker || speaker.mentions?.every((m) => m.kind === "pronoun")) return;
  for (const entity of doc.entities) {
    if (entity === speaker || (entity.type !== "PER" && !entity.actor)) continue;
    const named = entity.mentions?.some((m) => m.kind === "name" && statement.content?.some((c) => m.start >= c.start && m.end <= c.end));
    if (named) add(speaker.name, entity.name, "says", doc);
  }
}

// One person is told by a full name here and by the last of its names there: within a story that is the same person, unless
// two people of the story share that name.
function wholeNames(documents) {
  const whole = new Map();
  for (const { entities } of documents)
    for (const { name, type } of entities || []) {
      const parts = key(name).split(" "), last = parts[parts.length - 1];
      if (type !== "PER" || parts.length < 2) continue;
      const known = whole.get(last);
      whole.set(last, known === undefined || (known && key(known) === key(name)) ? known || name : null);
    }
  return (name) => whole.get(key(name)) || name;
}

// Links {from, to, kind: conflict | cooperation | says, docs, n}, those that most accounts have first.
export function linksOf(documents) {
  const links = new Map(), whole = wholeNames(documents);
  const add = (from, to, ...rest) => addLink(links, whole(from), whole(to), ...rest);
  for (const doc of documents) {
    for (const event of doc.events || []) {
      if (!event.quad || event.certainty === "denied" || cameoOf(event.cameo)?.root === "01") continue;
      for (const s of event.source || []) for (const t of event.target || []) add(nameOf(doc, s), nameOf(doc, t), toneOf(event.quad), doc, event);
    }
    for (const statement of doc.statements || []) addSaid(add, doc, statement);
  }
  return [...links.values()].sort((a, b) => b.docs.length - a.docs.length || b.n - a.n);
}

// Two columns: who acts or speaks, and upon or about whom; those with most links first.
export function columnsOf(links) {
  const sides = [new Map(), new Map()];
  for (const link of links)
    [link.from, link.to].forEach((name, i) => {
      const node = sides[i].get(key(name)) || { id: key(name), name, weight: 0 };
      node.weight += link.docs.length;
      sides[i].set(key(name), node);
    });
  return sides.map((side) => [...side.values()].sort((a, b) => b.weight - a.weight));
}

export const nodeKey = key;
