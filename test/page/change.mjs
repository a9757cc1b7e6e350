// SPDX-License-Identifier: Apache-2.0
// What came since, how an article was changed, figures over time, the sides of an entity; and texts that mean harm.
import { ask, check, newPage, want } from "./harness.mjs";

const post = (at, doc) => fetch(at + "/api/v1/documents", { method: "POST", body: JSON.stringify(doc) });
const URL_OF_PIECE = "https://news.example/flood";

async function storyOf(at, id) {
  const { stories } = await ask(at, "/api/v1/stories?limit=100");
  for (const s of stories) if ((await ask(at, `/api/v1/stories/${s.id}`)).documents.some((d) => d.id === id)) return s.id;
  throw new Error(`no story has ${id}`);
}

async function checkRevisions(page, at) {
  await post(at, { id: "flood1", outlet: "Dale Herald", url: URL_OF_PIECE, source: { url: URL_OF_PIECE }, title: "Flood in the Elm valley kills 4", published: "2032-03-01T08:00",
    text: "A flood in the Elm valley killed 4 people on Monday, the fire brigade said. The bridge at Elmford was closed." });
  await new Promise((done) => setTimeout(done, 1100)); // arrival is told to the second
  const between = new Date().toISOString().slice(0, 19) + "Z";
  await new Promise((done) => setTimeout(done, 1100));
  await post(at, { id: "flood2", outlet: "Dale Herald", url: URL_OF_PIECE, source: { url: URL_OF_PIECE }, title: "Flood in the Elm valley kills 7", published: "2032-03-01T14:00",
    text: "A flood in the Elm valley killed 7 people on Monday, the fire brigade said. The bridge at Elmford was swept away." });
  const id = await storyOf(at, "flood2"), { articles } = await ask(at, `/api/v1/stories/${id}/revisions`);
  want(articles.length === 1, `the server tells ${articles.length} articles in several versions`);
  await page.goto(`/stories/${id}`);
  await page.waitForSelector("#revisions .diff");
  const words = async (tag) => (await page.locator(`#revisions .diff ${tag}`).allTextContents()).join(" ");
  want(/4/.test(await words("del")) && /closed/.test(await words("del")), `gone: ${await words("del")}`);
  want(/7/.test(await words("ins")) && /swept away/.test(await words("ins")), `new: ${await words("ins")}`);
  return { id, between };
}

async function checkSince(page, at, { id, between }) {
  const since = await ask(at, `/api/v1/stories/${id}/since?time=${between}`);
  want(since.documents.length === 1, "the server has another number of new articles");
  await page.goto(`/stories/${id}?since=${between}`);
  await page.waitForSelector(".since [role=status] >> text=1 article");
  want((await page.locator(".account .fresh").count()) === 1, "new accounts");
  want((await page.locator(".claim").count()) === since.claims.length, "other claims than those that are new");
  await page.locator(".since select").selectOption("");
  await page.waitForFunction(() => !location.search.includes("since") && !document.querySelector(".fresh"));
  await page.goBack();
  await page.waitForSelector(".account .fresh");
}

