/* SPDX-License-Identifier: Apache-2.0 */
/* reading - trains the judge of lines: which of a page are the article, which are captions.
 *
 *     reading html  OUT.tsv CV.ndjson SET…      sets of pages (SET/gold.jsonl, SET/html/…)
 *     reading plain OUT.tsv CV.ndjson SET…      sets of scraped text (SET/gold.jsonl, SET/text/…)
 *
 * A line is article if its runs of three words stand in the gold text.  Two forests are trained one after the other: the
 * second sees what the first thinks of the neighbours, out of folds split by site.  CV.ndjson is what the reader would have
 * written of each page by forests that never saw its site: score it to know what held-out pages will score.
 *
 * In the environment: TREES, LEAVES, RATE, SECOND_TREES, SECOND_LEAVES; ORACLE=1 judges as the gold does (the ceiling);
 * OPINIONS=FILE keeps all judgements, and where the file is there already takes them from it, so that what is decided from
 * them can be tried in seconds; ROWS=FILE lists every line with what was thought of it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "reading/article.h"
#include "reading/charset.h"
#include "reading/cue.h"
#include "reading/document_json.h"
#include "reading/draft.h"
#include "reading/judge.h"
#include "reading/meta.h"
#include "reading/outlet.h"
#include "reading/plain.h"
#include "reading/text.h"
#include "reading/trees.h"

enum { FOLDS = 5, BINS = 64, WIDTH_MAX = PLX_FEATURES + PLX_FEATURES_NEAR, NODES_MAX = 128, GRAM = 3, NEAR_LINES = 6, NEAR_WORDS = 400 };

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
  float *x;       // [rows][PLX_FEATURES]
  float *near;    // [rows][PLX_FEATURES_NEAR]
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

// Share of the line that is gold; *at: where in the gold it begins; claim (if not NULL) marks and counts what is claimed.
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
    if (match(g, a, s->page.line[i].text, &at, NULL, false) >= 0.6) c[n++] = (candidate){i, at, 0, s->page.line[i].words};
  }
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = i > NEAR_LINES ? i - NEAR_LINES : 0; j < n && j <= i + NEAR_LINES; j++)
      c[i].support += j != i && abs((int)c[i].at - (int)c[j].at) < NEAR_WORDS && abs((int)c[i].line - (int)c[j].line) < 3 * NEAR_LINES;
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

static bool load_page(data *d, sample *s, bool html, const char *set) {
  plx_buf bytes = {0};
  plx_err e = {0};
  plx_str path = plx_str_fmt(d->arena, "%s/%s/%.*s", set, html ? "html" : "text", PLX_FMT(s->file));
  if (!plx_file_read(path.p, 64 << 20, &bytes, &e)) {
    fprintf(stderr, "%s: %s\n", path.p, e.msg);
    return false;
  }
  plx_str raw = plx_str_copy(d->arena, plx_buf_view(&bytes));
  plx_buf_free(&bytes);
  plx_decoded got = plx_charset_decode(d->arena, raw, html ? plx_charset_declared(raw) : (plx_str){0});
  if (html) {
    plx_str body;
    plx_html_tree(got.text, d->arena, &s->html);
    plx_meta_read(&s->html, d->arena, d->arena, &s->meta, &body);
    s->page = s->html.page;
    s->hints = (plx_hints){s->meta.title, body, s->meta.standfirst};
  } else plx_plain_page(got.text, d->arena, &s->page);
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

static void load_set(data *d, bool html, const char *set, labels **all, uint32_t *pages) {
  char path[1000];
  plx_buf bytes = {0};
  plx_err e = {0};
  snprintf(path, sizeof path, "%s/gold.jsonl", set);
  if (!plx_file_read(path, 1 << 30, &bytes, &e)) {
    fprintf(stderr, "%s: %s\n", path, e.msg);
    exit(1);
  }
  plx_str rest = plx_buf_view(&bytes), line;
  while (plx_str_cut(&rest, '\n', &line)) {
    json_t *o = line.n ? plx_json_parse(line, path, 0, &e) : NULL;
    if (!o) continue;
    sample s = {.file = plx_str_copy(d->arena, plx_json_get(o, "file")), .url = plx_str_copy(d->arena, plx_json_get(o, "url"))};
    s.fold = site_fold(s.url, plx_json_get(o, "publisher"), s.file);
    if (load_page(d, &s, html, set)) {
      *all = plx_xrealloc(*all, (*pages + 1) * sizeof **all);
      label_page(d, &s, o, &(*all)[(*pages)++]);
      s.first = d->rows, s.set = d->sets;
      d->rows += s.page.n;
      *plx_vec_push(d->arena, &d->page) = s;
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
      d->body[r] = all[k].body[i], d->caption[r] = all[k].caption[i], d->weight[r] = all[k].weight[i], d->fold[r] = s->fold;
    }
  }
}

static void fill_near(data *d, const float *p) {
  memset(d->near, 0, (size_t)d->rows * PLX_FEATURES_NEAR * sizeof(float));
  for (uint32_t k = 0; k < d->page.n; k++) {
    sample *s = &d->page.v[k];
    plx_arena *tmp = plx_arena_new();
    plx_features_near(&s->page, p + s->first, tmp, d->near + (size_t)s->first * PLX_FEATURES_NEAR);
    plx_arena_free(tmp);
  }
}

/* --- single words: a logistic regression over the names of elements and the words of short lines --- */

