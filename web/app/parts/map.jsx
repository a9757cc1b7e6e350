// SPDX-License-Identifier: Apache-2.0
// Where the accounts place it.  The outlines come with the program and are asked for when a map is shown, the finer ones
// when it is close; the list beside the map says the same without it.
import { useMemo } from "preact/hooks";
import { useAddress } from "../lib/address.js";
import { geoDistance, geoMercator, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { useData } from "../lib/api.js";
import { plural } from "../lib/words.js";
import { Letters } from "./bits.jsx";
import { Chips } from "./filters.jsx";

const W = 640, H = 360, MARGIN = 70, WIDE_DEG = 100, CLOSEST = 2200, FINE = 450, AROUND_RAD = 0.35;

// Places by name, with the accounts that name them.
export function placesOf(documents) {
  const places = new Map();
  for (const doc of documents)
    for (const e of doc.entities || []) {
      if (e.place?.lat === undefined) continue;
      const key = `${e.place.lat.toFixed(2)} ${e.place.lon.toFixed(2)}`;
      const p = places.get(key) || { key, name: e.name, at: [e.place.lon, e.place.lat], country: e.place.country, mentions: 0, docs: [] };
      p.mentions += e.mentions?.length || 0;
      if (!p.docs.includes(doc)) p.docs.push(doc);
      places.set(key, p);
    }
  return [...places.values()].sort((a, b) => b.docs.length - a.docs.length || b.mentions - a.mentions);
}

// The whole world where the places are far apart, else close enough to tell them apart, with some land around.
function projectionOf(places) {
  const points = { type: "MultiPoint", coordinates: places.map((p) => p.at) };
  const lon = places.map((p) => p.at[0]);
  if (Math.max(...lon) - Math.min(...lon) > WIDE_DEG) return geoNaturalEarth1().fitSize([W, H], { type: "Sphere" });
  const projection = geoMercator().fitExtent([[MARGIN, MARGIN], [W - MARGIN, H - MARGIN]], points);
  if (!(projection.scale() < CLOSEST)) projection.scale(CLOSEST);
  const path = geoPath(projection.translate([0, 0])), [[x0, y0], [x1, y1]] = path.bounds(points);
  return projection.translate([W / 2 - (x0 + x1) / 2, H / 2 - (y0 + y1) / 2]);
}

// Those around the place that most accounts name, where that leaves some out and is more than one point.
export function closeBy(places) {
  const near = places.filter((p) => geoDistance(p.at, places[0].at) < AROUND_RAD);
  return near.length > 1 && near.length < places.length ? near : null;
}

// Names are written where they do not fall upon one another, the most told first.
function labelled(dots) {
  const taken = [];
  return dots.map((d) => {
    const left = d.x > W * 0.75, width = d.name.length * 7 + 12;
    const box = [left ? d.x - width : d.x, d.y - 9, left ? d.x : d.x + width, d.y + 9];
    const free = taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
    if (free) taken.push(box);
    return { ...d, left, label: free };
  });
}

export function PlaceMap({ places }) {
  const projection = useMemo(() => projectionOf(places), [places]), fine = projection.scale() > FINE;
  const coarse = useData("/assets/world.json"), finer = useData(fine ? "/assets/world-fine.json" : null), world = finer.data ? finer : coarse;
  const drawn = useMemo(() => {
    const path = geoPath(projection.clipExtent([[-5, -5], [W + 5, H + 5]]));
    const land = world.data ? path(feature(world.data, world.data.objects.countries)) : "";
    const dots = places.map((p) => ({ ...p, x: projection(p.at)[0], y: projection(p.at)[1], r: 4 + Math.min(8, 2 * Math.sqrt(p.docs.length)) }));
    return { land, dots: labelled(dots) };
  }, [places, projection, world.data]);
  return (
    <svg class="map" viewBox={`0 0 ${W} ${H}`} role="img" aria-label={`Map of ${plural(places.length, "place")}; the list beside it names them`}>
      <path class="land" d={drawn.land} />
      {drawn.dots.map((d) => (
        <g key={d.key}>
          <circle cx={d.x} cy={d.y} r={d.r}><title>{d.name}: {plural(d.docs.length, "account")}</title></circle>
          {d.label && <text x={d.left ? d.x - d.r - 3 : d.x + d.r + 3} y={d.y + 4} text-anchor={d.left ? "end" : "start"}>{d.name}</text>}
        </g>
      ))}
    </svg>
  );
}

const LISTED = 14;

export function Places({ documents }) {
  const places = useMemo(() => placesOf(documents), [documents]), near = useMemo(() => (places.length ? closeBy(places) : null), [places]);
  const all = useAddress().query.get("map") === "all";
  if (!places.length) return <p class="facts">No place with known coordinates is named.</p>;
  return (
    <div class="places">
      <div>
        {near && <Chips name="map" label="Show" choices={[["", `around ${places[0].name} ${near.length}`], ["all", `all places ${places.length}`]]} />}
        <PlaceMap places={near && !all ? near : places} />
      </div>
      <ol>
        {places.slice(0, LISTED).map((p) => (
          <li key={p.key}><a href={`/search?near=${p.at[1]},${p.at[0]},50`} dir="auto">{p.name}</a> <span class="facts">{p.country}</span> <Letters docs={p.docs} max={6} /></li>
        ))}
        {places.length > LISTED && <li class="facts">and {places.length - LISTED} more</li>}
      </ol>
    </div>
  );
}
