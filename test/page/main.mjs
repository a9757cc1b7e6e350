// SPDX-License-Identifier: Apache-2.0
// main.mjs MODULES SAMPLES SHOTS [BENCH] - every view; the last line is "page: N passed, N failed".
import { openBrowser, tally } from "./harness.mjs";
import { checkStories } from "./stories.mjs";
import { checkStory } from "./story.mjs";
import { checkChange } from "./change.mjs";
import { checkFinding } from "./finding.mjs";
import { checkReview } from "./review.mjs";
import { checkManners } from "./manners.mjs";
import { checkBench } from "./bench.mjs";

const [, , modules, samples, shots, bench] = process.argv;
const { browser, axe } = await openBrowser(modules);
await checkStories(browser, samples);
await checkStory(browser, samples);
await checkFinding(browser, samples);
await checkReview(browser, samples);
await checkManners(browser, samples, axe, shots);
await checkChange(browser, samples);
if (bench) await checkBench(browser, bench, axe);
await browser.close();
console.log(`page: ${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed ? 1 : 0);
