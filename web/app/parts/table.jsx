// SPDX-License-Identifier: Apache-2.0
// Which account tells which claim: a row a claim, a column an account, a filled cell where it is told.
import { day, initialUpper, short } from "../lib/words.js";
import { Relation } from "./bits.jsx";

const ROWS = 25;

// Where accounts give different values, the cell says which; elsewhere a dot is enough.
function cellOf(claim, doc) {
  const value = claim.values?.find((v) => v.documents.includes(doc.id));
  if (value && claim.values.length > 1) return claim.field === "date" ? day(value.value) : claim.field === "number" ? (isNaN(value.value) ? String(value.value) : short(+value.value)) : String(value.value);
  return claim.docs.includes(doc) ? "●" : "";
}

export function AgreementTable({ story, claims, choose, all, showAll }) {
  const several = claims.filter((c) => c.docs.length > 1);
  const order = ["conflict", "differ", "deny", "all", "agree"];
  several.sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section) || b.outlets - a.outlets);
  if (!several.length) return <p class="facts">No claim is told by more than one account.</p>;
  const rows = all ? several : several.slice(0, ROWS);
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="Agreement table">
        <table class="agreement">
          <thead>
            <tr>
              <th scope="col">Claim</th>
              {story.documents.map((d) => <th key={d.id} scope="col"><abbr title={d.name}>{d.letter}</abbr></th>)}
              <th scope="col" class="num">Outlets</th>
              <th scope="col" class="num">Origins</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((c) => (
              <tr key={c.id} class={`is-${c.relation}`}>
                <th scope="row">
                  <Relation of={c.relation} word={false} />
                  <button class="link" dir="auto" onClick={() => choose(c.id)}>{initialUpper(c.summary)}</button>
                </th>
                {story.documents.map((d) => {
                  const cell = cellOf(c, d);
                  return <td key={d.id} class={cell ? "told" : ""}>{cell === "●" ? <span role="img" aria-label="told">●</span> : cell}</td>;
                })}
                <td class="num">{c.outlets}</td>
                <td class="num">{c.origins}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < several.length && <p><button class="plain" onClick={showAll}>All {several.length} claims</button></p>}
    </>
  );
}
