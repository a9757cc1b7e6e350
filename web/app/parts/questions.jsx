// SPDX-License-Identifier: Apache-2.0
// Every filter that the server knows, for lists of stories and of articles alike.
import { setQuery, useAddress } from "../lib/address.js";
import { Chips, DayField, Field, Offered, Select } from "./filters.jsx";

export const QUESTIONS = ["q", "from", "to", "outlet", "entity", "actor", "country", "place", "near", "type", "certainty", "speaker", "counted", "low",
  "high", "relation", "language"];

const CERTAINTIES = ["actual", "planned", "threatened", "conditional", "suspected", "denied"];
const RELATIONS = [["", "any"], ["conflict", "× contradict"], ["differ", "≠ differ"], ["deny", "¬ denied"], ["agree", "= agree"]];

// "36.2,37.16,50" as three fields in one: a place on the map and how far around it.
function Near() {
  const { query } = useAddress();
  const [lat = "", lon = "", km = ""] = (query.get("near") || "").split(",");
  const set = (event) => {
    const form = event.currentTarget.closest("fieldset");
    const values = ["lat", "lon", "km"].map((n) => form.querySelector(`[data-part="${n}"]`).value.trim());
    if (values.every(Boolean)) setQuery({ near: values.join(",") });
    else if (values.slice(0, 2).every((v) => !v)) setQuery({ near: "" });
  };
  const part = (n, label, value, low, high) => (
    <label class="field"><span>{label}</span>
      <input type="number" step="any" min={low} max={high} data-part={n} value={value} onChange={set} />
    </label>
  );
  return (
    <fieldset class="field"><legend class="unseen">Near</legend>
      <div class="three-fields">{part("lat", "Latitude", lat, -90, 90)}{part("lon", "Longitude", lon, -180, 180)}{part("km", "Within km", km || (lat ? "50" : ""), 1, 20000)}</div>
    </fieldset>
  );
}

// Those that few ask for are folded away until one of them is set.
const SELDOM = ["country", "place", "near", "type", "certainty", "speaker", "counted", "low", "high", "language"];

export function Questions({ words = true }) {
  const { query } = useAddress();
  return (
    <>
      {words && <Field name="q" label="Words, or “a phrase”" type="search" />}
      <Chips name="relation" label="In stories with claims that" choices={RELATIONS} />
      <Offered name="outlet" label="Outlet" />
      <Offered name="entity" label="Who or what is named" />
      <Offered name="actor" label="Actor, as a code" />
      <div class="pair-fields"><DayField name="from" label="From" /><DayField name="to" label="To" /></div>
      <details class="seldom" open={SELDOM.some((n) => query.get(n))}>
        <summary>More filters</summary>
        <Offered name="speaker" label="Who is quoted" />
        <Offered name="type" label="Kind of event" />
        <Select name="certainty" label="The event is" choices={[["", "any"], ...CERTAINTIES.map((c) => [c, c])]} />
        <Offered name="place" label="Place" />
        <Offered name="country" label="Country" />
        <Near />
        <Field name="counted" label="What a figure counts" placeholder="people, killed …" />
        <div class="pair-fields"><Field name="low" label="At least" type="number" /><Field name="high" label="At most" type="number" /></div>
        <Offered name="language" label="Language" />
      </details>
    </>
  );
}
