// SPDX-License-Identifier: Apache-2.0
// A finding before a coder: its sentence with the words lit, what the program found, and the three answers.
import { useEffect, useRef, useState } from "preact/hooks";
import { slicer } from "../lib/points.js";
import { REASONS } from "../lib/coder.js";
import { useKeys } from "../lib/keys.js";
import { When } from "./bits.jsx";

// The fields that the server takes decisions on (store/review.c).
const FIELDS = {
  event: ["type", "source", "target", "date", "place", "certainty", "cameo"],
  figure: ["value", "low", "high", "counted", "state", "unit"],
  statement: ["speaker", "addressee", "polarity", "kind"],
  entity: ["name", "type", "actor", "country"],
  claim: ["relation", "field", "why"],
};
const CHOICES = {
  certainty: ["actual", "planned", "threatened", "conditional", "suspected", "denied"],
  polarity: ["assert", "deny", "doubt"],
  relation: ["agree", "differ", "conflict", "deny", "single"],
};

const fieldsOf = (item) => FIELDS[item.kind] || Object.keys(item.fields || {});

export function Sentence({ item }) {
  const s = item.sentence;
  if (!s) return <p class="sentence" dir="auto"><mark class="lit">{item.quote}</mark></p>;
  const cut = slicer(s.quote), from = Math.max(0, item.start - s.start), to = Math.min(s.end, item.end) - s.start;
  if (!(from < to)) return <p class="sentence" dir="auto">{s.quote} <mark class="lit">{item.quote}</mark></p>;
  return <p class="sentence" dir="auto">{cut(0, from)}<mark class="lit">{cut(from, to)}</mark>{cut(to, s.end - s.start)}</p>;
}

function Fields({ item, values, set, first }) {
  return (
    <dl class="found">
      {fieldsOf(item).map((field, i) => (
        <div key={field}>
          <dt><label for={values ? `field-${field}` : undefined}>{field}</label></dt>
          <dd>
            {!values && (item.fields?.[field] ? <bdi>{String(item.fields[field])}</bdi> : <span class="facts">—</span>)}
            {values && (CHOICES[field] ? (
              <select id={`field-${field}`} ref={i ? undefined : first} value={values[field]} onChange={(e) => set({ ...values, [field]: e.currentTarget.value })}>
                {["", ...CHOICES[field]].map((c) => <option key={c} value={c}>{c || "—"}</option>)}
              </select>
            ) : (
              <input id={`field-${field}`} ref={i ? undefined : first} value={values[field]} dir="auto" onInput={(e) => set({ ...values, [field]: e.currentTarget.value })} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

// answer(verdict, {values, reason, note}); the parent shows the next item.  This is drawn anew for each (key = item).
export function Item({ item, answer, busy, children }) {
  const [values, set] = useState(null), [reason, setReason] = useState(""), [note, setNote] = useState("");
  const first = useRef(null), why = useRef(null), words = useRef(null), card = useRef(null);
  const correct = () => set(Object.fromEntries(fieldsOf(item).map((f) => [f, item.fields?.[f] === undefined ? "" : String(item.fields[f])])));
  useEffect(() => values && first.current?.focus(), [!!values]);
  const give = (verdict) => !busy && answer(verdict, { values: values || {}, reason, note: note.trim() });
  useKeys([
    ["a", "accept", () => give("accept")],
    ["x", "reject", () => give("reject")],
    ["c", "correct: then Tab and Enter", correct],
    ["r", "give a reason", () => why.current.focus()],
    ["n", "write a note", () => words.current.focus()],
    ["Escape", "back from a field", () => (document.activeElement.matches("input, select, textarea") ? card.current.focus() : set(null))],
  ]);
  const submit = (event) => {
    event.preventDefault();
    give(values ? "correct" : "accept");
  };
  return (
    <form class="item" onSubmit={submit} ref={card} tabIndex={-1} aria-label={`${item.kind} ${item.finding} of ${item.title || item.document || ""}`}>
      <p class="facts">{item.kind} <code>{item.finding}</code> · <bdi>{item.outlet}</bdi> <When iso={item.published} /> · <a href={`/stories/${encodeURIComponent(item.story || "")}`} dir="auto">{item.title}</a></p>
      <Sentence item={item} />
      <Fields item={item} values={values} set={set} first={first} />
      {children}
      <div class="why">
        <label class="field"><span>Reason</span>
          <select ref={why} value={reason} onChange={(e) => setReason(e.currentTarget.value)}>{["", ...REASONS].map((r) => <option key={r} value={r}>{r || "none"}</option>)}</select></label>
        <label class="field"><span>Note</span><input ref={words} value={note} dir="auto" onInput={(e) => setNote(e.currentTarget.value)} /></label>
      </div>
      <div class="answers">
        {values ? (
          <><button class="plain do" disabled={busy}>Save what is corrected <kbd>Enter</kbd></button><button type="button" class="plain" onClick={() => set(null)}>Leave it</button></>
        ) : (
          <>
            <button type="button" class="plain accept" disabled={busy} onClick={() => give("accept")}><span aria-hidden="true">✓</span> Accept <kbd>a</kbd></button>
            <button type="button" class="plain correct" disabled={busy} onClick={correct}><span aria-hidden="true">✎</span> Correct <kbd>c</kbd></button>
            <button type="button" class="plain reject" disabled={busy} onClick={() => give("reject")}><span aria-hidden="true">✗</span> Reject <kbd>x</kbd></button>
          </>
        )}
      </div>
    </form>
  );
}
