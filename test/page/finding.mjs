// SPDX-License-Identifier: Apache-2.0
// Search, actors, an entity, a pair of actors.
import { ask, check, newPage, want } from "./harness.mjs";

export async function checkFinding(browser, at) {
  const page = await newPage(browser, at);
  await check("the search field on top leads to articles with the words lit", async () => {
    await page.goto("/");
    await page.keyboard.press("/");
    await page.keyboard.type("police");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=police/);
    await page.waitForSelector(".hit mark.found");
    want((await page.locator("mark.found").allTextContents()).every((w) => /police/i.test(w)), "other words are lit");
  });
  await check("every filter of a search is restored by its address", async () => {
    const query = "actor=RUS&certainty=actual&counted=people&from=2016-01-01&high=100000&low=2&near=36.2%2C37.1%2C100&relation=agree&type=ASSAULT";
    const { hits } = await ask(at, "/api/v1/search?" + query);
    await page.goto("/search?" + query);
    await page.waitForFunction((n) => document.querySelectorAll(".hit").length === n, hits.length);
    want((await page.getByLabel("Actor, as a code").inputValue()) === "RUS", "actor");
    want((await page.getByLabel("Within km").inputValue()) === "100", "near");
    want((await page.getByLabel("The event is").inputValue()) === "actual", "certainty");
    want((await page.getByLabel("At least").inputValue()) === "2", "low");
    want((await page.getByLabel("From").inputValue()) === "2016-01-01", "from");
  });
  await check("actors are listed and lead to a page of their own", async () => {
    await page.goto("/actors");
    await page.waitForSelector(".ranked a");
    await page.getByRole("link", { name: "Sergei Lavrov" }).click();
    await page.waitForSelector(".entity-head");
    want((await page.locator("h1").innerText()) === "Sergei Lavrov", "another entity");
    want(await page.locator(".chart .quad").count(), "no chart");
    want(await page.locator(".events tbody tr").count(), "no events");
    want(await page.locator(".sayings blockquote").count(), "says nothing");
    want(await page.locator(".rows-list .row").count(), "no stories");
  });
  await check("a pair of actors: as many acts drawn as the server counts", async () => {
    const pair = await ask(at, "/api/v1/pairs?source=RUS&target=USA&both=1");
    await page.goto("/pair?source=RUS&target=USA&both=1");
    await page.waitForSelector(".chart");
    want((await page.locator("h1").innerText()) === "Russia ↔ United States", "its name");
    const told = await page.locator(".chart g title").allTextContents();
    want(told.length === pair.periods.length, "periods");
    want(told.some((t) => t.includes("verbal conflict")), "no conflict is told");
    await page.getByRole("button", { name: "one way" }).click();
    await page.waitForFunction(() => !location.search.includes("both"));
  });
  await check("finding: nothing wrong in the console", async () => want(!page.wrong.length, page.wrong.join("; ")));
  await page.context().close();
}
