// SPDX-License-Identifier: Apache-2.0
// What Mozilla Readability makes of a folder of pages, in the form that the reading scorer takes, and how fast.
//
//     mkdir T && cd T && npm install @mozilla/readability linkedom
//     NODE_PATH=T/node_modules node bench/readability.mjs DIR/zyte/html > peer.ndjson     # pages a second: on stderr
//
// For measuring only: nothing of it is built or installed.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(join(process.env.NODE_PATH ?? '.', 'x.js'));
const { Readability } = require('@mozilla/readability');
const { parseHTML } = require('linkedom');
const folder = process.argv[2];
const lineOf = { P: 1, DIV: 1, LI: 1, H1: 1, H2: 1, H3: 1, H4: 1, H5: 1, H6: 1, BLOCKQUOTE: 1, FIGCAPTION: 1, TD: 1, TR: 1, PRE: 1, BR: 1, SECTION: 1, UL: 1, OL: 1 };

// Text by lines, a line a block; captions are no part of the body where an element says so.
function lines(node, out) {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) out[out.length - 1] += child.textContent;
    if (child.nodeType !== 1) continue;
    const block = lineOf[child.tagName.toUpperCase()];
    if (block) out.push('');
    lines(child, out);
    if (block) out.push('');
  }
  return out;
}

function read(page) {
  const article = new Readability(parseHTML(page).document).parse();
  if (!article) return {};
  const body = parseHTML(`<!doctype html><html><body>${article.content}</body></html>`).document.body;
  const paragraphs = lines(body, ['']).map((s) => s.replace(/\s+/g, ' ').trim()).filter(Boolean);
  return { title: article.title, byline: article.byline ? [article.byline] : [], published: article.publishedTime, text: paragraphs.join('\n\n') };
}

const pages = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
const before = process.cpuUsage();
for (const [name, page] of pages) {
  let document = {};
  try {
    document = read(page);
  } catch (problem) {
    process.stderr.write(`${name}: ${problem.message}\n`);
  }
  process.stdout.write(JSON.stringify({ ...document, source: { path: name } }) + '\n');
}
const used = process.cpuUsage(before);
const seconds = (used.user + used.system) / 1e6;
process.stderr.write(`${pages.length} pages, ${(pages.length / seconds).toFixed(1)} a second of CPU time\n`);
