/* SPDX-License-Identifier: Apache-2.0 */
/* A question becomes SQL piece by piece: each condition adds its text and its values. */
#include "store/find.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/fold.h"
#include "store/index.h"

enum { BINDS_MAX = 64, FIND_RANKED = 300 };
static const double EARTH_KM = 6371.0088, DEGREE_KM = 111.19;

/* --- setting --- */

const char *const plx_query_names[] = {"q",    "from",      "to",      "outlet", "entity", "actor",   "country",  "place", "near",
                                       "type", "certainty", "speaker", "low",    "high",   "counted", "relation", "language", NULL};
const char *const plx_query_helps[] = {
    "words; a phrase in double quotes",
    "published on this day or later, YYYY-MM-DD",
    "published on this day or earlier",
    "who printed it; several: comma-separated",
    "the name of somebody or something it names",
    "an actor of an event, as CAMEO code: RUS finds RUS MIL too",
    "a country it tells of, ISO 3166-1 alpha-3",
    "the name of a place it names",
    "LAT,LON,KM: it names a place within so many kilometres",
    "PLOVER type of an event: ASSAULT",
    "an event is actual, planned, threatened, conditional, suspected or denied",
    "the name of somebody it quotes",
    "a figure of at least N",
    "a figure of at most N",
    "what the figure counts, or its state: people, killed",
    "its story has a claim that is conflict, deny, differ or agree",
    "language of the text: en",
    NULL};

static plx_str *string_of(plx_query *q, const char *name) {
  const struct {
    const char *name;
    plx_str *at;
  } member[] = {{"q", &q->words},          {"from", &q->from},       {"to", &q->to},           {"outlet", &q->outlet},
                {"entity", &q->entity},    {"actor", &q->actor},     {"country", &q->country}, {"place", &q->place},
                {"type", &q->type},        {"speaker", &q->speaker}, {"counted", &q->counted}, {"certainty", &q->certainty},
                {"relation", &q->relation}, {"language", &q->language}, {"cursor", &q->cursor}};
  for (size_t i = 0; i < sizeof member / sizeof *member; i++)
    if (strcmp(member[i].name, name) == 0) return member[i].at;
  return NULL;
}

static bool number_of(plx_str s, double *out) {
  char text[64], *end;
  snprintf(text, sizeof text, "%.*s", PLX_FMT(s));
  *out = strtod(text, &end);
  return s.n && s.n < sizeof text && end != text && *end == 0 && isfinite(*out);
}

static bool set_near(plx_query *q, plx_str value, plx_err *e) {
  plx_str part[3] = {{0}};
  double v[3];
  for (int i = 0; i < 3; i++)
    if (!plx_str_cut(&value, ',', &part[i]) || !number_of(part[i], &v[i]))
      return plx_fail(e, PLX_E_USAGE, NULL, 0, "near takes LAT,LON,KM, such as 36.2,37.16,50");
  if (fabs(v[0]) > 90 || fabs(v[1]) > 180 || v[2] < 0)
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "near takes LAT (-90 to 90), LON (-180 to 180) and KM");
  q->near = true;
  q->lat = v[0], q->lon = v[1], q->km = v[2];
  return true;
}

static bool set_sort(plx_query *q, plx_str value, plx_err *e) {
  static const char *const names[] = {"newest", "oldest", "conflicts", "documents", "outlets"};
  for (int i = 0; i < 5; i++) {
    if (!plx_str_eqz(value, names[i])) continue;
    q->sort = (plx_sort)i;
    return true;
  }
  return plx_fail(e, PLX_E_USAGE, NULL, 0, "sort is newest, oldest, conflicts, documents or outlets; not '%.*s'", PLX_FMT(value));
}

static bool is_day(plx_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (i == 4 || i == 7 ? s.p[i] != '-' : s.p[i] < '0' || s.p[i] > '9') return false;
  return s.n == 4 || s.n == 7 || s.n == 10;
}

static bool set_number(const char *name, plx_str value, double *out, bool *has, plx_err *e) {
  *has = number_of(value, out);
  return *has || plx_fail(e, PLX_E_USAGE, NULL, 0, "%s takes a number, not '%.*s'", name, PLX_FMT(value));
}

static bool set_limit(plx_query *q, plx_str value, plx_err *e) {
  double n;
  if (!number_of(value, &n) || n < 1 || n > PLX_FIND_LIMIT_MAX || n != floor(n))
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "limit takes a number from 1 to %d, not '%.*s'", PLX_FIND_LIMIT_MAX, PLX_FMT(value));
  q->limit = (int64_t)n;
  return true;
}