async function checkOverTime(page, at) {
  const { stories } = await ask(at, "/api/v1/stories?limit=100");
  const all = await Promise.all(stories.map((s) => ask(at, `/api/v1/stories/${s.id}`)));
  const times = (s, r) => new Set(r.values.map((v) => s.documents.find((d) => d.id === v.document)?.published)).size;
  const story = all.find((s) => s.ranges.some((r) => times(s, r) > 2)), range = story.ranges.find((r) => times(story, r) > 2);
  await page.goto(`/stories/${story.id}`);
  await page.waitForSelector(".over-time");
  const drawn = page.locator(".over-time");
  const sizes = await drawn.evaluateAll((all) => all.map((e) => e.querySelectorAll("[role=button]").length));
  want(sizes.includes(range.values.length), `no drawing has ${range.values.length} dots: ${sizes}`);
  const plot = drawn.nth(sizes.indexOf(range.values.length));
  const xs = await plot.locator(".dot").evaluateAll((dots) => dots.map((d) => +d.getAttribute("cx")));
  want(xs.every((x, i) => !i || x >= xs[i - 1]), `time does not run along: ${xs}`);
  await plot.locator("[role=button]").first().focus();
  const first = await plot.locator(".seen").innerText();
  await page.keyboard.press("ArrowRight");
  const second = await plot.locator(".seen").innerText();
  want(first !== second && second.includes("“"), `the words of a dot: ${first} / ${second}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/claim=c\d+/);
  await page.waitForSelector(".claim.chosen");
}

async function checkSides(page, at) {
  const { actor, events } = await ask(at, "/api/v1/entities/united%20states?limit=100");
  const is = (code) => code === actor || code?.startsWith(actor + " ");
  await page.goto("/entities/united%20states?side=by");
  await page.waitForSelector(".events tbody tr");
  want((await page.locator(".events tbody tr").count()) === events.filter((e) => is(e.source)).length, "acts of it");
  want(await page.locator(".score circle").count(), "no score over time");
  await page.getByRole("button", { name: /^either/ }).click();
  await page.waitForFunction(() => !location.search.includes("side"));
  await page.goBack();
  await page.waitForFunction(() => location.search.includes("side=by"));
}

const HOSTILE = {
  id: "hostile", outlet: `<img src=x onerror="window.hurt=1">`, source: { url: "javascript:window.hurt=2" }, url: "javascript:window.hurt=2", published: "2033-01-01",
  title: `</title></script><script>window.hurt=3</script>\u202Egnp.exe <svg onload=window.hurt=4>`,
  text: `A <b onmouseover=window.hurt=5>storm</b> struck Westhaven on Tuesday. "><script>window.hurt=6</script> The mayor said 3 people died. \u202Eesrever ${"verylongword".repeat(40)}`,
};

async function checkHarm(page, at) {
  await post(at, HOSTILE);
  const id = await storyOf(at, "hostile");
  for (const path of ["/", `/stories/${id}`, "/search?q=Westhaven", "/actors", `/plain/stories/${id}`, "/plain", "/plain/search?q=%22%3E%3Cscript%3Ewindow.hurt=7%3C/script%3E"]) {
    const reply = await page.goto(path), policy = reply.headers()["content-security-policy"];
    want(policy && !policy.includes("unsafe"), `${path} is sent with the policy ${policy}`);
    await page.waitForSelector("h1");
    await page.waitForTimeout(300);
    const found = await page.evaluate(() => ({ hurt: window.hurt, links: [...document.links].filter((a) => !/^https?:$/.test(a.protocol)).length,
      over: document.documentElement.scrollWidth - innerWidth, events: document.querySelectorAll("[onerror],[onload],[onmouseover]").length }));
    want(found.hurt === undefined && !found.links && !found.events, `${path}: ${JSON.stringify(found)}`);
    want(found.over <= 0, `${path}: a long word makes it ${found.over} px too wide`);
  }
  await page.goto(`/stories/${id}`);
  await page.waitForSelector(".account .text p");
  want((await page.locator("h1").evaluate((e) => getComputedStyle(e).unicodeBidi)) === "isolate", "the title's direction is not kept to itself");
}

export async function checkChange(browser, at) {
  const page = await newPage(browser, at);
  let story;
  await check("an article that was changed is shown with its differences", async () => (story = await checkRevisions(page, at)));
  await check("what came since a time is marked, stands in the address, and back undoes", async () => checkSince(page, at, story));
  await check("a figure over time: a dot a value, arrows go through them, Enter opens the claim", async () => checkOverTime(page, at));
  await check("an entity's events by side, and its score over time", async () => checkSides(page, at));
  await check("the brief's points lead to their claims", async () => {
    const { stories } = await ask(at, "/api/v1/stories?sort=outlets&limit=1"), told = await ask(at, `/api/v1/stories/${stories[0].id}`);
    await page.goto(`/stories/${told.id}`);
    await page.waitForSelector(".points a");
    want((await page.locator(".points li").count()) === told.points.length, "points");
    await page.locator(".points a").first().click();
    await page.waitForSelector(`#claim-${told.points[0].claim}.chosen`);
  });
  await check("changes: nothing wrong in the console", async () => want(!page.wrong.length, page.wrong.join("; ")));
  await page.context().close();
  const plain = await newPage(browser, at);
  await check("texts that mean harm are words and nothing else, on every page", async () => checkHarm(plain, at));
  await check("plain pages run their own script under their policy", async () => {
    const { stories } = await ask(at, "/api/v1/stories?sort=outlets&limit=1");
    await plain.goto(`/plain/stories/${stories[0].id}`);
    await plain.keyboard.press("?");
    await plain.waitForSelector("dialog[open]");
    want(!plain.wrong.length, plain.wrong.join("; "));
  });
  await plain.context().close();
}