enum { SITES_MIN = 3, EPOCHS = 6, UP_MAX = 24, NEAR_UP = 2 };

typedef struct lexicon {
  plx_map token;  // "n:word", "f:word", "w:word"
  uint32_t *sites; // [tokens] how many sites have it
  PLX_VEC(uint32_t) token_of; // all lines' tokens, one after the other
  uint32_t *begin;            // [rows + 1]
} lexicon;

static void add_token(lexicon *x, plx_arena *a, char kind, plx_str word, plx_map *seen, uint64_t site) {
  char key[80];
  int n = snprintf(key, sizeof key, "%c:%.*s", kind, PLX_FMT(plx_str_sub(word, 0, 60)));
  uint32_t t = plx_map_intern(&x->token, (plx_str){key, (size_t)n});
  *plx_vec_push(a, &x->token_of) = t;
  char both[120];
  int m = snprintf(both, sizeof both, "%s %llx", key, (unsigned long long)site);
  uint32_t *once = plx_map_put(seen, (plx_str){both, (size_t)m});
  if (*once) return;
  *once = 1;
  uint32_t *count = plx_map_put(&x->token, (plx_str){key, (size_t)n});
  ++*count;
}

static void line_tokens(lexicon *x, data *d, const sample *s, const plx_line *l, plx_map *seen) {
  uint64_t site = plx_hash(plx_url_host(s->url).p, plx_url_host(s->url).n);
  if (s->page.element) {
    uint32_t e = l->element;
    for (int up = 0;; up++, e = s->page.element[e].parent) {
      char word[40];
      size_t at = 0, n;
      plx_str names = s->html.names.key[s->page.element[e].names];
      while ((n = plx_names_word(names, &at, word)) > 0) {
        if (up <= NEAR_UP) add_token(x, d->arena, 'n', (plx_str){word, n}, seen, site);
        add_token(x, d->arena, 'f', (plx_str){word, n}, seen, site);
      }
      if (!e) break;
    }
  }
  if (l->words > PLX_WORDS_LEARNED_MAX) return;
  char buf[600];
  plx_str rest = {buf, plx_cue_normal(l->text, buf, sizeof buf)}, word;
  while (plx_str_cut(&rest, ' ', &word))
    if (word.n) add_token(x, d->arena, 'w', word, seen, site);
}

