/* SPDX-License-Identifier: Apache-2.0 */
/* reading_pages.h - pages whose article is known, as rows of features with what is right for each line.
 *
 * in     sets of the measuring kit: SET/gold.jsonl, SET/html/ or SET/text/
 * out    data: a row a line, with features, what is right, weight and fold
 * how    a line is article if its runs of three words stand in the gold text; folds are made of sites
 * cost   seconds
 * from   train/reading.c
 *
 * For train/reading.c only, which is why it is all in this header.
 */
#ifndef TRAIN_READING_PAGES_H
#define TRAIN_READING_PAGES_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "reading/charset.h"
#include "reading/cue.h"
#include "reading/decide.h"
#include "reading/features.h"
#include "reading/judge.h"
#include "reading/meta.h"
#include "reading/outlet.h"
#include "reading/plain.h"
#include "reading/second_look.h"
#include "reading/text.h"

enum {
  FOLDS = 5,
  BINS = 64,
  WIDTH_MAX = PLX_FEATURES + PLX_FEATURES_NEAR,
  NODES_MAX = 128,
  GRAM = 3,
  NEAR_LINES = 6,
  NEAR_WORDS = 400,
  BEFORE_LINES = 15,
  AFTER_LINES = 25
};

typedef struct sample {
  plx_page page;
  plx_hints hints;
  plx_meta meta;
  plx_str file, url;
  int fold;
  plx_html html;
  uint32_t first; // row of its first line
  bool captions;  // the set tells captions
  int set;
} sample;

typedef struct data {
  plx_arena *arena;
  PLX_VEC(sample) page;
  uint32_t rows;
  int sets;
  float *x;                       // [rows][PLX_FEATURES]
  float *near;                    // [rows][PLX_FEATURES_NEAR]
  float *body, *caption, *weight; // [rows]; weight 0: not to be learned from
  float *p1, *p2, *pc;            // out-of-fold judgements
  int *fold;
} data;

/* --- gold --- */

static plx_str normal(plx_arena *a, plx_str s) {
  char *buf = plx_arena_alloc(a, s.n * 2 + 16);
  return (plx_str){buf, plx_cue_normal(s, buf, s.n * 2 + 16)};
}

typedef struct gold {
  plx_map gram;      // run of words -> its first place, from 1
  plx_map paragraph; // whole lines -> place of their first word, from 1
  uint32_t words;
} gold;

static void add_gold(gold *g, plx_arena *a, plx_str text) {
  plx_str rest = text, line;
  while (plx_str_cut(&rest, '\n', &line)) {
    plx_str n = normal(a, line), words = n, w;
    const char *start[GRAM] = {0};
    if (!n.n) continue;
    uint32_t *p = plx_map_put(&g->paragraph, n);
    if (!*p) *p = g->words + 1;
    uint32_t k = 0;
    while (plx_str_cut(&words, ' ', &w)) {
      for (int i = GRAM - 1; i > 0; i--) start[i] = start[i - 1];
      start[0] = w.p;
      k++, g->words++;
      if (k < GRAM) continue;
      uint32_t *at = plx_map_put(&g->gram, (plx_str){start[GRAM - 1], (size_t)(w.p + w.n - start[GRAM - 1])});
      if (!*at) *at = g->words;
    }
  }
}

static gold new_gold(plx_arena *a) {
  gold g = {0};
  plx_map_init(&g.gram, a);
  plx_map_init(&g.paragraph, a);
  return g;
}

// Share of the line that is gold; *at: where in the gold it begins; claim (if not NULL) marks and counts what is
// claimed.
static double match(const gold *g, plx_arena *a, plx_str text, uint32_t *at, bool *claim, bool mark) {
  plx_str n = normal(a, text), words = n, w;
  const char *start[GRAM] = {0};
  uint32_t k = 0, runs = 0, hits = 0;
  *at = 0;
  while (plx_str_cut(&words, ' ', &w)) {
    for (int i = GRAM - 1; i > 0; i--) start[i] = start[i - 1];
    start[0] = w.p;
    if (++k < GRAM) continue;
    runs++;
    plx_str run = {start[GRAM - 1], (size_t)(w.p + w.n - start[GRAM - 1])};
    uint32_t *place = plx_map_get(&g->gram, run), index = plx_map_index(&g->gram, run);
    if (!place || (claim && claim[index] && !mark)) continue;
    if (claim && mark) claim[index] = true;
    if (!*at) *at = *place;
    hits++;
  }
  uint32_t *whole = plx_map_get(&g->paragraph, n);
  if (whole && !runs) {
    *at = *whole;
    return 1;
  }
  return runs ? (double)hits / runs : 0;
}

