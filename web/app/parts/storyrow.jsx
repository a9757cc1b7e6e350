// SPDX-License-Identifier: Apache-2.0
// A story in a list.
import { days, plural } from "../lib/words.js";
import { RelationCounts, Sparkline } from "./bits.jsx";

export function StoryRow({ story }) {
  const names = story.outlet_names || [];
  return (
    <li class="row">
      <div class="told">
        <h2><a href={`/stories/${encodeURIComponent(story.id)}`} dir="auto">{story.title || `Untitled (${story.id.slice(0, 6)})`}</a></h2>
        {story.brief && story.brief !== story.title && <p class="brief" dir="auto">{story.brief}</p>}
        <p class="facts">
          {plural(story.documents, "article")} · {plural(story.outlets, "outlet")}
          {story.origins !== undefined && <> · <span title="independent origins behind its best supported claim">{plural(story.origins, "origin")}</span></>}
          {story.from && <> · <time dateTime={story.from}>{days(story.from, story.to)}</time></>}
          {names.length > 0 && <> · <bdi>{names.slice(0, 5).join(", ")}</bdi>{story.outlets > 5 && " …"}</>}
        </p>
      </div>
      <div class="signs">
        <Sparkline days={story.days} />
        <RelationCounts counts={story.relations} />
      </div>
    </li>
  );
}
