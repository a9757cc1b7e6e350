// SPDX-License-Identifier: Apache-2.0
// The days of a story: what happened, as told, and when it was printed.
import { day, initialUpper } from "../lib/words.js";
import { Letter, Letters, Relation } from "./bits.jsx";

export function Timeline({ story, choose }) {
  const dates = new Map(story.timeline.map((t) => [t.date, { claims: t.claims.map((id) => story.claim.get(id)).filter(Boolean), printed: [] }]));
  for (const doc of story.documents) {
    const date = (doc.published || "").slice(0, 10);
    if (!date) continue;
    if (!dates.has(date)) dates.set(date, { claims: [], printed: [] });
    dates.get(date).printed.push(doc);
  }
  const rows = [...dates].sort(([a], [b]) => a.localeCompare(b));
  return (
    <ol class="timeline">
      {rows.map(([date, { claims, printed }]) => (
        <li key={date}>
          <h3><time dateTime={date}>{day(date)}</time></h3>
          <ul>
            {claims.map((c) => (
              <li key={c.id}>
                <Relation of={c.relation} word={false} />
                <button class="link" dir="auto" onClick={() => choose(c.id)}>{initialUpper(c.summary)}</button> <Letters docs={c.docs} />
              </li>
            ))}
            {printed.map((d) => (
              <li key={d.id} class="printed"><Letter doc={d} /> <bdi>{d.name}</bdi>: <span dir="auto">{d.title}</span></li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