typedef struct candidate {
  uint32_t line, at;
  int support, words;
} candidate;

static int by_support(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  if (x->support != y->support) return y->support - x->support;
  if (x->words != y->words) return y->words - x->words;
  return x->line < y->line ? -1 : 1;
}

// Lines whose words are gold; of several that tell the same gold, the one among its neighbours.
static void label_body(sample *s, const gold *g, plx_arena *a, float *body) {
  candidate *c = PLX_NEWS(a, candidate, s->page.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->page.n; i++) {
    uint32_t at;
    if (match(g, a, s->page.line[i].text, &at, NULL, false) >= 0.6)
      c[n++] = (candidate){i, at, 0, s->page.line[i].words};
  }
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = i > NEAR_LINES ? i - NEAR_LINES : 0; j < n && j <= i + NEAR_LINES; j++)
      c[i].support += j != i && abs((int)c[i].at - (int)c[j].at) < NEAR_WORDS &&
                      abs((int)c[i].line - (int)c[j].line) < 3 * NEAR_LINES;
  qsort(c, n, sizeof *c, by_support);
  bool *claim = PLX_NEWS(a, bool, g->gram.n + 1);
  plx_map whole;
  plx_map_init(&whole, a);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t at;
    plx_str text = s->page.line[c[i].line].text;
    if (s->page.line[c[i].line].words < GRAM) {
      uint32_t *times = plx_map_put(&whole, normal(a, text));
      body[c[i].line] = ++*times <= 1 || c[i].support > 3;
      continue;
    }
    if (match(g, a, text, &at, claim, false) < 0.5) continue;
    match(g, a, text, &at, claim, true);
    body[c[i].line] = 1;
  }
}

static plx_str joined(plx_arena *a, const json_t *list) {
  plx_buf b = {0};
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *v = json_array_get(list, i);
    if (json_is_string(v)) plx_buf_add(&b, json_string_value(v), json_string_length(v)), plx_buf_char(&b, '\n');
  }
  plx_str s = plx_str_copy(a, plx_buf_view(&b));
  plx_buf_free(&b);
  return s;
}

/* --- pages --- */

static int site_fold(plx_str url, plx_str publisher, plx_str id) {
  plx_str host = plx_url_host(url);
  if (!host.n) host = publisher.n ? publisher : id;
  // example.co.uk, example.com: the last two names, three where the second is short
  size_t dots = 0, at = host.n;
  while (at > 0) {
    if (host.p[at - 1] == '.' && ++dots >= 2 && host.n - at > 7) break;
    at--;
  }
  return (int)(plx_hash(host.p + at, host.n - at) % FOLDS);
}

// An HTML page as somebody would scrape it: a line a block.
static plx_str as_text(data *d, plx_str html) {
  plx_html tree = {0};
  plx_buf text = {0};
  plx_html_tree(html, d->arena, &tree);
  for (uint32_t i = 0; i < tree.page.n; i++) plx_buf_str(&text, tree.page.line[i].text), plx_buf_char(&text, '\n');
  plx_str s = plx_str_copy(d->arena, plx_buf_view(&text));
  plx_buf_free(&text);
  return s;
}

static bool load_page(data *d, sample *s, bool html, bool scrape, const char *set) {
  plx_buf bytes = {0};
  plx_err e = {0};
  plx_str path = plx_str_fmt(d->arena, "%s/%s/%.*s", set, html || scrape ? "html" : "text", PLX_FMT(s->file));
  if (!plx_file_read(path.p, 64 << 20, &bytes, &e)) {
    fprintf(stderr, "%s: %s\n", path.p, e.msg);
    return false;
  }
  plx_str raw = plx_str_copy(d->arena, plx_buf_view(&bytes));
  plx_buf_free(&bytes);
  plx_decoded got = plx_charset_decode(d->arena, raw, html || scrape ? plx_charset_declared(raw) : (plx_str){0});
  if (html) {
    plx_str body;
    plx_html_tree(got.text, d->arena, &s->html);
    plx_meta_read(&s->html, d->arena, d->arena, &s->meta, &body);
    s->page = s->html.page;
    s->hints = (plx_hints){s->meta.title, body, s->meta.standfirst};
  } else plx_plain_page(scrape ? as_text(d, got.text) : got.text, d->arena, &s->page);
  plx_page_measure(&s->page, d->arena);
  return true;
}

