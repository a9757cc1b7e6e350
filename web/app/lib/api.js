// SPDX-License-Identifier: Apache-2.0
// Questions to the server.  Answers are kept while the page is open: going back is instant, and the server is asked again
// behind it (its ETag makes that cheap).
import { useEffect, useState } from "preact/hooks";

const KEPT_MAX = 60;
const kept = new Map();

function keep(url, data) {
  kept.delete(url);
  kept.set(url, data);
  if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value);
}

export async function ask(url, options) {
  const reply = await fetch(url, options);
  const text = await reply.text();
  let data;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    throw new Error(`${url} answered ${reply.status} with something that is not JSON`);
  }
  if (!reply.ok) throw Object.assign(new Error(data?.error || data?.detail || `${url} answered ${reply.status}`), { status: reply.status });
  return data;
}

export const send = (url, body) =>
  ask(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// {data, error, waiting} of a GET; url null asks nothing.  `again` asks anew when it changes.
export function useData(url, again = 0) {
  const [state, set] = useState(() => ({ url, data: url && kept.get(url), waiting: !!url }));
  useEffect(() => {
    if (!url) return set({ url, waiting: false });
    let wanted = true;
    set({ url, data: kept.get(url), waiting: true });
    ask(url).then(
      (data) => {
        keep(url, data);
        if (wanted) set({ url, data, waiting: false });
      },
      (error) => wanted && set({ url, error, data: undefined, waiting: false }),
    );
    return () => (wanted = false);
  }, [url, again]);
  return state.url === url ? state : { url, data: url && kept.get(url), waiting: !!url };
}

export function queryOf(values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== null && value !== "") query.set(name, value);
  return query.toString();
}