static bool check_relation(plx_str value, plx_err *e) {
  for (int i = 0; i < 4; i++)
    if (plx_str_eqz(value, plx_relation_names[i])) return true;
  return plx_fail(e, PLX_E_USAGE, NULL, 0, "relation is conflict, deny, differ or agree; not '%.*s'", PLX_FMT(value));
}

bool plx_query_set(plx_query *q, const char *name, plx_str value, plx_err *e) {
  value = plx_str_trim(value);
  if (!value.n) return true;
  if (strcmp(name, "near") == 0) return set_near(q, value, e);
  if (strcmp(name, "sort") == 0) return set_sort(q, value, e);
  if (strcmp(name, "limit") == 0) return set_limit(q, value, e);
  if (strcmp(name, "low") == 0) return set_number(name, value, &q->low, &q->has_low, e);
  if (strcmp(name, "high") == 0) return set_number(name, value, &q->high, &q->has_high, e);
  if ((strcmp(name, "from") == 0 || strcmp(name, "to") == 0) && !is_day(value))
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "%s takes a day, such as 2016-09-28, not '%.*s'", name, PLX_FMT(value));
  if (strcmp(name, "relation") == 0 && !check_relation(value, e)) return false;
  plx_str *at = string_of(q, name);
  if (!at) return plx_fail(e, PLX_E_USAGE, NULL, 0, "nothing can be asked by the name '%s'", name);
  *at = value;
  return true;
}

/* --- SQL in the making --- */

typedef struct maker {
  plx_store *store;
  plx_arena *a;
  plx_buf sql;
  plx_bind bind[BINDS_MAX];
  size_t n;
  plx_str folded; // the words, for snippets
  plx_str match;  // the words, as the database asks for them
} maker;

static void add(maker *m, const char *text) {
  plx_buf_str(&m->sql, plx_str_of(text));
}

// Adds a value; its parameter is written where it is needed.
static void value(maker *m, plx_bind v) {
  if (m->n < BINDS_MAX) m->bind[m->n++] = v;
  plx_buf_fmt(&m->sql, "?%zu", m->n);
}

static void facet(maker *m, const char *kind, plx_str wanted) {
  if (!wanted.n) return;
  add(m, " AND d.seq IN (SELECT f.seq FROM facet f JOIN term t ON t.id = f.term WHERE t.kind = '");
  add(m, kind);
  add(m, "' AND t.value = ");
  value(m, PLX_BIND_S(wanted));
  add(m, ")");
}

static void range(maker *m, const char *column, plx_str code) {
  plx_buf_fmt(&m->sql, "(%s >= ", column);
  value(m, PLX_BIND_S(code));
  plx_buf_fmt(&m->sql, " AND %s < ", column);
  value(m, PLX_BIND_S(plx_str_fmt(m->a, "%.*s!", PLX_FMT(code)))); // '!' is behind the blank and before every letter
  add(m, ")");
}

static void outlets(maker *m, plx_str list) {
  plx_str one;
  if (!list.n) return;
  add(m, " AND d.outlet IN (''");
  while (plx_str_cut(&list, ',', &one) && m->n < BINDS_MAX - 16) {
    add(m, ", ");
    value(m, PLX_BIND_S(plx_str_trim(one)));
  }
  add(m, ")");
}

// Near is a short chord through the sphere; the box of latitudes lets an index narrow it.
static void near(maker *m, const plx_query *q) {
  if (!q->near) return;
  double lat = q->lat * M_PI / 180, lon = q->lon * M_PI / 180, angle = fmin(q->km / EARTH_KM, M_PI), chord = 2 * sin(angle / 2);
  add(m, " AND d.seq IN (SELECT f.seq FROM facet f JOIN place p ON p.term = f.term WHERE p.lat BETWEEN ");
  value(m, PLX_BIND_R(q->lat - q->km / DEGREE_KM));
  add(m, " AND ");
  value(m, PLX_BIND_R(q->lat + q->km / DEGREE_KM));
  const struct {
    const char *axis;
    double at;
  } axis[] = {{" AND (p.x - ", cos(lat) * cos(lon)}, {" + (p.y - ", cos(lat) * sin(lon)}, {" + (p.z - ", sin(lat)}};
  for (int i = 0; i < 3; i++) {
    add(m, axis[i].axis);
    value(m, PLX_BIND_R(axis[i].at));
    add(m, ") * (");
    plx_buf_fmt(&m->sql, "p.%c - ?%zu)", "xyz"[i], m->n);
  }
  add(m, " <= ");
  value(m, PLX_BIND_R(chord * chord));
  add(m, ")");
}

