/* SPDX-License-Identifier: Apache-2.0 */
/* Teasers, comments and the entries of live blogs are called <article> too.  What tells whole articles from them: each has
 * a headline and text enough to be one, and none of the page's first-rank headlines stands outside of them, or each has a
 * date above its text.  Only a whole article above the first of them may stand outside: the page's own, which others were
 * loaded below. */
#include "reading/several.h"

enum { ARTICLE_WORDS_MIN = 60, PARAGRAPHS_MIN = 3, PARTS_MAX = 50, DEPTH_MAX = 2000, RANK_NONE = 9 };

typedef struct region {
  uint32_t element, first, end, title; // title: a line, or page->n
  int words, paragraphs, rank;
  bool dated; // a date stands above its text
} region;
typedef PLX_VEC(region) regions;

// The outermost <article> around an element, or 0.
static uint32_t outermost(const plx_page *p, uint32_t e) {
  uint32_t found = 0;
  for (int depth = 0; e && depth < DEPTH_MAX && p->element[e].tags_above & PLX_IN_ARTICLE;
       e = p->element[e].parent, depth++)
    found = e;
  return found;
}

static region *region_of(regions *r, uint32_t element, uint32_t line, uint32_t none, plx_arena *tmp) {
  if (r->n && r->v[r->n - 1].element == element) return &r->v[r->n - 1];
  for (uint32_t i = 0; i < r->n; i++)
    if (r->v[i].element == element) return &r->v[i];
  region new = {.element = element, .first = line, .title = none};
  *plx_vec_push(tmp, r) = new;
  return &r->v[r->n - 1];
}

static bool headline(const plx_line *l) {
  return l->heading && l->heading <= 2 && l->words >= 3;
}

static void add_line(region *r, const plx_page *p, uint32_t i) {
  const plx_line *l = &p->line[i];
  r->end = i + 1;
  if (headline(l) && !r->paragraphs && (r->title == p->n || l->heading < r->rank)) r->title = i, r->rank = l->heading;
  r->dated |= l->date_line && !r->paragraphs;
  if (l->label != PLX_LABEL_BODY) return;
  r->words += l->words;
  r->paragraphs++;
}

static bool whole(const region *r, const plx_page *p) {
  return r->title < p->n && r->words >= ARTICLE_WORDS_MIN && r->paragraphs >= PARAGRAPHS_MIN;
}

// Which lines go into part k: those of its element; those of no part go to the first.
static bool belongs(const regions *r, uint32_t k, uint32_t element) {
  if (r->v[k].element == element) return true;
  for (uint32_t i = 0; i < r->n && k == 0; i++)
    if (r->v[i].element == element) return false;
  return k == 0;
}

static plx_part part_of(const plx_page *p, const regions *r, uint32_t k, const uint32_t *of_line, plx_arena *tmp) {
  plx_part part = {.page = *p, .title = p->line[r->v[k].title].text, .first = r->v[k].first, .end = r->v[k].end};
  part.page.line = PLX_NEWS(tmp, plx_line, p->n);
  part.page.n = 0;
  for (uint32_t i = 0; i < p->n; i++)
    if (belongs(r, k, of_line[i])) part.page.line[part.page.n++] = p->line[i];
  return part;
}

// Whole articles among all regions, those of the highest rank; none if they are of several ranks.
static regions whole_ones(const plx_page *p, const regions *all, plx_arena *tmp) {
  regions good = {0};
  int best = RANK_NONE;
  for (uint32_t i = 0; i < all->n && good.n < PARTS_MAX; i++) {
    if (!whole(&all->v[i], p)) continue;
    region r = all->v[i];
    if (r.rank < best) best = r.rank;
    *plx_vec_push(tmp, &good) = r;
  }
  for (uint32_t i = 0; i < good.n; i++)
    if (good.v[i].rank != best) good.n = 0;
  return good;
}

// The rank of the highest headline that stands in none of them.
static int rank_outside(const plx_page *p, const regions *good, const uint32_t *of_line) {
  int rank = RANK_NONE;
  for (uint32_t i = 0; i < p->n; i++)
    if (headline(&p->line[i]) && p->line[i].heading < rank && belongs(good, 0, of_line[i]) &&
        of_line[i] != good->v[0].element)
      rank = p->line[i].heading;
  return rank;
}

// As the posts of a blog are, whose name may stand above them in a headline of higher rank.
static bool all_dated(const regions *good) {
  for (uint32_t i = 0; i < good->n; i++)
    if (!good->v[i].dated) return false;
  return true;
}

// The page's own article, in no <article>, above all others: it becomes the first part.
static bool put_own(const plx_page *p, region own, regions *good, plx_arena *tmp) {
  if (!whole(&own, p) || own.rank != good->v[0].rank || own.title > good->v[0].first) return false;
  *plx_vec_push(tmp, good) = own;
  for (uint32_t i = good->n - 1; i > 0; i--) good->v[i] = good->v[i - 1];
  good->v[0] = own;
  return true;
}

// spec: reading.13
plx_parts_of_page plx_several_find(const plx_page *p, plx_arena *tmp) {
  plx_parts_of_page parts = {0};
  regions all = {0};
  region own = {.title = p->n};
  uint32_t *of_line = PLX_NEWS(tmp, uint32_t, p->n + 1);
  for (uint32_t i = 0; i < p->n && all.n < PARTS_MAX * 20; i++) {
    of_line[i] = outermost(p, p->line[i].element);
    add_line(of_line[i] ? region_of(&all, of_line[i], i, p->n, tmp) : &own, p, i);
  }
  regions good = whole_ones(p, &all, tmp);
  if (!good.n) return parts;
  parts.own = put_own(p, own, &good, tmp);
  bool alone = parts.own || all_dated(&good) || rank_outside(p, &good, of_line) > good.v[0].rank;
  if (good.n < 2 || !alone) return (plx_parts_of_page){0};
  for (uint32_t k = 0; k < good.n; k++) {
    plx_part part = part_of(p, &good, k, of_line, tmp);
    *plx_vec_push(tmp, &parts) = part;
  }
  return parts;
}
