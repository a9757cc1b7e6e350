// SPDX-License-Identifier: Apache-2.0
// What a story has that it had not at some time, as the server tells it; and when it was last looked at on this machine.
import { useEffect, useMemo, useState } from "preact/hooks";
import { useData } from "./api.js";

const SPANS = { hour: 36e5, day: 864e5, week: 7 * 864e5 };
const seenKey = (id) => `parallax-seen-${id}`;
const utc = (ms) => new Date(ms).toISOString().slice(0, 19) + "Z";

// "hour", "day", "week", or a time.
export function timeOf(since, now = Date.now()) {
  if (SPANS[since]) return utc(now - SPANS[since]);
  return /^\d{4}-\d\d(-\d\d(T[\d:]+Z?)?)?$/.test(since || "") ? since : null;
}

// The time of the last visit before this one; this one is remembered for the next.
export function useLastVisit(id) {
  const [before] = useState(() => {
    try {
      return localStorage.getItem(seenKey(id));
    } catch {
      return null; // then there is no last time
    }
  });
  useEffect(() => {
    try {
      localStorage.setItem(seenKey(id), utc(Date.now()));
    } catch {
      // nothing is remembered
    }
  }, [id]);
  return before;
}

// {time, claims: Map of id to {state, values}, documents: Set} or null where nothing is asked.
export function useSince(id, since) {
  const time = useMemo(() => timeOf(since), [since]);
  const { data, error } = useData(time && `/api/v1/stories/${encodeURIComponent(id)}/since?time=${encodeURIComponent(time)}`);
  return useMemo(() => {
    if (!time) return null;
    if (!data) return { time, error, claims: new Map(), documents: new Set(), waiting: !error };
    return { time, claims: new Map(data.claims.map((c) => [c.id, c])), documents: new Set(data.documents) };
  }, [time, data, error]);
}