static void figure(maker *m, const plx_query *q) {
  plx_str counted = plx_fold(m->a, q->counted);
  if (!q->has_low && !q->has_high && !counted.n) return;
  add(m, " AND d.seq IN (SELECT g.seq FROM figure g WHERE 1 = 1");
  if (q->has_low) add(m, " AND g.high >= "), value(m, PLX_BIND_R(q->low));
  if (q->has_high) add(m, " AND g.low <= "), value(m, PLX_BIND_R(q->high));
  if (counted.n) {
    add(m, " AND (g.counted = ");
    value(m, PLX_BIND_S(counted));
    plx_buf_fmt(&m->sql, " OR g.state = ?%zu)", m->n);
  }
  add(m, ")");
}

// All conditions on documents but the words.
static void conditions(maker *m, const plx_query *q) {
  if (q->from.n) add(m, " AND d.day >= "), value(m, PLX_BIND_S(q->from));
  if (q->to.n) add(m, " AND d.day <> '' AND d.day <= "), value(m, PLX_BIND_S(plx_str_fmt(m->a, "%.*s~", PLX_FMT(q->to))));
  outlets(m, q->outlet);
  facet(m, "entity", plx_fold(m->a, q->entity));
  facet(m, "country", q->country);
  facet(m, "place", plx_fold(m->a, q->place));
  facet(m, "type", q->type);
  facet(m, "certainty", q->certainty);
  facet(m, "speaker", plx_fold(m->a, q->speaker));
  facet(m, "language", q->language);
  if (q->actor.n) {
    add(m, " AND d.seq IN (SELECT f.seq FROM facet f JOIN term t ON t.id = f.term WHERE t.kind = 'actor' AND ");
    range(m, "t.value", q->actor);
    add(m, ")");
  }
  near(m, q);
  figure(m, q);
  if (q->relation.n)
    plx_buf_fmt(&m->sql, " AND d.story IN (SELECT r.id FROM story r WHERE r.%.*s > 0)", PLX_FMT(q->relation)); // a checked name
}

/* --- words --- */

// What people type is not the language of the index: every word is folded, and one that is several ("U.S.") is a
// phrase; a part in double quotes stays a phrase.
static void match_phrase(maker *m, plx_str words, plx_buf *out) {
  bool lite = plx_db_kind_of(m->store->db) == PLX_DB_SQLITE;
  plx_str rest = plx_fold(m->a, words), word;
  if (!rest.n) return;
  plx_str all = rest;
  if (out->n) plx_buf_str(out, lite ? PLX_STR(" ") : PLX_STR(" & "));
  if (lite) plx_buf_fmt(out, "\"%.*s\"", PLX_FMT(all));
  for (bool first = true; !lite && plx_str_cut(&rest, ' ', &word); first = false) {
    if (!first) plx_buf_str(out, PLX_STR(" <-> "));
    plx_buf_fmt(out, "'%.*s'", PLX_FMT(word));
  }
  m->folded = plx_str_fmt(m->a, "%.*s %.*s", PLX_FMT(m->folded), PLX_FMT(all));
}

// False where there is nothing to look for.
static bool match_words(maker *m, plx_str words, plx_err *e) {
  plx_buf out = {0};
  plx_str part, word;
  bool asked = words.n > 0;
  for (bool phrase = false; plx_str_cut(&words, '"', &part); phrase = !phrase) {
    if (phrase) match_phrase(m, part, &out);
    else
      while (plx_str_cut(&part, ' ', &word)) match_phrase(m, word, &out);
  }
  m->match = plx_str_copy(m->a, plx_buf_view(&out));
  plx_buf_free(&out);
  return !asked || m->match.n || plx_fail(e, PLX_E_USAGE, NULL, 0, "nothing to search for: give some words");
}

static void words_condition(maker *m) {
  if (!m->match.n) return;
  bool lite = plx_db_kind_of(m->store->db) == PLX_DB_SQLITE;
  add(m, lite ? " AND d.seq IN (SELECT rowid FROM words WHERE words MATCH " : " AND d.seq IN (SELECT seq FROM body WHERE words @@ to_tsquery('simple', ");
  value(m, PLX_BIND_S(m->match));
  add(m, lite ? ")" : "))");
}

/* --- pages --- */

static int64_t limit_of(int64_t limit) {
  return limit > 0 && limit <= PLX_FIND_LIMIT_MAX ? limit : PLX_FIND_LIMIT;
}

