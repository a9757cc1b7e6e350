// SPDX-License-Identifier: Apache-2.0
// Asks what is new since a time, and says how much it is; the claims and accounts that are new carry a mark.
import { setQuery } from "../lib/address.js";
import { clock, day, plural } from "../lib/words.js";

const spoken = (iso) => `${day(iso)} ${clock(iso)}`.trim();

function Told({ since }) {
  if (since.error) return <span class="facts">{since.error.message}</span>;
  if (since.waiting) return <span class="facts">Asking…</span>;
  const claims = [...since.claims.values()], fresh = claims.filter((c) => c.state === "new").length;
  if (!since.documents.size) return <span class="facts">Nothing has come since {spoken(since.time)} UTC.</span>;
  return (
    <span class="facts">
      Since {spoken(since.time)} UTC: {plural(since.documents.size, "article")}, {plural(fresh, "new claim")}, {plural(claims.length - fresh, "claim")} told by more.
    </span>
  );
}

export function Since({ since, wanted, visited }) {
  const choices = [["", "any time"], ...(visited ? [[visited, `my last visit, ${spoken(visited)} UTC`]] : []), ["hour", "the last hour"], ["day", "the last day"], ["week", "the last week"]];
  if (wanted && !choices.some(([v]) => v === wanted)) choices.push([wanted, spoken(wanted)]);
  return (
    <p class="since">
      <label>What came since{" "}
        <select value={wanted} onChange={(e) => setQuery({ since: e.currentTarget.value }, {})}>{choices.map(([v, text]) => <option key={v} value={v}>{text}</option>)}</select>
      </label>{" "}
      <span role="status">{since && <Told since={since} />}</span>
    </p>
  );
}
