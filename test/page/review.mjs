// SPDX-License-Identifier: Apache-2.0
// Review, by keyboard alone: two coders, a disagreement, its settlement, the agreement.
import { ask, check, newPage, want } from "./harness.mjs";

// Tab until the element has the focus: a mouse is never used.
async function tabTo(page, selector) {
  for (let i = 0; i < 40; i++) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not lead to " + selector);
}

async function begin(page, address, coder) {
  await page.goto(address);
  await page.waitForSelector("[name=coder]");
  await tabTo(page, "[name=coder]");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(coder);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".item");
}

const decisions = async (at, coder) => (await ask(at, `/api/v1/reviews?coder=${coder}`)).reviews;
const nameOf = (page) => page.locator(".item").getAttribute("aria-label");

async function press(page, key) {
  const before = await nameOf(page);
  await page.keyboard.press(key);
  await page.waitForFunction((b) => document.querySelector(".item")?.getAttribute("aria-label") !== b, before, { timeout: 30000 }); // a correction is a decision a field
}

export async function checkReview(browser, at) {
  const page = await newPage(browser, at);
  await check("a claim is reviewed with the keyboard alone, with a note", async () => {
    await begin(page, "/review?kind=claim", "ana");
    await page.keyboard.press("n");
    await page.keyboard.type("as both tell it");
    await page.keyboard.press("Escape");
    await press(page, "a");
    const [made] = await decisions(at, "ana");
    want(made.kind === "claim" && made.verdict === "accept" && made.note === "as both tell it", JSON.stringify(made));
  });
  await check("events are accepted, rejected with a reason, and corrected", async () => {
    await begin(page, "/review?kind=event", "ana");
    await press(page, "a");
    await page.keyboard.press("r");
    await page.keyboard.type("wrong actor");
    await page.keyboard.press("Escape");
    await press(page, "x");
    await page.keyboard.press("c");
    await page.waitForSelector("#field-type:focus");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("YIELD");
    await press(page, "Enter");
    const made = (await decisions(at, "ana")).filter((d) => d.kind === "event");
    want(made.some((d) => d.verdict === "reject" && d.reason === "wrong actor"), "no rejection with its reason");
    want(made.some((d) => d.verdict === "correct" && d.field === "type" && d.value === "YIELD"), "no correction");
    want(made.some((d) => d.verdict === "accept" && d.field === "source"), "the other fields are not accepted");
  });
  await check("what was decided does not come again; skipping and going back", async () => {
    await begin(page, "/review?kind=event", "ana");
    const first = await nameOf(page);
    await press(page, "s");
    await press(page, "b");
    want((await nameOf(page)) === first, "b does not go back");
  });
  await check("a second coder disagrees, the agreement is measured, and the disagreement settled", async () => {
    await begin(page, "/review?kind=event", "ben");
    await press(page, "x");
    await press(page, "a");
    await page.keyboard.press("3");
    await page.waitForSelector(".alpha tbody tr");
    want((await page.locator(".alpha").innerText()).includes("event"), "no row for events");
    await page.keyboard.press("2");
    await page.waitForSelector(".votes li");
    want((await page.locator(".votes").innerText()).includes("ana"), "the votes do not name their coder");
    const open = (await ask(at, "/api/v1/reviews/conflicts")).items.length;
    await page.keyboard.press("a");
    await page.waitForFunction((n) => !document.body.innerText.includes(`${n} finding`), open);
    want((await ask(at, "/api/v1/reviews/conflicts")).items.length === open - 1, "it is not settled");
    await page.keyboard.press("4");
    await page.waitForSelector("table.rows");
    want((await page.locator("table.rows").innerText()).includes("settled"), "the settlement is not listed");
  });
  await check("review: nothing wrong in the console", async () => want(!page.wrong.length, page.wrong.join("; ")));
  await page.context().close();
}