typedef struct labels {
  float *body, *caption, *weight;
} labels;

static void label_page(data *d, sample *s, json_t *o, labels *l) {
  plx_arena *tmp = plx_arena_new();
  gold body = new_gold(tmp), captions = new_gold(tmp), neutral = new_gold(tmp);
  l->body = PLX_NEWS(d->arena, float, s->page.n + 1);
  l->caption = PLX_NEWS(d->arena, float, s->page.n + 1);
  l->weight = PLX_NEWS(d->arena, float, s->page.n + 1);
  add_gold(&body, tmp, plx_json_get(o, "body"));
  add_gold(&captions, tmp, joined(tmp, json_object_get(o, "captions")));
  add_gold(&neutral, tmp, joined(tmp, json_object_get(o, "neutral")));
  s->captions = json_array_size(json_object_get(o, "captions")) > 0;
  label_body(s, &body, tmp, l->body);
  for (uint32_t i = 0; i < s->page.n; i++) {
    const plx_line *x = &s->page.line[i];
    uint32_t at;
    l->caption[i] = !l->body[i] && s->captions && match(&captions, tmp, x->text, &at, NULL, false) >= 0.6;
    bool ignore = !l->body[i] && match(&neutral, tmp, x->text, &at, NULL, false) >= 0.8;
    l->weight[i] = ignore ? 0 : (float)(3 * sqrt(x->words + 1.0) / sqrt(body.words + 100.0));
  }
  plx_arena_free(tmp);
}

static void add_page(data *d, sample s, labels l, labels **all, uint32_t *pages) {
  *all = plx_xrealloc(*all, (*pages + 1) * sizeof **all);
  (*all)[(*pages)++] = l;
  s.first = d->rows;
  d->rows += s.page.n;
  *plx_vec_push(d->arena, &d->page) = s;
}

// As copied by hand: little more than the article.
static bool cut_near(data *d, sample *s, const labels *l) {
  uint32_t first = s->page.n, end = 0, n = 0;
  for (uint32_t i = 0; i < s->page.n; i++)
    if (l->body[i] > 0) first = first < i ? first : i, end = i + 1;
  if (first >= end) return false;
  first = first > BEFORE_LINES ? first - BEFORE_LINES : 0,
  end = end + AFTER_LINES < s->page.n ? end + AFTER_LINES : s->page.n;
  plx_page page = {.line = PLX_NEWS(d->arena, plx_line, end - first)};
  for (uint32_t i = first; i < end; i++) {
    const plx_line *x = &s->page.line[i];
    page.line[n++] = (plx_line){.text = x->text, .number = n, .bullet = x->bullet};
  }
  page.n = n;
  s->page = page;
  plx_page_measure(&s->page, d->arena);
  return true;
}

static void load_set(data *d, bool html, const char *set, labels **all, uint32_t *pages) {
  char path[1000];
  plx_buf bytes = {0};
  plx_err e = {0};
  snprintf(path, sizeof path, "%s/gold.jsonl", set);
  if (!plx_file_read(path, 1 << 30, &bytes, &e)) {
    fprintf(stderr, "%s: %s\n", path, e.msg);
    exit(1);
  }
  snprintf(path, sizeof path, "%s/text", set);
  bool has_text = access(path, R_OK) == 0;
  plx_str rest = plx_buf_view(&bytes), line;
  while (plx_str_cut(&rest, '\n', &line)) {
    json_t *o = line.n ? plx_json_parse(line, path, 0, &e) : NULL;
    if (!o) continue;
    sample s = {.file = plx_str_copy(d->arena, plx_json_get(o, "file")),
                .url = plx_str_copy(d->arena, plx_json_get(o, "url"))};
    s.fold = site_fold(s.url, plx_json_get(o, "publisher"), s.file);
    bool scrape = !html && !has_text;
    if (load_page(d, &s, html, scrape, set)) {
      labels l;
      s.set = d->sets;
      label_page(d, &s, o, &l);
      add_page(d, s, l, all, pages);
      if (scrape && cut_near(d, &s, &l)) label_page(d, &s, o, &l), add_page(d, s, l, all, pages);
    }
    json_decref(o);
  }
  plx_buf_free(&bytes);
  d->sets++;
}

