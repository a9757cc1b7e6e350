// SPDX-License-Identifier: Apache-2.0
// Stories that changed while the page was open, told by the server as they come.
import { useEffect, useState } from "preact/hooks";

// [how many stories changed, forget them]
export function useChanges() {
  const [changed, set] = useState(() => new Set());
  useEffect(() => {
    const source = new EventSource("/api/v1/changes");
    source.addEventListener("story", (event) => {
      const { story } = JSON.parse(event.data);
      if (story?.id) set((before) => new Set(before).add(story.id));
    });
    return () => source.close();
  }, []);
  return [changed.size, () => set(new Set())];
}
