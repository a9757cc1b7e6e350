// SPDX-License-Identifier: Apache-2.0
// A browser, a tally, and what every check may ask.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export async function openBrowser(modules) {
  const need = createRequire(modules + "/");
  const { chromium } = need("playwright-core");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  return { browser, axe: need.resolve("axe-core/axe.min.js") };
}

export const tally = { passed: 0, failed: 0 };

export async function check(name, body) {
  try {
    await body();
    tally.passed++;
  } catch (error) {
    tally.failed++;
    console.log(`FAIL ${name}: ${String(error.message || error).split("\n").slice(0, 12).join("\n     ")}`);
  }
}

export function want(condition, words) {
  if (!condition) throw new Error(words);
}

// A page that remembers what went wrong in it and whom it asked.
export async function newPage(browser, at, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: at, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.setDefaultTimeout(20000);
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && page.wrong.push(m.text()));
  page.on("pageerror", (e) => page.wrong.push(e.message));
  page.on("request", (r) => !r.url().startsWith(at) && !r.url().startsWith("data:") && page.wrong.push("asks " + r.url()));
  return page;
}

export const ask = async (at, path) => (await fetch(at + path)).json();

// What axe has to say, as text: WCAG 2.2 AA and its best practices.  The page's policy forbids script elements of others,
// so axe is handed over by the debugger.
export async function complaints(page, axe) {
  await page.evaluate(readFileSync(axe, "utf8"));
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.any[0]?.message || n.all[0]?.message || ""}`).join(" | ")}`);
  });
}