typedef struct page {
  maker *m;
  int64_t n, limit;
  plx_each_stored *document;
  plx_each_stored_story *story;
  plx_each_event *event;
  void *ctx;
  plx_str last; // cursor of the last one given
  bool more;
} page;

static bool full(page *p) {
  return p->more = p->n++ == p->limit; // one more than asked for: there is a next page
}

static void finish(page *p, maker *m, plx_str *next) {
  *next = p->more ? p->last : (plx_str){0};
  plx_buf_free(&m->sql);
}

static bool document_row(void *ctx, const plx_db_row *r) {
  page *p = ctx;
  if (full(p)) return false;
  plx_buf snippet = {0};
  plx_fold_snippet(plx_db_text(r, 6), p->m->folded, p->m->a, &snippet);
  plx_stored d = {.seq = plx_db_int(r, 0), .id = plx_db_text(r, 1), .story = plx_db_text(r, 2), .outlet = plx_db_text(r, 3),
                  .title = plx_db_text(r, 4), .published = plx_db_text(r, 5), .snippet = plx_buf_view(&snippet)};
  bool go_on = p->document(p->ctx, &d);
  if (!p->m->match.n) p->last = plx_str_fmt(p->m->a, "%.*s_%lld", PLX_FMT(plx_db_text(r, 7)), (long long)d.seq);
  plx_buf_free(&snippet);
  return go_on;
}

#define HIT_COLUMNS "d.seq, d.id, d.story, d.outlet, d.title, d.published, b.text, d.day"
#define HIT_TABLES  " document d JOIN body b ON b.seq = d.seq AND b.month = d.month"

// Best first.  Ranking costs; what stands in very many documents is ranked among the newest of them.  The cursor counts.
static void by_rank(maker *m, const plx_query *q, const page *p, int64_t skip) {
  bool lite = plx_db_kind_of(m->store->db) == PLX_DB_SQLITE;
  add(m, lite ? "SELECT " HIT_COLUMNS " FROM (SELECT rowid AS seq, bm25(words, 4.0, 1.0) AS score FROM words WHERE words MATCH "
              : "SELECT " HIT_COLUMNS " FROM (SELECT seq, -ts_rank(words, to_tsquery('simple', ?1), 1) AS score FROM body WHERE words @@ to_tsquery('simple', ");
  value(m, PLX_BIND_S(m->match));
  add(m, lite ? "" : ")");
  size_t before = m->sql.n;
  add(m, lite ? " AND rowid IN (SELECT d.seq FROM document d WHERE 1 = 1" : " AND seq IN (SELECT d.seq FROM document d WHERE 1 = 1");
  size_t empty = m->sql.n;
  conditions(m, q);
  if (m->sql.n == empty) m->sql.n = before; // nothing but words
  else add(m, ")");
  plx_buf_fmt(&m->sql, " ORDER BY %s DESC LIMIT %d) w," HIT_TABLES " WHERE d.seq = w.seq ORDER BY w.score, d.seq DESC LIMIT %lld OFFSET %lld",
              lite ? "rowid" : "seq", FIND_RANKED, (long long)p->limit + 1, (long long)skip);
}

static void by_day(maker *m, const plx_query *q, const page *p) {
  plx_str seq = q->cursor, day = {0};
  add(m, "SELECT " HIT_COLUMNS " FROM" HIT_TABLES " WHERE 1 = 1");
  conditions(m, q);
  if (q->cursor.n && plx_str_cut(&seq, '_', &day)) {
    add(m, " AND (d.day < ");
    value(m, PLX_BIND_S(day));
    plx_buf_fmt(&m->sql, " OR (d.day = ?%zu AND d.seq < ", m->n);
    value(m, PLX_BIND_I(atoll(plx_str_copy(m->a, seq).p)));
    add(m, "))");
  }
  plx_buf_fmt(&m->sql, " ORDER BY d.day DESC, d.seq DESC LIMIT %lld", (long long)p->limit + 1);
}

bool plx_find_documents(plx_store *s, const plx_query *q, plx_each_stored *each, void *ctx, plx_arena *a, plx_str *next, plx_err *e) {
  maker m = {.store = s, .a = a};
  page p = {.m = &m, .limit = limit_of(q->limit), .document = each, .ctx = ctx};
  *next = (plx_str){0};
  if (!match_words(&m, q->words, e)) return false;
  int64_t skip = m.match.n && q->cursor.n ? atoll(plx_str_copy(a, q->cursor).p) : 0;
  if (m.match.n) by_rank(&m, q, &p, skip < 0 ? 0 : skip);
  else by_day(&m, q, &p);
  bool ok = plx_db_query_n(s->db, m.sql.p, m.bind, m.n, document_row, &p, e);
  if (m.match.n) p.last = plx_str_fmt(a, "%lld", (long long)(skip + p.limit));
  finish(&p, &m, next);
  return ok;
}

