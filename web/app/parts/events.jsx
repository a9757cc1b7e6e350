// SPDX-License-Identifier: Apache-2.0
// Events as rows, each with its sentence and the way to its story.
import { actorName } from "../lib/actorcodes.js";
import { cameoOf } from "../lib/cameo.js";
import { signed } from "../lib/periods.js";
import { lower, QUADS } from "../lib/words.js";
import { When } from "./bits.jsx";

export function Quad({ of }) {
  const q = QUADS[of];
  return q ? <span class={`quad-sign ${q.key}`} title={q.name}><span aria-hidden="true">{q.mark}</span><span class="unseen">{q.name}</span></span> : null;
}

const Actor = ({ code }) => (code ? <abbr title={actorName(code)}>{code}</abbr> : <span class="facts">—</span>);

export function Events({ events }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Events">
      <table class="rows events">
        <thead>
          <tr><th scope="col">Day</th><th scope="col">Who</th><th scope="col">Does</th><th scope="col">To whom</th>
            <th scope="col" class="num"><abbr title="Goldstein score: +10 cooperation to −10 conflict">Score</abbr></th><th scope="col">As told</th></tr>
        </thead>
        <tbody>
          {events.map((e) => {
            const code = cameoOf(e.cameo);
            return (
              <tr key={e.document + e.event}>
                <td class="day"><When iso={e.date} /></td>
                <td><Actor code={e.source} /></td>
                <td class="type"><Quad of={e.quad} /> <abbr title={code ? `CAMEO ${e.cameo}: ${code.label}` : e.cameo}>{lower(e.type) || code?.label || e.cameo}</abbr>
                  {e.certainty !== "actual" && <span class="facts"> ({e.certainty})</span>}</td>
                <td><Actor code={e.target} /></td>
                <td class="num">{code && signed(code.goldstein)}</td>
                <td class="as-told"><span dir="auto">{e.quote}</span> <a class="facts" href={`/stories/${encodeURIComponent(e.story)}`}>{e.outlet || "story"}</a></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
