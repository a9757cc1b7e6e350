/* SPDX-License-Identifier: Apache-2.0 */
/* Each group of columns is filled by one function, which walks the whole page. */
#include "reading/second_look.h"

#include "reading/html_tree.h"
#include "reading/survey.h"

enum { BESIDE = 4, WINDOW = 10, CONTAINERS = 4, FAR = 99 };

static const float KEPT = 0.5f, NO_LINE = -0.2f;

enum { // columns
  OWN,
  SIDES, // the lines before and after, nearest first
  IN_WINDOW = SIDES + 2 * BESIDE,
  ABOVE, // share of what the page was thought to hold
  BELOW,
  SINCE_KEPT, // lines
  CONTAINER,  // shares of what it holds, and of the page
  HEADING = PLX_NEAR_OWN - 7,
  SECTION, // what stands under its heading
  RUN,     // the lines in a row that look as it does: their mean and the least
  RUN_LEAST,
  PAGE,
  ALIKE, // all lines that look as it does
  UNTIL_KEPT
};

static double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

static double mass(const plx_page *page, const float *p, uint32_t i) {
  return p[i] * page->line[i].letters;
}

static float *row(float *out, uint32_t i) {
  return out + (size_t)i * PLX_FEATURES_NEAR;
}

static float at(const plx_page *page, const float *p, int64_t i) {
  return i < 0 || i >= page->n ? NO_LINE : p[i];
}

static void put_beside(const plx_page *page, const float *p, float *out) {
  for (uint32_t i = 0; i < page->n; i++) {
    float *v = row(out, i);
    v[OWN] = p[i];
    for (int d = 1; d <= BESIDE; d++) {
      v[SIDES + 2 * d - 2] = at(page, p, (int64_t)i - d);
      v[SIDES + 2 * d - 1] = at(page, p, (int64_t)i + d);
    }
    double window = 0;
    for (int64_t j = (int64_t)i - WINDOW; j <= (int64_t)i + WINDOW; j++)
      if (j != i && j >= 0 && j < page->n) window += p[j];
    v[IN_WINDOW] = (float)window;
  }
}

static void put_order(const plx_page *page, const float *p, float *out) {
  double all = 0, above = 0, since = FAR, until = FAR;
  for (uint32_t i = 0; i < page->n; i++) all += mass(page, p, i);
  for (uint32_t i = 0; i < page->n; i++) {
    float *v = row(out, i);
    since = p[i] > KEPT ? 0 : since < FAR ? since + 1 : FAR;
    v[ABOVE] = (float)share(above, all);
    above += mass(page, p, i);
    v[BELOW] = (float)share(all - above, all);
    v[SINCE_KEPT] = (float)since;
  }
  for (uint32_t i = page->n; i-- > 0;) {
    row(out, i)[UNTIL_KEPT] = (float)until;
    until = p[i] > KEPT ? 1 : until < FAR ? until + 1 : FAR;
  }
}

static void put_containers(const plx_page *page, const float *p, plx_arena *tmp, float *out) {
  const struct plx_element *e = page->element;
  float *held = PLX_NEWS(tmp, float, page->elements), *letters = PLX_NEWS(tmp, float, page->elements);
  double all = 0;
  for (uint32_t i = 0; i < page->n; i++) {
    double m = mass(page, p, i);
    all += m;
    held[page->line[i].element] += (float)m, letters[page->line[i].element] += (float)page->line[i].letters;
  }
  for (uint32_t x = page->elements; x-- > 1;) held[e[x].parent] += held[x], letters[e[x].parent] += letters[x];
  for (uint32_t i = 0; i < page->n; i++) {
    float *v = row(out, i);
    uint32_t x = page->line[i].element;
    for (int up = 0; up < CONTAINERS; up++) {
      x = e[x].wider;
      v[CONTAINER + 2 * up] = (float)share(held[x], letters[x]);
      v[CONTAINER + 2 * up + 1] = (float)share(held[x], all);
    }
    v[PAGE] = (float)share(all, page->n);
  }
}

static void put_alike(const plx_page *page, const float *p, plx_arena *tmp, float *out) {
  double *sum = PLX_NEWS(tmp, double, page->groups + 1), *lines = PLX_NEWS(tmp, double, page->groups + 1);
  for (uint32_t i = 0; i < page->n; i++) sum[page->line[i].group] += p[i], lines[page->line[i].group]++;
  for (uint32_t i = 0; i < page->n; i++)
    row(out, i)[ALIKE] = (float)share(sum[page->line[i].group], lines[page->line[i].group]);
}

// A heading, and all down to the next one.
static void put_sections(const plx_page *page, const float *p, float *out) {
  float heading = -1;
  for (uint32_t i = 0, end = 0; i < page->n; i = end) {
    double sum = 0, letters = 0;
    for (end = i; end < page->n && (end == i || !plx_heads(page, end)); end++)
      sum += mass(page, p, end), letters += page->line[end].letters;
    if (plx_heads(page, i)) heading = p[i];
    for (uint32_t k = i; k < end; k++)
      row(out, k)[HEADING] = heading, row(out, k)[SECTION] = (float)share(sum, letters);
  }
}

static void put_runs(const plx_page *page, const float *p, float *out) {
  for (uint32_t i = 0, end = 0; i < page->n; i = end) {
    double sum = 0;
    float least = 1;
    for (end = i; end < page->n && page->line[end].group == page->line[i].group; end++)
      sum += p[end], least = p[end] < least ? p[end] : least;
    for (uint32_t k = i; k < end; k++) row(out, k)[RUN] = (float)share(sum, end - i), row(out, k)[RUN_LEAST] = least;
  }
}

void plx_second_look(const plx_page *page, const plx_shared *shared, const float *p, plx_arena *tmp, float *out) {
  put_beside(page, p, out);
  put_order(page, p, out);
  put_sections(page, p, out);
  put_runs(page, p, out);
  if (page->element) put_containers(page, p, tmp, out), put_alike(page, p, tmp, out);
  plx_shared_put(shared, page, p, tmp, out + PLX_NEAR_OWN, PLX_FEATURES_NEAR);
}
