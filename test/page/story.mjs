// SPDX-License-Identifier: Apache-2.0
// One story: claims lit in every account, figures, days, places, lines, wording.
import { ask, check, newPage, want } from "./harness.mjs";

const flat = (s) => s.replace(/\s+/g, "");

// Chooses a claim in the list and compares what is lit with its accounts.
async function litAsTold(page, story, claim) {
  await page.locator(`#claim-${claim.id} .head`).click();
  await page.waitForSelector(".account mark.lit");
  for (const [i, doc] of story.documents.entries()) {
    const lit = flat((await page.locator(".account").nth(i).locator("mark.lit").allTextContents()).join(""));
    const quotes = claim.accounts.filter((a) => a.document === doc.id).map((a) => a.quote);
    for (const quote of quotes) want(lit.includes(flat(quote)), `${claim.id} in ${doc.outlet}: "${quote}" is not lit, but "${lit}"`);
    if (!quotes.length) want(!lit, `${claim.id} lights up "${lit}" in ${doc.outlet}, which does not tell it`);
  }
  want(page.url().includes(`claim=${claim.id}`), "the claim is not in the address");
  await page.locator(`#claim-${claim.id} .head`).click();
}

async function checkFigures(page, story) {
  const range = story.ranges.find((r) => r.values.length > 1 && r.low !== r.high);
  want(range, "no range with several values in the samples");
  const labels = await page.locator("svg.dots[role=img], .over-time [role=button]").evaluateAll((all) => all.map((s) => s.getAttribute("aria-label")));
  for (const value of range.values) {
    const claim = story.claims.find((c) => c.id === value.claim);
    const words = claim.accounts.find((a) => a.document === value.document)?.quote;
    const label = labels.find((l) => l.startsWith(value.value.toLocaleString("en-GB")) && l.includes(value.said_by));
    want(label, `no dot says ${value.value} by ${value.said_by}: ${labels.join(" | ")}`);
    if (words) want(label.includes(words) || labels.some((l) => l.includes(words)), `no dot shows the words "${words}"`);
  }
}

export async function checkStory(browser, at) {
  const page = await newPage(browser, at);
  const { stories } = await ask(at, "/api/v1/stories");
  for (const { id, title } of stories) {
    const story = await ask(at, `/api/v1/stories/${id}`);
    await check(`${title}: claims light up in each account`, async () => {
      await page.goto(`/stories/${id}`);
      await page.waitForSelector(".account .text p");
      const several = story.claims.filter((c) => new Set(c.accounts.map((a) => a.document)).size > 1).slice(0, 6);
      for (const claim of [...several, story.claims[0]]) await litAsTold(page, story, claim);
    });
  }
  const { id } = stories.find((s) => s.relations?.conflict) || stories[0];
  const story = await ask(at, `/api/v1/stories/${id}`);
  await check("words chosen in an account open their claim", async () => {
    await page.goto(`/stories/${id}`);
    const mark = page.locator(".account mark").first();
    await mark.click();
    await page.waitForSelector(".claim.chosen .quotes mark");
    want(/claim=c\d+/.test(page.url()), "no claim in the address");
  });
  await check("a claim of the last account alone brings that account into view", async () => {
    const last = story.documents.at(-1).id;
    const claim = story.claims.find((c) => c.accounts.every((a) => a.document === last));
    want(claim, "the last account tells nothing of its own");
    await page.goto(`/stories/${id}`);
    await page.locator(`#claim-${claim.id} .head`).click();
    await page.waitForFunction(() => {
      const frame = document.querySelector(".accounts").getBoundingClientRect();
      const box = document.querySelector(".account:has(mark.lit)")?.getBoundingClientRect();
      return box && box.left >= frame.left - 1 && box.right <= frame.right + 1;
    });
  });
  await check("an address with a claim opens it", async () => {
    const claim = story.claims.find((c) => c.relation === "conflict");
    await page.goto(`/stories/${id}?claim=${claim.id}`);
    await page.waitForSelector(`#claim-${claim.id}.chosen .values`);
    for (const v of claim.values) want((await page.locator(`#claim-${claim.id} .values`).innerText()).includes(String(v.value).slice(0, 4)), `value ${v.value}`);
  });
  await check("the kinds of claims filter the list, by button and by key", async () => {
    await page.goto(`/stories/${id}`);
    await page.waitForSelector(".claim");
    await page.keyboard.press("2");
    await page.waitForURL(/claims=conflict/);
    want((await page.locator(".claim").count()) === story.claims.filter((c) => c.relation === "conflict").length, "other claims than conflicts");
    await page.keyboard.press("0");
    await page.waitForFunction((n) => document.querySelectorAll(".claim").length === n, story.claims.length);
  });
  await check("j and k choose claims, n an account, Escape lets go", async () => {
    await page.goto(`/stories/${id}`);
    await page.waitForSelector(".account .text p");
    await page.keyboard.press("j");
    const first = await page.locator(".claim.chosen").getAttribute("id");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    want((await page.locator(".claim.chosen").getAttribute("id")) === first, "k does not undo j");
    await page.keyboard.press("n");
    want(await page.evaluate(() => document.activeElement.matches(".account:not(.without) .text")), "n leads to no account");
    await page.keyboard.press("Escape");
    want(!(await page.locator(".claim.chosen").count()), "Escape does not let go");
  });
  await check("the table's claim is chosen above; every account has its column", async () => {
    await page.goto(`/stories/${id}`);
    await page.waitForSelector(".agreement");
    want((await page.locator(".agreement thead th").count()) === story.documents.length + 3, "columns");
    await page.locator(".agreement tbody button").first().click();
    await page.waitForSelector(".claim.chosen");
  });
  await check("a figure's dots show who said it and the words", async () => checkFigures(page, story));
  await check("days, places, lines and sources are drawn", async () => {
    await page.waitForSelector(".map .land[d^='M']");
    want((await page.locator(".map circle").count()) > 0, "no place");
    want((await page.locator(".graph .link").count()) > 0, "no line");
    want((await page.locator(".timeline > li").count()) >= story.timeline.length, "days are missing");
    want((await page.locator(".tree .node").count()) === story.documents.length, "a source is missing");
  });
  await check("two texts differ word by word, and the pair stands in the address", async () => {
    await page.locator("#wording select").first().selectOption(story.documents[0].id);
    await page.locator("#wording select").last().selectOption(story.documents[1].id);
    await page.waitForURL(/before=/);
    const kept = await page.locator(".diff").evaluate((d) => [...d.childNodes].filter((n) => n.nodeName !== "DEL").map((n) => n.textContent).join(""));
    const text = (await ask(at, `/api/v1/documents/${story.documents[1].id}`)).text;
    want(flat(kept) === flat(text) || kept.includes("samewords") || kept.includes("same words"), "what is not struck out is not the later text");
  });
  await check("a reprint hangs under what it reprints", async () => {
    const copied = stories.find((s) => s.documents > s.origins) || stories[0];
    const all = await Promise.all(stories.map((s) => ask(at, `/api/v1/stories/${s.id}`)));
    const one = all.find((s) => s.documents.some((d) => d.copied_from)) || copied;
    await page.goto(`/stories/${one.id}`);
    await page.waitForSelector(".tree");
    want((await page.locator(".tree ul .node").count()) === one.documents.filter((d) => d.copied_from).length, "reprints");
  });
  await check("story: nothing wrong in the console", async () => want(!page.wrong.length, page.wrong.join("; ")));
  await page.context().close();
}
