// SPDX-License-Identifier: Apache-2.0
// Where the accounts place it.  The outline of the world comes with the program and is asked for when a map is shown; the
// list beside the map says the same without it.
import { useMemo } from "preact/hooks";
import { geoMercator, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { useData } from "../lib/api.js";
import { plural } from "../lib/words.js";
import { Letters } from "./bits.jsx";

const W = 640, H = 360, MARGIN = 70, WIDE_DEG = 100, CLOSEST = 2200;

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
  const world = useData("/assets/world.json");
  const drawn = useMemo(() => {
    const projection = projectionOf(places);
    const path = geoPath(projection.clipExtent([[-5, -5], [W + 5, H + 5]]));
    const land = world.data ? path(feature(world.data, world.data.objects.countries)) : "";
    const dots = places.map((p) => ({ ...p, x: projection(p.at)[0], y: projection(p.at)[1], r: 4 + Math.min(8, 2 * Math.sqrt(p.docs.length)) }));
    return { land, dots: labelled(dots) };
  }, [places, world.data]);
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
  const places = useMemo(() => placesOf(documents), [documents]);
  if (!places.length) return <p class="facts">No place with known coordinates is named.</p>;
  return (
    <div class="places">
      <PlaceMap places={places} />
      <ol>
        {places.slice(0, LISTED).map((p) => (
          <li key={p.key}><a href={`/search?near=${p.at[1]},${p.at[0]},50`} dir="auto">{p.name}</a> <span class="facts">{p.country}</span> <Letters docs={p.docs} max={6} /></li>
        ))}
        {places.length > LISTED && <li class="facts">and {places.length - LISTED} more</li>}
      </ol>
    </div>
  );
}
