// SPDX-License-Identifier: Apache-2.0
// What holds for every view: nobody is shut out, nothing spills over, paper and other directions of writing work.
import { ask, check, complaints, newPage, want } from "./harness.mjs";

const WIDTHS = [390, 820, 1440];

async function viewsOf(at) {
  const { stories } = await ask(at, "/api/v1/stories");
  const { id } = stories.find((s) => s.relations?.conflict) || stories[0];
  const { claims } = await ask(at, `/api/v1/stories/${id}`);
  const claim = claims.find((c) => c.relation === "conflict") || claims[0];
  return [
    ["stories", "/", ".row"],
    ["story", `/stories/${id}`, ".account .text p"],
    ["claim", `/stories/${id}?claim=${claim.id}`, ".account mark.lit"],
    ["search", "/search?q=police&type=ASSAULT", ".hit"],
    ["actors", "/actors", ".ranked a"],
    ["entity", "/entities/sergei%20lavrov", ".events tbody tr"],
    ["pair", "/pair?source=RUS&target=USA&both=1", ".chart .quad"],
    ["review", "/review?kind=event", ".item"],
    ["agreement", "/review?part=agreement", ".review"],
  ];
}

export async function checkManners(browser, at, axe, shots) {
  const views = await viewsOf(at);
  for (const colorScheme of ["light", "dark"]) {
    const page = await newPage(browser, at, { colorScheme, reducedMotion: "reduce" });
    await page.addInitScript(() => localStorage.setItem("parallax-coder", "cem"));
    for (const [name, path, there] of views) {
      await check(`${name}, ${colorScheme}: axe has nothing to say, nothing spills over`, async () => {
        await page.setViewportSize({ width: WIDTHS[2], height: 900 });
        await page.goto(path);
        await page.waitForSelector(there);
        await page.waitForTimeout(150); // the map and the texts come after the first drawing
        const said = await complaints(page, axe);
        want(!said.length, said.join("\n"));
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
          if (width < 600) await page.reload().then(() => page.waitForSelector(there)); // drawings and folds are a phone's from the start
          await page.waitForTimeout(60);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          want(over <= 0, `${over} px too wide at ${width}`);
          await page.screenshot({ path: `${shots}/${name}-${colorScheme}-${width}.png` });
        }
      });
    }
    await check(`${colorScheme}: nothing wrong in the console`, async () => want(!page.wrong.length, page.wrong.join("; ")));
    await page.context().close();
  }
  const page = await newPage(browser, at);
  await check("on a phone axe has nothing to say either", async () => {
    await page.setViewportSize({ width: WIDTHS[0], height: 844 });
    for (const [, path, there] of views.slice(0, 3)) {
      await page.goto(path);
      await page.waitForSelector(there);
      const said = await complaints(page, axe);
      want(!said.length, said.join("\n"));
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await check("? lists the keys of the view, Escape closes them", async () => {
    await page.goto(views[1][1]);
    await page.waitForSelector(views[1][2]);
    await page.keyboard.press("?");
    const text = await page.locator("dialog[open]").innerText();
    for (const words of ["next claim", "light or dark", "search the articles"]) want(text.includes(words), words);
    await page.keyboard.press("Escape");
    want(!(await page.locator("dialog[open]").count()), "still open");
  });
  await check("t turns light and dark, and it lasts", async () => {
    await page.keyboard.press("t");
    const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
    await page.reload();
    want((await page.evaluate(() => document.documentElement.dataset.theme)) === chosen, "forgotten");
  });
  await check("paper has every text, and nothing that only a screen needs", async () => {
    await page.goto(views[2][1]);
    await page.waitForSelector(".account .text p");
    await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
    await page.emulateMedia({ media: "print" });
    const ink = await page.evaluate(() => getComputedStyle(document.body).color.match(/\d+/g).map(Number));
    want(Math.max(...ink) < 64, `the ink is rgb(${ink})`);
    want(!(await page.locator(".top").isVisible()), "the bar is printed");
    const cut = await page.locator(".account .text, .list-body").evaluateAll((all) => all.filter((e) => e.scrollHeight > e.clientHeight + 2).length);
    want(!cut, `${cut} texts are cut off`);
    await page.pdf({ path: `${shots}/dossier.pdf`, format: "A4" });
    await page.emulateMedia({ media: "screen" });
    await page.reload();
  });
  await check("text that is written from right to left runs so", async () => {
    const text = "انفجار في بيروت\n\nقال مسؤول إن انفجارا هز ميناء بيروت يوم الثلاثاء.";
    await fetch(at + "/api/v1/documents", { method: "POST", body: JSON.stringify({ id: "rtl", outlet: "صحيفة", title: "انفجار في بيروت", text, published: "2031-01-01" }) });
    const { stories } = await ask(at, "/api/v1/stories");
    await page.goto(`/stories/${stories[0].id}`);
    await page.waitForSelector(".account .text > *");
    want((await page.locator(".account .text > *").first().evaluate((e) => getComputedStyle(e).direction)) === "rtl", "from left to right");
    want((await page.locator("h1").evaluate((e) => getComputedStyle(e).direction)) === "rtl", "the title");
  });
  await check("markup in an article stays text", async () => {
    const text = "A <img src=x onerror=alert(1)> storm killed 3 people in Lisbon, police said.";
    await fetch(at + "/api/v1/documents", { method: "POST", body: JSON.stringify({ id: "markup", outlet: "<b>Bold</b>", title: "<script>alert(1)</script>", text, published: "2031-01-02" }) });
    await page.goto("/");
    await page.waitForSelector(".row");
    want((await page.locator(".row").first().innerText()).includes("<script>"), "the title is not shown as it is");
    want(!(await page.locator(".row b, .row script").count()), "markup came through");
  });
  await check("what is not there says so", async () => {
    await page.goto("/stories/none");
    await page.waitForSelector(".failed");
    page.wrong.length = 0; // the browser reports the 404 by itself
  });
  await check("manners: nothing wrong in the console", async () => want(!page.wrong.length, page.wrong.join("; ")));
  await page.context().close();
}
