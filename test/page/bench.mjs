// SPDX-License-Identifier: Apache-2.0
// Five hundred articles as outlets write them: the same views hold, and the first story is there at once.
import { ask, check, complaints, newPage, want } from "./harness.mjs";

const FIRST_MS_MAX = 400; // the aim is 100; a busy machine must not fail the test
const STORIES = 5;

export async function checkBench(browser, at, axe) {
  const page = await newPage(browser, at);
  await check("500 articles: the first story is there at once", async () => {
    const server = [];
    for (let i = 0; i < 8; i++) {
      const began = performance.now();
      for (const path of ["/", "/assets/app.js", "/assets/app.css", "/api/v1/stories?limit=40"]) await (await fetch(at + path)).text();
      server.push(performance.now() - began);
    }
    await page.goto("/");
    await page.waitForSelector(".row");
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto("/");
    await page.waitForSelector(".row");
    const metrics = Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map((m) => [m.name, m.value]));
    const script = 1000 * (metrics.ScriptDuration + metrics.LayoutDuration + metrics.RecalcStyleDuration);
    const took = Math.min(...server) + script; // the best of eight: what the work takes, not what else the machine does
    console.log(`note  page: the first story takes ${Math.round(Math.min(...server))} ms of the server and ${Math.round(script)} ms of script and layout`);
    want(took < FIRST_MS_MAX, `${took} ms`);
  });
  await check("500 articles: a further page is hung on", async () => {
    const before = await page.locator(".row").count();
    await page.getByRole("button", { name: "More stories" }).click();
    await page.waitForFunction((n) => document.querySelectorAll(".row").length > n, before);
  });
  const { stories } = await ask(at, `/api/v1/stories?sort=documents&limit=${STORIES}`);
  for (const { id, title } of stories)
    await check(`500 articles: ${title}`, async () => {
      const story = await ask(at, `/api/v1/stories/${id}`);
      await page.goto(`/stories/${id}`);
      await page.waitForSelector(".account .text p");
      const claim = story.claims.find((c) => new Set(c.accounts.map((a) => a.document)).size > 1) || story.claims[0];
      if (!claim) return;
      await page.goto(`/stories/${id}?claim=${claim.id}`);
      await page.waitForSelector(".account mark.lit");
      const told = new Set(claim.accounts.map((a) => a.document)).size;
      want((await page.locator(".account:has(mark.lit)").count()) === told, `lit in other accounts than the ${told} that tell it`);
      const said = await complaints(page, axe);
      want(!said.length, said.join("\n"));
    });
  await check("500 articles: search, an entity, review", async () => {
    await page.goto("/search?q=police&counted=people&low=2");
    await page.waitForSelector(".hit mark.found");
    const { values } = await ask(at, "/api/v1/facets/entity?limit=1");
    await page.goto("/entities/" + encodeURIComponent(values[0].value));
    await page.waitForSelector(".entity-head");
    await page.goto("/review");
    await page.fill("[name=coder]", "dan");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".item");
  });
  await check("500 articles: nothing wrong in the console", async () => want(!page.wrong.length, page.wrong.join("; ")));
  await page.context().close();
}
