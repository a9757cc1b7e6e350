/* SPDX-License-Identifier: Apache-2.0 */
/* Times stand on many pages beside headlines of other articles; those of a live blog have text of this page behind them. */
#include "reading/entries.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "reading/cue.h"
#include "reading/date.h"
#include "reading/jsonld.h"

enum {
  ENTRIES_MIN = 4,
  REACH = 6,
  CLOCK_BYTES_MAX = 60,
  CLOCK_WORDS_MAX = 6,
  MARKS_MAX = 20000,
  KEY_BYTES = 48,
  DEPTH_MAX = 6
};

typedef struct mark {
  uint32_t line; // the entry begins here
  plx_str time;
} mark;
typedef PLX_VEC(mark) marks;

typedef struct finder {
  plx_html *html;
  const plx_meta *meta;
  plx_arena *doc, *tmp;
  marks found;
} finder;

static void add_mark(finder *f, uint32_t line, plx_str time) {
  mark m = {line, time};
  if (f->found.n < MARKS_MAX && time.n > 10) *plx_vec_push(f->tmp, &f->found) = m;
}

/* --- JSON-LD: what the page's entries are, and when --- */

// The list of a LiveBlogPosting's entries, anywhere in the value.
static const json_t *find_updates(const json_t *v, int depth) {
  const json_t *found = json_object_get(v, "liveBlogUpdate");
  const char *key;
  json_t *inner;
  if (json_is_array(found) || depth > DEPTH_MAX) return found;
  for (size_t i = 0; i < json_array_size(v) && !found; i++) found = find_updates(json_array_get(v, i), depth + 1);
  if (json_is_object(v))
    json_object_foreach((json_t *)v, key, inner) if (!found) found = find_updates(inner, depth + 1);
  return json_is_array(found) ? found : NULL;
}

// Words alone, and only the first: what the page shows and what it tells machines differ in signs and endings.
static plx_str key_of(plx_str s, plx_arena *tmp) {
  char *buf = plx_arena_alloc(tmp, KEY_BYTES * 2);
  plx_str key = {buf, plx_cue_normal(plx_str_sub(s, 0, KEY_BYTES * 2), buf, KEY_BYTES * 2)};
  return plx_str_sub(key, 0, KEY_BYTES);
}

static void add_update(finder *f, plx_map *at, plx_str words, const json_t *update, plx_arena *tmp) {
  plx_date d;
  plx_str key = key_of(words, tmp);
  if (key.n < 12 || !plx_date_find(f->doc, plx_json_get(update, "datePublished"), &d)) return;
  uint32_t *line = plx_map_get(at, key);
  if (line) add_mark(f, *line, d.iso);
}

// Entries are found on the page by their headline, or by how they begin.
static void find_said(finder *f) {
  const plx_page *p = &f->html->page;
  plx_map at;
  for (uint32_t i = 0; i < f->html->json.n; i++) {
    if (plx_str_find(f->html->json.v[i], PLX_STR("liveBlogUpdate"), 0) < 0) continue;
    json_t *root = plx_jsonld_parse(f->tmp, f->html->json.v[i]);
    const json_t *updates = find_updates(root, 0);
    plx_map_init(&at, f->tmp);
    for (uint32_t k = p->n; k-- > 0 && updates;) // from below: the first of equal lines stays
      if (p->line[k].words >= 2) *plx_map_put(&at, key_of(p->line[k].text, f->tmp)) = k;
    for (size_t k = 0; k < json_array_size(updates); k++) {
      const json_t *u = json_array_get(updates, k);
      uint32_t before = f->found.n;
      add_update(f, &at, plx_json_get(u, "headline"), u, f->tmp);
      if (f->found.n == before) add_update(f, &at, plx_json_get(u, "articleBody"), u, f->tmp);
    }
    json_decref(root);
  }
}

/* --- times that stand on the page --- */

// "14:32", "2.32 pm GMT", "20:24 Jane Doe": a line that begins with a clock time and is no sentence.  Minutes, or -1.
static int clock_of(const plx_line *l) {
  int hour, minute, used = 0;
  char buf[16] = {0}, sign;
  if (l->text.n < 4 || l->text.n > CLOCK_BYTES_MAX || l->words > CLOCK_WORDS_MAX || l->sentence_end) return -1;
  for (size_t i = 0; i < sizeof buf - 1 && i < l->text.n; i++) buf[i] = l->text.p[i];
  if (sscanf(buf, "%2d%c%2d%n", &hour, &sign, &minute, &used) != 3 || (sign != ':' && sign != '.' && sign != 'h'))
    return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || buf[used - 2] < '0' || buf[used - 2] > '9') return -1;
  return hour * 60 + minute;
}