static void fill_lexicon(lexicon *x, data *d) {
  plx_arena *tmp = plx_arena_new();
  plx_map seen;
  plx_map_init(&seen, tmp);
  plx_map_init(&x->token, d->arena);
  x->begin = PLX_NEWS(d->arena, uint32_t, d->rows + 2);
  for (uint32_t k = 0; k < d->page.n; k++)
    for (uint32_t i = 0; i < d->page.v[k].page.n; i++) {
      x->begin[d->page.v[k].first + i] = x->token_of.n;
      line_tokens(x, d, &d->page.v[k], &d->page.v[k].page.line[i], &seen);
      x->begin[d->page.v[k].first + i + 1] = x->token_of.n;
    }
  x->sites = x->token.value;
  plx_arena_free(tmp);
}

// AdaGrad over the lines of other folds; tokens of few sites stay 0.
static float *regress(const lexicon *x, const data *d, int without) {
  float *w = plx_xrealloc(NULL, (x->token.n + 1) * sizeof *w), *g2 = plx_xrealloc(NULL, (x->token.n + 1) * sizeof *g2), bias = -2, bias2 = 1;
  for (uint32_t t = 0; t < x->token.n; t++) w[t] = 0, g2[t] = 1;
  uint64_t dice = 88172645463325252ull;
  for (uint64_t step = 0; step < (uint64_t)EPOCHS * d->rows; step++) {
    dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
    uint32_t r = (uint32_t)(dice % d->rows);
    if (d->fold[r] == without || d->weight[r] <= 0) continue;
    double z = bias;
    for (uint32_t i = x->begin[r]; i < x->begin[r + 1]; i++) z += w[x->token_of.v[i]];
    float g = d->weight[r] * (float)(1 / (1 + exp(-z)) - d->body[r]);
    bias2 += g * g;
    bias -= 0.05f * g / sqrtf(bias2);
    for (uint32_t i = x->begin[r]; i < x->begin[r + 1]; i++) {
      uint32_t t = x->token_of.v[i];
      if (x->sites[t] < SITES_MIN) continue;
      float gt = g + 0.003f * w[t];
      g2[t] += gt * gt;
      w[t] -= 0.1f * gt / sqrtf(g2[t]);
    }
  }
  free(g2);
  return w;
}

static void fill_learned(data *d, const lexicon *x) {
  for (int k = 0; k < FOLDS; k++) {
    float *w = regress(x, d, k);
    for (uint32_t r = 0; r < d->rows; r++) {
      if (d->fold[r] != k) continue;
      float *v = d->x + (size_t)r * PLX_FEATURES + PLX_FEATURE_LEARNED;
      v[0] = v[1] = v[2] = 0;
      for (uint32_t i = x->begin[r]; i < x->begin[r + 1]; i++) {
        uint32_t t = x->token_of.v[i];
        char kind = x->token.key[t].p[0];
        v[kind == 'n' ? 0 : kind == 'f' ? 1 : 2] += w[t];
      }
    }
    free(w);
  }
  for (uint32_t k = 0; k < d->page.n; k++) plx_features_headed(&d->page.v[k].page, d->x + (size_t)d->page.v[k].first * PLX_FEATURES);
}

static const lexicon *sorting;
static int by_word(const void *a, const void *b) {
  plx_str x = sorting->token.key[*(const uint32_t *)a], y = sorting->token.key[*(const uint32_t *)b];
  return plx_str_cmp(plx_str_sub(x, 2, x.n), plx_str_sub(y, 2, y.n));
}

static float kept_weight(const lexicon *x, const float *w, char kind, plx_str word) {
  char key[80];
  int n = snprintf(key, sizeof key, "%c:%.*s", kind, PLX_FMT(word));
  uint32_t t = plx_map_index(&x->token, (plx_str){key, (size_t)n});
  return t == PLX_MAP_NONE || x->sites[t] < SITES_MIN ? 0 : w[t];
}