/* --- stories --- */

static bool story_row(void *ctx, const plx_db_row *r) {
  page *p = ctx;
  if (full(p)) return false;
  plx_stored_story s = plx_store_story_row(r);
  s.key = plx_db_int(r, 15);
  p->last = plx_str_fmt(p->m->a, "%lld_%.*s_%.*s", (long long)s.key, PLX_FMT(s.last_day), PLX_FMT(s.id));
  return p->story(p->ctx, &s);
}

// A cursor is "KEY_DAY_ID" of the last story of a page; its form is nobody's business but ours.
static void behind(maker *m, const char *key, bool rising, plx_str cursor) {
  plx_str number = {0}, day = {0}, id = cursor;
  if (!cursor.n || !plx_str_cut(&id, '_', &number) || !plx_str_cut(&id, '_', &day)) return;
  if (key[0] == '0') { // by day alone
    add(m, rising ? " AND (s.last_day > " : " AND (s.last_day < ");
    value(m, PLX_BIND_S(day));
    plx_buf_fmt(&m->sql, " OR (s.last_day = ?%zu AND s.id > ", m->n);
    value(m, PLX_BIND_S(id));
    add(m, "))");
    return;
  }
  plx_buf_fmt(&m->sql, " AND (%s < ", key);
  value(m, PLX_BIND_I(atoll(plx_str_copy(m->a, number).p)));
  plx_buf_fmt(&m->sql, " OR (%s = ?%zu AND (s.last_day < ", key, m->n);
  value(m, PLX_BIND_S(day));
  plx_buf_fmt(&m->sql, " OR (s.last_day = ?%zu AND s.id > ", m->n);
  value(m, PLX_BIND_S(id));
  add(m, "))))");
}

static bool only_story_conditions(const plx_query *q) {
  return !q->words.n && !q->outlet.n && !q->entity.n && !q->actor.n && !q->country.n && !q->place.n && !q->type.n && !q->certainty.n &&
         !q->speaker.n && !q->language.n && !q->counted.n && !q->near && !q->has_low && !q->has_high;
}

static void story_conditions(maker *m, const plx_query *q) {
  if (only_story_conditions(q)) {
    if (q->from.n) add(m, " AND s.last_day >= "), value(m, PLX_BIND_S(q->from));
    if (q->to.n) add(m, " AND s.first_day <> '' AND s.first_day <= "), value(m, PLX_BIND_S(plx_str_fmt(m->a, "%.*s~", PLX_FMT(q->to))));
    if (q->relation.n) plx_buf_fmt(&m->sql, " AND s.%.*s > 0", PLX_FMT(q->relation));
    return;
  }
  add(m, " AND s.id IN (SELECT d.story FROM document d WHERE 1 = 1");
  conditions(m, q);
  words_condition(m);
  add(m, ")");
}

bool plx_find_stories(plx_store *s, const plx_query *q, plx_each_stored_story *each, void *ctx, plx_arena *a, plx_str *next, plx_err *e) {
  static const char *const key[] = {"0", "0", "s.conflict", "s.documents", "s.outlets"};
  maker m = {.store = s, .a = a};
  page p = {.m = &m, .limit = limit_of(q->limit), .story = each, .ctx = ctx};
  bool rising = q->sort == PLX_SORT_OLDEST;
  *next = (plx_str){0};
  if (!match_words(&m, q->words, e)) return false;
  plx_buf_fmt(&m.sql, "SELECT " PLX_STORY_COLUMNS ", %s FROM story s WHERE s.documents > 0", key[q->sort]);
  story_conditions(&m, q);
  behind(&m, key[q->sort], rising, q->cursor);
  add(&m, " ORDER BY ");
  if (key[q->sort][0] != '0') plx_buf_fmt(&m.sql, "%s DESC, ", key[q->sort]);
  plx_buf_fmt(&m.sql, "s.last_day %s, s.id LIMIT %lld", rising ? "ASC" : "DESC", (long long)p.limit + 1);
  bool ok = plx_db_query_n(s->db, m.sql.p, m.bind, m.n, story_row, &p, e);
  finish(&p, &m, next);
  return ok;
}