// The day `step` days after "2024-03-07…".
static plx_str day_after(plx_str day, int step, plx_arena *a) {
  char buf[11] = {0};
  struct tm tm = {0};
  for (size_t i = 0; i < 10 && i < day.n; i++) buf[i] = day.p[i];
  if (sscanf(buf, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday) != 3) return (plx_str){0};
  tm.tm_year -= 1900, tm.tm_mon -= 1, tm.tm_mday += step;
  time_t t = timegm(&tm);
  if (!gmtime_r(&t, &tm)) return (plx_str){0};
  return plx_str_fmt(a, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

// Newest first, as most are, or oldest first?
static bool falling(const plx_page *p) {
  int up = 0, down = 0, before = -1;
  for (uint32_t i = 0; i < p->n; i++) {
    int now = clock_of(&p->line[i]);
    if (now < 0) continue;
    if (before >= 0) up += now > before, down += now < before;
    before = now;
  }
  return down >= up;
}

// Newest first, the first entries are of the day the page was changed last; where the clock jumps back up, a day ends.
static void find_clocks(finder *f) {
  const plx_page *p = &f->html->page;
  bool back = falling(p);
  plx_str day = back && f->meta->modified.n >= 10 ? f->meta->modified : f->meta->published;
  int before = -1, days = 0;
  plx_date d;
  for (uint32_t i = 0; i < p->n && day.n >= 10; i++) {
    int now = clock_of(&p->line[i]);
    if (now < 0) continue;
    if (before >= 0 && (back ? now > before : now < before)) days += back ? -1 : 1;
    before = now;
    plx_str date = day_after(day, days, f->tmp);
    if (plx_date_find(f->doc, plx_str_fmt(f->tmp, "%.*s %.*s", PLX_FMT(date), PLX_FMT(p->line[i].text)), &d))
      add_mark(f, i, d.iso);
  }
}

// A page's own time stands above the text, and is no entry's.
static void find_tags(finder *f) {
  plx_date d;
  for (uint32_t i = 0; i < f->html->saying.n; i++) {
    const plx_saying *s = &f->html->saying.v[i];
    if (!plx_str_in(s->name, "time time-modified datePublished") || !plx_date_find(f->doc, s->value, &d)) continue;
    if (!plx_str_eq(d.iso, f->meta->published) && !plx_str_eq(d.iso, f->meta->modified)) add_mark(f, s->line, d.iso);
  }
}

/* --- entries --- */

static int by_line(const void *x, const void *y) {
  const mark *a = x, *b = y;
  return (a->line > b->line) - (a->line < b->line);
}

// Does text begin within a few lines?
static bool has_text(const plx_page *p, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end && i < from + REACH; i++)
    if (p->line[i].label == PLX_LABEL_BODY) return true;
  return false;
}

static uint32_t end_of(const marks *m, uint32_t i, const plx_page *p) {
  return i + 1 < m->n ? m->v[i + 1].line : p->n;
}

static bool said_live(const plx_html *html) {
  for (uint32_t i = 0; i < html->json.n; i++)
    if (plx_str_find(html->json.v[i], PLX_STR("LiveBlogPosting"), 0) >= 0) return true;
  return false;
}

// Marks without text behind them go; so do those that tell the time of the mark before.
static void keep_entries(const plx_page *p, marks *m) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < m->n; i++)
    if (has_text(p, m->v[i].line, end_of(m, i, p)) && (!n || !plx_str_eq(m->v[n - 1].time, m->v[i].time)))
      m->v[n++] = m->v[i];
  m->n = n;
}

static void settle(finder *f) {
  if (f->found.n) qsort(f->found.v, f->found.n, sizeof *f->found.v, by_line);
  keep_entries(&f->html->page, &f->found);
}

// Between an entry's time and its text a heading is its own, whatever the lines around it are.
static void keep_heading(plx_page *p, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end && i < from + REACH && p->line[i].label != PLX_LABEL_BODY; i++) {
    plx_line *l = &p->line[i];
    if (l->label == PLX_LABEL_OUT && l->heading && l->words >= 2 && !l->cues && !l->repeat)
      l->label = PLX_LABEL_HEADING, l->kind = PLX_BLOCK_HEADING, l->drop = NULL;
  }
}

// The times themselves are no text.
static void put_times(plx_page *p, const marks *m) {
  for (uint32_t i = 0; i < m->n; i++) {
    keep_heading(p, m->v[i].line, end_of(m, i, p));
    for (uint32_t k = m->v[i].line; k < end_of(m, i, p); k++) {
      plx_line *l = &p->line[k];
      l->time = m->v[i].time;
      if (clock_of(l) >= 0) l->label = PLX_LABEL_OUT, l->drop = "dateline";
    }
  }
}

// spec: reading.14
uint32_t plx_entries_time(plx_html *html, const plx_meta *meta, plx_arena *doc, plx_arena *tmp) {
  static void (*const ways[])(finder *) = {find_said, find_clocks, find_tags}; // best first
  uint32_t enough = said_live(html) ? ENTRIES_MIN / 2 : ENTRIES_MIN;
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    finder f = {html, meta, doc, tmp, {0}};
    ways[i](&f);
    settle(&f);
    if (f.found.n < enough) continue;
    put_times(&html->page, &f.found);
    return f.found.n;
  }
  return 0;
}
