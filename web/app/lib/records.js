// SPDX-License-Identifier: Apache-2.0
// The annotated documents of a story: in one answer where the server gives it, else one by one.
import { useEffect, useState } from "preact/hooks";
import { ask } from "./api.js";

const NONE = [];

async function recordsOf(id, story) {
  try {
    const answer = await ask(`/api/v1/stories/${encodeURIComponent(id)}/documents`);
    return answer.documents || answer;
  } catch (error) {
    if (error.status !== 404) throw error;
    return Promise.all(story.documents.map((d) => ask(`/api/v1/documents/${encodeURIComponent(d.id)}`)));
  }
}

export function useRecords(id, story) {
  const [state, set] = useState({ story: null, records: NONE });
  useEffect(() => {
    if (!story) return undefined;
    let wanted = true;
    recordsOf(id, story).then((records) => wanted && set({ story, records }), (error) => console.warn(String(error)));
    return () => (wanted = false);
  }, [id, story]);
  return state.story === story ? state.records : NONE;
}