// head: the comment and column lines; rows are added behind it.
static void write_words(const char *path, const char *head, const lexicon *x, const float *w, bool names) {
  FILE *o = fopen(path, "w");
  if (!o) exit(1);
  fputs(head, o);
  uint32_t *order = plx_xrealloc(NULL, (x->token.n + 1) * sizeof *order);
  for (uint32_t t = 0; t < x->token.n; t++) order[t] = t;
  sorting = x;
  qsort(order, x->token.n, sizeof *order, by_word);
  for (uint32_t i = 0; i < x->token.n; i++) {
    uint32_t t = order[i];
    plx_str key = x->token.key[t], word = plx_str_sub(key, 2, key.n);
    if (x->sites[t] < SITES_MIN || key.p[0] != (names ? 'f' : 'w')) continue;
    float near = names ? kept_weight(x, w, 'n', word) : 0;
    if (fabsf(w[t]) < 0.04f && fabsf(near) < 0.04f) continue;
    if (names) fprintf(o, "%.*s\t%.3g\t%.3g\n", PLX_FMT(word), near, w[t]);
    else fprintf(o, "%.*s\t%.3g\n", PLX_FMT(word), w[t]);
  }
  free(order);
  fclose(o);
}

/* --- boosting --- */

typedef struct table {
  int width;
  uint8_t *bin;               // [rows][width]
  float edge[WIDTH_MAX][BINS]; // bin b holds x <= edge[b]
  int bins[WIDTH_MAX];
} table;

typedef struct forest {
  plx_node *node;
  uint32_t nodes, root[512];
  int trees;
  float bias;
} forest;

