// SPDX-License-Identifier: Apache-2.0
// Somebody or something over all stories: when it is told of, what happens with it, what it says, with whom it is named.
import { useEffect, useMemo, useState } from "preact/hooks";
import { queryOf, useData } from "../lib/api.js";
import { useAddress } from "../lib/address.js";
import { actorName, countryOf } from "../lib/actorcodes.js";
import { useListKeys } from "../lib/list.js";
import { meanScore, periodsOf, signed } from "../lib/periods.js";
import { plural } from "../lib/words.js";
import { Failed, Sparkline, Waiting, When } from "../parts/bits.jsx";
import { Chart } from "../parts/chart.jsx";
import { Events } from "../parts/events.jsx";
import { Chips, DayField } from "../parts/filters.jsx";
import { Score } from "../parts/score.jsx";
import { StoryRow } from "../parts/storyrow.jsx";

function Sayings({ statements }) {
  return (
    <ul class="sayings">
      {statements.map((s) => (
        <li key={s.document + s.statement}>
          <blockquote dir="auto">{s.quote}</blockquote>
          <p class="facts"><bdi>{s.outlet}</bdi> <When iso={s.published} time /> {s.story && <a href={`/stories/${encodeURIComponent(s.story)}`}>story</a>}</p>
        </li>
      ))}
    </ul>
  );
}

function Head({ entity }) {
  const facts = [entity.actor && `${entity.actor} (${actorName(entity.actor)})`, !entity.actor && countryOf(entity.country), plural(entity.documents, "article")];
  return (
    <header class="entity-head">
      <div>
        <h1 dir="auto">{entity.name}</h1>
        <p class="facts">{facts.filter(Boolean).join(" · ")}{entity.actor && <> · <a href={`/pair?source=${encodeURIComponent(entity.actor)}&both=1`}>all acts of {entity.actor}</a></>}</p>
      </div>
      <Sparkline days={entity.days} />
    </header>
  );
}

// The server lists the events of articles that name the entity.  Where its actor is known, those with that actor as a side
// are its own; where it is not, all are shown and said to be what they are.
function eventsOf(entity) {
  const all = entity?.events || [];
  const is = (code) => code === entity.actor || code?.startsWith(entity.actor + " ");
  const by = entity?.actor ? all.filter((e) => is(e.source)) : [], upon = entity?.actor ? all.filter((e) => is(e.target)) : [];
  const own = all.filter((e) => by.includes(e) || upon.includes(e));
  return { by, upon, own, all };
}

const TITLES = { by: "Acts of", upon: "Acts upon", own: "Acts of or upon" };

function Happens({ entity, sides, side }) {
  const known = sides.own.length > 0, events = known ? sides[side] || sides.own : sides.all;
  const chart = useMemo(() => periodsOf(events), [events]), mean = meanScore(chart.periods);
  const choices = [["", `either ${sides.own.length}`], ["by", `who acts ${sides.by.length}`], ["upon", `upon whom ${sides.upon.length}`]];
  return (
    <section>
      <h2>{known ? `${TITLES[side] || TITLES.own} ${entity.actor}` : "Events in the articles that name it"}
        {mean !== null && <span class="facts">mean Goldstein score {signed(mean)}</span>}</h2>
      {known && <Chips name="side" label="Its side" choices={choices} />}
      {chart.periods.length > 0 && <Chart {...chart} />}
      <Score {...chart} />
      {events.length ? <Events events={events} /> : <p class="facts">None is told.</p>}
    </section>
  );
}

const WITH_MAX = 24;
function NamedWith({ list }) {
  const [all, showAll] = useState(list.length <= WITH_MAX);
  return (
    <section><h2>Named together with</h2>
      <ol class="ranked">{(all ? list : list.slice(0, WITH_MAX)).map((w) => <li key={w.value}><a href={`/entities/${encodeURIComponent(w.value)}`} dir="auto">{w.label}</a><span class="num facts">{w.documents}</span></li>)}</ol>
      {!all && <button class="link rest" onClick={() => showAll(true)}>All {list.length}</button>}
    </section>
  );
}

export function Entity({ id }) {
  const { query } = useAddress();
  const { data, error } = useData(`/api/v1/entities/${encodeURIComponent(id)}?` + queryOf({ from: query.get("from"), to: query.get("to"), limit: 100 }));
  const sides = useMemo(() => eventsOf(data), [data]);
  useListKeys("main a");
  useEffect(() => void (document.title = `${data?.name || id} · Parallax`), [data]);
  if (error) return <Failed error={error} what="Nothing is known by this name." />;
  if (!data) return <Waiting what={id} />;
  return (
    <div class="entity">
      <p class="facts"><a href="/actors">Actors</a></p>
      <Head entity={data} />
      <div class="bar-of-filters"><DayField name="from" label="From" /><DayField name="to" label="To" /></div>
      <Happens entity={data} sides={sides} side={query.get("side")} />
      <div class="two">
        <section><h2>Says</h2>{data.statements?.length ? <Sayings statements={data.statements} /> : <p class="facts">Is not quoted.</p>}</section>
        <NamedWith list={data.with || []} />
      </div>
      <section><h2>Stories</h2><ol class="rows-list">{data.stories.map((s) => <StoryRow key={s.id} story={s} />)}</ol></section>
    </div>
  );
}
