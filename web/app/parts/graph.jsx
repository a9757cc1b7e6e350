// SPDX-License-Identifier: Apache-2.0
// Who acts on whom, who speaks about whom: two columns and lines between them.  A column is easier to read than a cloud,
// and gives the same picture twice.  A line's kind is told by its colour and by its dashes; its width by the accounts.
import { useMemo, useState } from "preact/hooks";
import { columnsOf, linksOf, nodeKey } from "../lib/relations.js";
import { PHONE } from "../lib/screen.js";
import { lower, plural } from "../lib/words.js";
import { Letters } from "./bits.jsx";

const KINDS = { conflict: "acts against", cooperation: "cooperates with", says: "speaks about" };
const LINKS_MAX = 28, ROW = 30, [W, LEFT, RIGHT, NAME_MAX] = PHONE ? [390, 145, 245, 19] : [720, 230, 490, 30];

const curve = (y0, y1) => `M${LEFT},${y0}C${(LEFT + RIGHT) / 2},${y0} ${(LEFT + RIGHT) / 2},${y1} ${RIGHT},${y1}`;
const cut = (s) => (s.length > NAME_MAX ? s.slice(0, NAME_MAX - 1) + "…" : s);

function Column({ nodes, x, anchor, lit, setLit, yOf }) {
  return nodes.map((n) => (
    <g key={n.id} class={"node" + (lit && lit !== n.id ? " off" : "")} onMouseEnter={() => setLit(n.id)} onMouseLeave={() => setLit(null)}>
      <text x={x} y={yOf(n.id) + 4} text-anchor={anchor}>{cut(n.name)}<title>{n.name}</title></text>
    </g>
  ));
}

function Drawing({ links }) {
  const [lit, setLit] = useState(null);
  const { from, to, height } = useMemo(() => {
    const [from, to] = columnsOf(links);
    return { from, to, height: Math.max(from.length, to.length) * ROW + 30 };
  }, [links]);
  const yAt = (nodes) => (id) => 40 + nodes.findIndex((n) => n.id === id) * ROW;
  const yFrom = yAt(from), yTo = yAt(to);
  const touches = (l) => !lit || nodeKey(l.from) === lit || nodeKey(l.to) === lit;
  return (
    <svg class="graph" viewBox={`0 0 ${W} ${height}`} role="img" aria-label="Who acts on whom and who speaks about whom; the table below says the same">
      <text class="head" x={LEFT - 10} y="14" text-anchor="end">who</text>
      <text class="head" x={RIGHT + 10} y="14">on or about whom</text>
      {links.map((l) => (
        <path key={l.id} class={`link ${l.kind}` + (touches(l) ? "" : " off")} d={curve(yFrom(nodeKey(l.from)), yTo(nodeKey(l.to)))} stroke-width={1 + Math.min(5, l.docs.length)}>
          <title>{l.from} {KINDS[l.kind]} {l.to}: {plural(l.docs.length, "account")}</title>
        </path>
      ))}
      <Column nodes={from} x={LEFT - 10} anchor="end" lit={lit} setLit={setLit} yOf={yFrom} />
      <Column nodes={to} x={RIGHT + 10} anchor="start" lit={lit} setLit={setLit} yOf={yTo} />
    </svg>
  );
}

function Rows({ links }) {
  return (
    <details>
      <summary>As a table ({links.length})</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Who on whom">
        <table class="rows">
          <thead><tr><th scope="col">Who</th><th scope="col">What</th><th scope="col">Whom</th><th scope="col">Accounts</th><th scope="col">Words</th></tr></thead>
          <tbody>
            {links.map((l) => (
              <tr key={l.id}>
                <td dir="auto">{l.from}</td>
                <td>{l.kind === "says" ? KINDS.says : [...new Set(l.events.map((e) => lower(e.plover)))].join(", ")}</td>
                <td dir="auto">{l.to}</td>
                <td><Letters docs={l.docs} /></td>
                <td dir="auto">{[...new Set(l.events.map((e) => e.trigger?.quote))].join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

export function WhoOnWhom({ documents }) {
  const [kind, setKind] = useState("");
  const all = useMemo(() => linksOf(documents), [documents]);
  const links = useMemo(() => all.filter((l) => !kind || l.kind === kind), [all, kind]);
  if (!all.length) return <p class="facts">No act or statement names both sides.</p>;
  return (
    <>
      <div class="chips" role="group" aria-label="Which lines">
        <button aria-pressed={!kind} onClick={() => setKind("")}>all</button>
        {Object.entries(KINDS).map(([k, name]) => (
          <button key={k} aria-pressed={kind === k} onClick={() => setKind(kind === k ? "" : k)}>
            <svg class="graph key" viewBox="0 0 26 8" width="26" height="8" aria-hidden="true"><path class={`link ${k}`} d="M0,4H26" stroke-width="3" /></svg> {name}
          </button>
        ))}
      </div>
      {links.length > 0 && <Drawing links={links.slice(0, LINKS_MAX)} />}
      {links.length > LINKS_MAX && <p class="facts">The {LINKS_MAX} that most accounts have are drawn; the table has all {links.length}.</p>}
      <Rows links={links} />
    </>
  );
}