static int by_float(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

static float value_at(const data *d, uint32_t r, int f) {
  return f < PLX_FEATURES ? d->x[(size_t)r * PLX_FEATURES + (size_t)f] : d->near[(size_t)r * PLX_FEATURES_NEAR + (size_t)(f - PLX_FEATURES)];
}

static void bin_feature(table *t, const data *d, int f) {
  uint32_t n = d->rows;
  float *v = plx_xrealloc(NULL, (n + 1) * sizeof *v);
  for (uint32_t r = 0; r < n; r++) v[r] = value_at(d, r, f);
  qsort(v, n, sizeof *v, by_float);
  uint32_t distinct = n > 0;
  for (uint32_t r = 1; r < n; r++) distinct += v[r] != v[r - 1];
  int bins = 0;
  for (uint32_t r = 0, seen = 0; r < n; r++) {
    if (r + 1 < n && v[r] == v[r + 1]) continue;
    seen++;
    bool take = distinct <= BINS ? true : (uint64_t)r * (BINS - 1) / n >= (uint64_t)bins;
    if (take && bins < BINS - 1) t->edge[f][bins++] = r + 1 < n ? (v[r] + v[r + 1]) / 2 : v[r];
  }
  if (!bins) bins = 1;
  t->bins[f] = bins + 1;
  t->edge[f][bins] = INFINITY;
  for (uint32_t r = 0; r < n; r++) {
    float x = value_at(d, r, f);
    int lo = 0, hi = bins;
    while (lo < hi) {
      int mid = (lo + hi) / 2;
      if (x <= t->edge[f][mid]) hi = mid;
      else lo = mid + 1;
    }
    t->bin[(size_t)r * (size_t)t->width + (size_t)f] = (uint8_t)lo;
  }
  free(v);
}

static table *bin_all(const data *d, int width) {
  table *t = plx_xrealloc(NULL, sizeof *t);
  t->width = width;
  t->bin = plx_xrealloc(NULL, (size_t)width * (d->rows + 1));
  for (int f = 0; f < width; f++) bin_feature(t, d, f);
  return t;
}

static void free_table(table *t) {
  free(t->bin);
  free(t);
}

typedef struct cell {
  float g, h;
} cell;

typedef struct leaf {
  uint32_t first, count; // into rows
  int depth, feature, bin, node;
  double gain, g, h;
  cell *cell; // [seen features][BINS]: sums of its rows
} leaf;

enum { SEEN_PERCENT = 40, ROWS_PERCENT = 70 };

typedef struct grower {
  const table *t;
  const data *d;
  uint32_t *rows, *spare;
  float *g, *h; // [data rows]
  leaf leaf[NODES_MAX];
  int leaves;
  int see[WIDTH_MAX], seen; // features this tree may use
} grower;

static double lambda = 2.0, child_min = 1.0;

static cell *sum_cells(const grower *w, const leaf *l) {
  cell *c = plx_xrealloc(NULL, (size_t)w->seen * BINS * sizeof *c);
  memset(c, 0, (size_t)w->seen * BINS * sizeof *c);
  for (uint32_t i = 0; i < l->count; i++) {
    uint32_t r = w->rows[l->first + i];
    const uint8_t *bin = w->t->bin + (size_t)r * (size_t)w->t->width;
    float g = w->g[r], h = w->h[r];
    for (int k = 0; k < w->seen; k++) {
      cell *x = &c[k * BINS + bin[w->see[k]]];
      x->g += g, x->h += h;
    }
  }
  return c;
}

static void best_split(grower *w, leaf *l) {
  l->gain = 0;
  for (int k = 0; k < w->seen; k++) {
    const cell *c = l->cell + k * BINS;
    int f = w->see[k], bins = w->t->bins[f];
    double g = 0, h = 0, whole = l->g * l->g / (l->h + lambda);
    for (int b = 0; b + 1 < bins; b++) {
      g += c[b].g, h += c[b].h;
      double rg = l->g - g, rh = l->h - h;
      if (h < child_min || rh < child_min) continue;
      double gain = g * g / (h + lambda) + rg * rg / (rh + lambda) - whole;
      if (gain > l->gain) l->gain = gain, l->feature = f, l->bin = b;
    }
  }
}

static void sum_leaf(grower *w, leaf *l) {
  l->g = l->h = 0;
  for (uint32_t i = 0; i < l->count; i++) l->g += w->g[w->rows[l->first + i]], l->h += w->h[w->rows[l->first + i]];
}

// Only the smaller half is summed; the other is what remains of the parent.
static void sum_halves(grower *w, leaf *parent, leaf *a, leaf *b) {
  leaf *small = a->count < b->count ? a : b, *large = small == a ? b : a;
  small->cell = sum_cells(w, small);
  large->cell = parent->cell;
  for (int i = 0; i < w->seen * BINS; i++) large->cell[i].g -= small->cell[i].g, large->cell[i].h -= small->cell[i].h;
}

typedef struct tnode {
  int feature, left, right;
  float value;
} tnode;

// Best-first: the leaf whose split gains most is split next.
static int grow_tree(grower *w, uint32_t n, int leaves_max, double rate, tnode *node) {
  int nodes = 1;
  w->leaves = 1;
  w->leaf[0] = (leaf){.first = 0, .count = n};
  sum_leaf(w, &w->leaf[0]);
  w->leaf[0].cell = sum_cells(w, &w->leaf[0]);
  best_split(w, &w->leaf[0]);
  while (w->leaves < leaves_max) {
    int best = -1;
    for (int i = 0; i < w->leaves; i++)
      if (w->leaf[i].gain > 1e-3 && w->leaf[i].depth < 12 && (best < 0 || w->leaf[i].gain > w->leaf[best].gain)) best = i;
    if (best < 0) break;
    leaf *l = &w->leaf[best], left = {.first = l->first, .depth = l->depth + 1}, right = {.depth = l->depth + 1};
    const uint8_t *bin = w->t->bin + l->feature;
    uint32_t k = l->first, m = 0;
    for (uint32_t i = 0; i < l->count; i++) {
      uint32_t r = w->rows[l->first + i];
      if (bin[(size_t)r * (size_t)w->t->width] <= l->bin) w->rows[k++] = r;
      else w->spare[m++] = r;
    }
    memcpy(w->rows + k, w->spare, m * sizeof *w->spare);
    left.count = k - l->first, right.first = k, right.count = m;
    node[l->node] = (tnode){l->feature, nodes, nodes + 1, w->t->edge[l->feature][l->bin]};
    left.node = nodes++, right.node = nodes++;
    sum_leaf(w, &left), sum_leaf(w, &right);
    sum_halves(w, l, &left, &right);
    best_split(w, &left), best_split(w, &right);
    w->leaf[best] = left;
    w->leaf[w->leaves++] = right;
  }
  for (int i = 0; i < w->leaves; i++) free(w->leaf[i].cell);
  for (int i = 0; i < w->leaves; i++) node[w->leaf[i].node] = (tnode){-1, 0, 0, (float)(-rate * w->leaf[i].g / (w->leaf[i].h + lambda))};
  return nodes;
}

// The tree in preorder: the left child is the next node.
static void write_tree(forest *f, const tnode *node, int at) {
  uint32_t own = f->nodes++;
  f->node = plx_xrealloc(f->node, (f->nodes + 2) * sizeof *f->node);
  f->node[own] = (plx_node){(int16_t)node[at].feature, 0, node[at].value};
  if (node[at].feature < 0) return;
  write_tree(f, node, node[at].left);
  f->node[own].right = (int16_t)(f->nodes - own);
  write_tree(f, node, node[at].right);
}

typedef struct plan {
  const float *target;
  int trees, leaves;
  double rate;
  int without; // fold left out, -1: none
} plan;

static forest train(const data *d, const table *t, const plan *p) {
  forest f = {0};
  uint32_t n = 0, total = d->rows;
  grower *w = plx_xrealloc(NULL, sizeof *w);
  *w = (grower){.t = t, .d = d};
  uint32_t *use = plx_xrealloc(NULL, (total + 1) * sizeof *use);
  w->rows = plx_xrealloc(NULL, (total + 1) * sizeof *w->rows);
  w->spare = plx_xrealloc(NULL, (total + 1) * sizeof *w->spare);
  w->g = plx_xrealloc(NULL, (total + 1) * sizeof *w->g);
  w->h = plx_xrealloc(NULL, (total + 1) * sizeof *w->h);
  float *score = plx_xrealloc(NULL, (total + 1) * sizeof *score);
  double yes = 1, all = 2;
  for (uint32_t r = 0; r < total; r++) {
    if (d->fold[r] == p->without || d->weight[r] <= 0 || p->target[r] < 0) continue;
    use[n++] = r;
    yes += d->weight[r] * p->target[r], all += d->weight[r];
  }
  f.bias = (float)log(yes / (all - yes));
  for (uint32_t i = 0; i < n; i++) score[use[i]] = f.bias;
  for (int k = 0; k < p->trees; k++) {
    for (uint32_t i = 0; i < n; i++) {
      uint32_t r = use[i];
      float q = 1.0f / (1.0f + expf(-score[r]));
      w->g[r] = d->weight[r] * (q - p->target[r]);
      w->h[r] = d->weight[r] * q * (1 - q) + 1e-6f;
    }
    uint32_t m = 0;
    for (uint32_t i = 0; i < n; i++)
      if (plx_hash(&(uint64_t){(uint64_t)k << 32 | i}, 8) % 100 < ROWS_PERCENT) w->rows[m++] = use[i];
    w->seen = 0;
    for (int f = 0; f < t->width; f++)
      if (plx_hash(&(uint64_t){(uint64_t)k << 32 | (1u << 31) | (unsigned)f}, 8) % 100 < SEEN_PERCENT) w->see[w->seen++] = f;
    tnode node[2 * NODES_MAX];
    grow_tree(w, m, p->leaves, p->rate, node);
    for (uint32_t i = 0; i < n; i++) {
      int at = 0;
      while (node[at].feature >= 0) at = value_at(d, use[i], node[at].feature) > node[at].value ? node[at].right : node[at].left;
      score[use[i]] += node[at].value;
    }
    f.root[f.trees++] = f.nodes;
    write_tree(&f, node, 0);
  }
  free(use), free(w->rows), free(w->spare), free(w->g), free(w->h), free(score), free(w);
  return f;
}

static float judge(const forest *f, const data *d, uint32_t r) {
  float row[WIDTH_MAX];
  memcpy(row, d->x + (size_t)r * PLX_FEATURES, PLX_FEATURES * sizeof(float));
  memcpy(row + PLX_FEATURES, d->near + (size_t)r * PLX_FEATURES_NEAR, PLX_FEATURES_NEAR * sizeof(float));
  plx_forest x = {f->node, f->root, f->trees, f->bias};
  return plx_forest_share(&x, row);
}

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

// Out-of-fold judgements of all rows into p, and the forest of all of them.
static forest cross(data *d, int width, plan p, float *out, const char *what) {
  table *t = bin_all(d, width);
  for (int k = 0; k < FOLDS; k++) {
    p.without = k;
    forest f = train(d, t, &p);
    for (uint32_t r = 0; r < d->rows; r++)
      if (d->fold[r] == k) out[r] = judge(&f, d, r);
    free(f.node);
  }
  report(d, what, out, p.target);
  p.without = -1;
  forest f = train(d, t, &p);
  free_table(t);
  return f;
}

/* --- out --- */

static void write_forest(FILE *o, const char *name, const forest *f) {
  fprintf(o, "%s\tbias\t\t\t%.5g\n", name, f->bias);
  for (int t = 0; t < f->trees; t++) {
    uint32_t end = t + 1 < f->trees ? f->root[t + 1] : f->nodes;
    for (uint32_t i = f->root[t]; i < end; i++)
      fprintf(o, "%s\t%d\t%d\t%d\t%.5g\n", name, t, f->node[i].feature, f->node[i].right, f->node[i].value);
  }
}

// For looking at errors: a line a row.
static void write_rows(const data *d, const char *path) {
  FILE *o = fopen(path, "w");
  for (uint32_t k = 0; o && k < d->page.n; k++)
    for (uint32_t i = 0; i < d->page.v[k].page.n; i++) {
      uint32_t r = d->page.v[k].first + i;
      const plx_page *p = &d->page.v[k].page;
      unsigned near = 0, e = p->line[i].element;
      for (int up = 0; p->element && up < 7 && e; up++, e = p->element[e].parent) near |= p->element[e].depth > 2 ? p->element[e].classes : 0;
      fprintf(o, "%x\t", near);
      fprintf(o, "%d\t%.*s\t%u\t%.3f\t%.3f\t%.3f\t%.0f\t%.0f\t%.3f\t%.*s\n", d->page.v[k].set, PLX_FMT(d->page.v[k].file), i, d->p1[r], d->p2[r], d->pc[r],
              d->body[r], d->caption[r], d->weight[r], PLX_FMT(plx_text_head(d->page.v[k].page.line[i].text, 120)));
    }
  if (o) fclose(o);
}

static void write_cv(const data *d, const char *path) {
  FILE *o = fopen(path, "w");
  if (!o) exit(1);
  for (uint32_t k = 0; k < d->page.n; k++) {
    sample *s = &d->page.v[k];
    plx_arena *doc = plx_arena_new(), *tmp = plx_arena_new();
    plx_page_decide(&s->page, d->p2 + s->first, d->pc + s->first, tmp);
    plx_doc *x = plx_article_write(&s->page, &s->meta, doc, tmp);
    x->path = s->file;
    plx_buf line = {0};
    plx_cpmap cp = plx_cpmap_of(doc, x->text);
    plx_json j = plx_json_to(&line);
    plx_json_object(&j, NULL);
    plx_doc_members(&j, x, &cp);
    plx_json_end_object(&j);
    fprintf(o, "%.*s\n", PLX_FMT(plx_buf_view(&line)));
    plx_buf_free(&line);
    plx_arena_free(doc);
    plx_arena_free(tmp);
  }
  fclose(o);
}

int main(int argc, char **argv) {
  if (argc < 5 || (strcmp(argv[1], "html") != 0 && strcmp(argv[1], "plain") != 0)) {
    fprintf(stderr, "usage: reading html|plain OUT.tsv CV.ndjson SET...\n");
    return 2;
  }
  bool html = argv[1][0] == 'h', oracle = getenv("ORACLE") != NULL;
  const char *trees = getenv("TREES"), *leaves = getenv("LEAVES");
  data d = {.arena = plx_arena_new()};
  labels *all = NULL;
  uint32_t pages = 0;
  for (int i = 4; i < argc; i++) load_set(&d, html, argv[i], &all, &pages);
  fill_rows(&d, all);
  printf("%u pages, %u lines\n", d.page.n, d.rows);
  if (oracle) { // what perfect judgement would score: the ceiling that lines and labels set
    d.p2 = d.body, d.pc = d.caption;
    write_cv(&d, argv[3]);
    if (getenv("ROWS")) write_rows(&d, getenv("ROWS"));
    return 0;
  }
  const char *opinions = getenv("OPINIONS"); // judgements of an earlier run: only what follows them is done again
  float *const judged[] = {d.p1, d.p2, d.pc};
  plx_buf loaded = {0};
  if (opinions && plx_file_read(opinions, 1 << 30, &loaded, NULL) && loaded.n == 3 * d.rows * sizeof(float)) {
    for (int i = 0; i < 3; i++) memcpy(judged[i], loaded.p + (size_t)i * d.rows * sizeof(float), d.rows * sizeof(float));
    write_cv(&d, argv[3]);
    return 0;
  }
  lexicon words = {0};
  fill_lexicon(&words, &d);
  fill_learned(&d, &words);
  plan p = {d.body, trees ? atoi(trees) : 240, leaves ? atoi(leaves) : 24, getenv("RATE") ? atof(getenv("RATE")) : 0.05, -1};
  fill_near(&d, d.p1);
  const char *again = getenv("SECOND_TREES"), *again_leaves = getenv("SECOND_LEAVES");
  forest first = cross(&d, PLX_FEATURES, p, d.p1, "body 1");
  fill_near(&d, d.p1);
  p.trees = again ? atoi(again) : 160, p.leaves = again_leaves ? atoi(again_leaves) : 16;
  child_min = 8, lambda = 20;
  forest second = cross(&d, WIDTH_MAX, p, d.p2, "body 2");
  for (uint32_t r = 0; r < d.rows; r++) d.p2[r] = plx_judge_both(d.p1[r], d.p2[r]);
  report(&d, "both", d.p2, d.body);
  // Captions are learned only from pages whose gold tells them.
  float *captions = PLX_NEWS(d.arena, float, d.rows + 1);
  for (uint32_t k = 0; k < d.page.n; k++)
    for (uint32_t i = 0; i < d.page.v[k].page.n; i++) {
      uint32_t r = d.page.v[k].first + i;
      captions[r] = d.page.v[k].captions ? d.caption[r] : -1;
    }
  fill_near(&d, d.p2);
  plan c = {captions, 60, 16, 0.1, -1};
  forest third = cross(&d, WIDTH_MAX, c, d.pc, "caption");
  FILE *o = fopen(argv[2], "w");
  if (!o) return 1;
  write_forest(o, html ? "html_body_1" : "plain_body_1", &first);
  write_forest(o, html ? "html_body_2" : "plain_body_2", &second);
  write_forest(o, html ? "html_caption" : "plain_caption", &third);
  fclose(o);
  float *w = regress(&words, &d, -1);
  char path[1000];
  snprintf(path, sizeof path, "%s.words", argv[2]);
  write_words(path, "", &words, w, false);
  snprintf(path, sizeof path, "%s.names", argv[2]);
  write_words(path, "", &words, w, true);
  write_cv(&d, argv[3]);
  plx_buf_clear(&loaded);
  for (int i = 0; i < 3; i++) plx_buf_add(&loaded, judged[i], d.rows * sizeof(float));
  if (opinions) plx_file_write(opinions, plx_buf_view(&loaded), NULL);
  if (getenv("ROWS")) write_rows(&d, getenv("ROWS"));
  return 0;
}
