// SPDX-License-Identifier: Apache-2.0
// The list of stories: what a row says, filters that live in the address, live changes.
import { ask, check, newPage, want } from "./harness.mjs";

export async function checkStories(browser, at) {
  const page = await newPage(browser, at);
  const { stories } = await ask(at, "/api/v1/stories");
  await check("stories are listed with their counts, bars and relations", async () => {
    await page.goto("/");
    await page.waitForSelector(".row");
    want((await page.locator(".row").count()) === stories.length, "another number of rows than stories");
    for (const s of stories) {
      const row = page.locator(".row", { has: page.locator(`a[href="/stories/${s.id}"]`) });
      const text = await row.innerText();
      want(text.includes(s.title) && text.includes(`${s.outlets} outlet`), `row of ${s.title}: ${text}`);
      if (s.compared) want(text.includes(`${s.origins} origin`), `origins of ${s.title}`);
      want((await row.locator("svg.spark rect").count()) === s.days.length, `bars of ${s.title}`);
    }
  });
  await check("a filter changes the address and the list; the address restores both", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: "contradict" }).click();
    await page.waitForURL(/relation=conflict/);
    const { stories: some } = await ask(at, "/api/v1/stories?relation=conflict");
    want(some.length > 0 && some.length < stories.length, "the samples no longer tell the filter apart");
    await page.waitForFunction((n) => document.querySelectorAll(".row").length === n, some.length);
    const titles = await page.locator(".row h2").allInnerTexts();
    const other = await newPage(browser, at);
    await other.goto(page.url());
    await other.waitForFunction((n) => document.querySelectorAll(".row").length === n, some.length);
    want(String(await other.locator(".row h2").allInnerTexts()) === String(titles), "another list than the address had");
    want((await other.getByRole("button", { name: "contradict" }).getAttribute("aria-pressed")) === "true", "the filter is not shown as set");
    await other.context().close();
  });
  await check("words typed as a filter stand in the address, and back and clear undo", async () => {
    await page.goto("/");
    await page.getByLabel("Words, or").fill("Aleppo");
    await page.waitForURL(/q=Aleppo/);
    await page.waitForFunction(() => document.querySelectorAll(".row").length === 1);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.waitForFunction((n) => document.querySelectorAll(".row").length === n, stories.length);
    want(!page.url().includes("q="), "the address still has the words");
  });
  await check("conflicts first puts them first", async () => {
    await page.goto("/?sort=conflicts");
    await page.waitForSelector(".row");
    want(await page.locator(".row").first().locator(".count.is-conflict").count(), "the first row has no conflict");
  });
  await check("j, k and o go through the list and open a story", async () => {
    await page.goto("/");
    await page.waitForSelector(".row");
    for (const key of ["j", "j", "k", "o"]) await page.keyboard.press(key);
    await page.waitForURL(`**/stories/${stories[0].id}`);
    await page.goBack();
    await page.waitForSelector(".row");
  });
  await check("a story that comes while the list is open is offered", async () => {
    await page.goto("/");
    await page.waitForSelector(".row");
    await page.waitForTimeout(500); // until the server listens for this page
    const text = "A ferry sank off Bergen on Monday. The coast guard said 12 people were rescued.";
    await fetch(at + "/api/v1/documents", { method: "POST", body: JSON.stringify({ id: "ferry", outlet: "Coast", title: "Ferry sinks off Bergen", text, published: "2030-01-01" }) });
    await page.getByRole("button", { name: "changed: show" }).click();
    await page.waitForSelector("text=Ferry sinks off Bergen");
  });
  await check("stories: nothing wrong in the console", async () => want(!page.wrong.length, page.wrong.join("; ")));
  await page.context().close();
}