static void fill_rows(data *d, labels *all) {
  size_t n = d->rows + 1;
  d->x = plx_xrealloc(NULL, n * PLX_FEATURES * sizeof(float));
  d->near = plx_xrealloc(NULL, n * PLX_FEATURES_NEAR * sizeof(float));
  memset(d->x, 0, n * PLX_FEATURES * sizeof(float));
  float **column[] = {&d->body, &d->caption, &d->weight, &d->p1, &d->p2, &d->pc};
  for (int i = 0; i < 6; i++) *column[i] = PLX_NEWS(d->arena, float, n);
  d->fold = PLX_NEWS(d->arena, int, n);
  for (uint32_t k = 0; k < d->page.n; k++) {
    sample *s = &d->page.v[k];
    plx_arena *tmp = plx_arena_new();
    plx_features_of(&s->page, &s->hints, tmp, d->x + (size_t)s->first * PLX_FEATURES);
    plx_arena_free(tmp);
    for (uint32_t i = 0; i < s->page.n; i++) {
      uint32_t r = s->first + i;
      d->body[r] = all[k].body[i], d->caption[r] = all[k].caption[i], d->weight[r] = all[k].weight[i],
      d->fold[r] = s->fold;
    }
  }
}

static void fill_near(data *d, const float *p) {
  memset(d->near, 0, (size_t)d->rows * PLX_FEATURES_NEAR * sizeof(float));
  for (uint32_t k = 0; k < d->page.n; k++) {
    sample *s = &d->page.v[k];
    plx_arena *tmp = plx_arena_new();
    plx_shared shared = plx_shared_of(&s->page, tmp);
    plx_second_look(&s->page, &shared, p + s->first, tmp, d->near + (size_t)s->first * PLX_FEATURES_NEAR);
    plx_arena_free(tmp);
  }
}

/* --- how good a judgement is --- */

// Mean over the set's pages of the share of judged words that are gold, and of gold words that are judged so.
static void report_set(const data *d, int set, const float *p, const float *target) {
  double precision = 0, recall = 0;
  int pages = 0;
  for (uint32_t k = 0; k < d->page.n; k++) {
    const sample *s = &d->page.v[k];
    if (s->set != set) continue;
    double tp = 0, fp = 0, fn = 0;
    for (uint32_t i = 0; i < s->page.n; i++) {
      uint32_t r = s->first + i;
      if (d->weight[r] <= 0 || target[r] < 0) continue;
      double w = s->page.line[i].words;
      bool yes = p[r] > 0.5, gold = target[r] > 0.5;
      tp += w * (yes && gold), fp += w * (yes && !gold), fn += w * (!yes && gold);
    }
    pages++;
    precision += tp + fp > 0 ? tp / (tp + fp) : 1;
    recall += tp + fn > 0 ? tp / (tp + fn) : 1;
  }
  precision /= pages, recall /= pages;
  printf("  P %.4f R %.4f F %.4f", precision, recall, 2 * precision * recall / (precision + recall));
}

static void report(const data *d, const char *what, const float *p, const float *target) {
  double loss = 0, all = 0;
  for (uint32_t r = 0; r < d->rows; r++) {
    double w = d->weight[r], q = p[r] < 1e-6f ? 1e-6 : p[r] > 1 - 1e-6f ? 1 - 1e-6 : p[r];
    if (w <= 0 || target[r] < 0) continue;
    loss -= w * (target[r] > 0.5f ? log(q) : log(1 - q)), all += w;
  }
  printf("%-8s loss %.4f", what, loss / all);
  for (int set = 0; set < d->sets; set++) report_set(d, set, p, target);
  printf("  (out of fold, by set)\n");
  fflush(stdout);
}

#endif
