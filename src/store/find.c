/* SPDX-License-Identifier: Apache-2.0 */
/* A question becomes SQL piece by piece: each condition adds its text and its values. */
#include "store/find.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/condition.h"
#include "store/fold.h"
#include "store/index.h"

enum { FIND_RANKED = 300, SET_ASKED = 3000 };

/* --- setting --- */

const char *const plx_query_names[] = {"q",       "from",  "to",      "outlet",   "entity",    "actor",
                                       "country", "place", "near",    "type",     "certainty", "speaker",
                                       "low",     "high",  "counted", "relation", "language",  NULL};
const char *const plx_query_helps[] = {"words; a phrase in double quotes",
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
  } member[] = {{"q", &q->words},           {"from", &q->from},         {"to", &q->to},
                {"outlet", &q->outlet},     {"entity", &q->entity},     {"actor", &q->actor},
                {"country", &q->country},   {"place", &q->place},       {"type", &q->type},
                {"speaker", &q->speaker},   {"counted", &q->counted},   {"certainty", &q->certainty},
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
  return plx_fail(e, PLX_E_USAGE, NULL, 0, "sort is newest, oldest, conflicts, documents or outlets; not '%.*s'",
                  PLX_FMT(value));
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
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "limit takes a number from 1 to %d, not '%.*s'", PLX_FIND_LIMIT_MAX,
                    PLX_FMT(value));
  q->limit = (int64_t)n;
  return true;
}

// A name with few values takes no other: a slip of the pen would find nothing, and look like an answer.
static bool check_word(const char *name, plx_str value, plx_err *e) {
  static const char *const known[][2] = {
      {"relation", "conflict deny differ agree"},
      {"certainty", "actual planned threatened conditional suspected denied"},
      {"type",
       "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
       "COERCE ASSAULT"}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    plx_str words = plx_str_of(known[i][1]), word;
    if (strcmp(name, known[i][0]) != 0) continue;
    while (plx_str_cut(&words, ' ', &word))
      if (plx_str_eqi(value, word)) return true;
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "%s is one of %s; not '%.*s'", name, known[i][1], PLX_FMT(value));
  }
  if (strcmp(name, "country") != 0 || value.n == 3) return true;
  return plx_fail(e, PLX_E_USAGE, NULL, 0, "country takes three letters, such as SYR, not '%.*s'; try --place",
                  PLX_FMT(value));
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
  if (!check_word(name, value, e)) return false;
  plx_str *at = string_of(q, name);
  if (!at) return plx_fail(e, PLX_E_USAGE, NULL, 0, "nothing can be asked by the name '%s'", name);
  *at = value;
  return true;
}

/* --- pages --- */

static int64_t limit_of(int64_t limit) {
  return limit > 0 && limit <= PLX_FIND_LIMIT_MAX ? limit : PLX_FIND_LIMIT;
}

typedef struct page {
  plx_asked *m;
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

static void finish(page *p, plx_asked *m, plx_str *next) {
  *next = p->more ? p->last : (plx_str){0};
  plx_asked_free(m);
}

static bool document_row(void *ctx, const plx_db_row *r) {
  page *p = ctx;
  if (full(p)) return false;
  plx_buf snippet = {0};
  plx_fold_snippet(plx_db_text(r, 6), p->m->folded, p->m->a, &snippet);
  plx_stored d = {.seq = plx_db_int(r, 0),
                  .id = plx_db_text(r, 1),
                  .story = plx_db_text(r, 2),
                  .outlet = plx_db_text(r, 3),
                  .title = plx_db_text(r, 4),
                  .published = plx_db_text(r, 5),
                  .snippet = plx_buf_view(&snippet)};
  bool go_on = p->document(p->ctx, &d);
  if (!p->m->match.n) p->last = plx_str_fmt(p->m->a, "%.*s_%lld", PLX_FMT(plx_db_text(r, 7)), (long long)d.seq);
  plx_buf_free(&snippet);
  return go_on;
}

#define HIT_COLUMNS "d.seq, d.id, d.story, d.outlet, d.title, d.published, b.text, d.day"
#define HIT_TABLES  " document d JOIN body b ON b.seq = d.seq AND b.month = d.month"

// Best first.  Ranking costs; what stands in very many documents is ranked among the newest of them.  The hits come
// newest first and are checked as they come, against a small set first where there is one.  The cursor counts.
static void by_rank(plx_asked *m, const plx_query *q, const page *p, int64_t skip) {
  double walked;
  const plx_condition *small = plx_asked_smallest(m, FIND_RANKED, &walked);
  bool alone = !m->conditions && !q->from.n && !q->to.n;
  if (small && small->about > SET_ASKED) small = NULL;
  plx_asked_add(m, "SELECT " HIT_COLUMNS " FROM (");
  if (m->lite) {
    plx_buf_fmt(&m->sql,
                "SELECT words.rowid AS seq, bm25(words, 4.0, 1.0) AS score FROM words%s WHERE words MATCH %.*s",
                alone ? "" : " CROSS JOIN document d ON d.seq = words.rowid", PLX_FMT(m->words));
    if (small) plx_buf_fmt(&m->sql, " AND +words.rowid IN (%.*s)", PLX_FMT(small->set));
  } else {
    plx_buf_fmt(&m->sql,
                "SELECT b.seq, -ts_rank(b.words, to_tsquery('simple', %.*s), 1) AS score FROM body b%s WHERE b.words "
                "@@ to_tsquery('simple', %.*s)",
                PLX_FMT(m->words), alone ? "" : " JOIN document d ON d.seq = b.seq", PLX_FMT(m->words));
    if (small) plx_buf_fmt(&m->sql, " AND d.seq IN (%.*s)", PLX_FMT(small->set));
  }
  plx_asked_checks(m, q, small);
  plx_buf_fmt(&m->sql,
              " ORDER BY %s DESC LIMIT %d) w," HIT_TABLES
              " WHERE d.seq = w.seq ORDER BY w.score, d.seq DESC LIMIT %lld OFFSET %lld",
              m->lite ? "words.rowid" : "b.seq", FIND_RANKED, (long long)p->limit + 1, (long long)skip);
}

// Where a page ended, as " AND …".
static void behind_day(plx_asked *m, const plx_query *q) {
  plx_str seq = q->cursor, day = {0};
  if (!q->cursor.n || !plx_str_cut(&seq, '_', &day)) return;
  plx_asked_add(m, " AND d.day <= ");
  plx_asked_value(m, PLX_BIND_S(day));
  plx_buf_fmt(&m->sql, " AND (d.day < ?%zu OR d.seq < ", m->n);
  plx_asked_value(m, PLX_BIND_I(atoll(plx_str_copy(m->a, seq).p)));
  plx_asked_add(m, ")");
}

// Newest first: the smallest set sorted, or all documents from the newest on until enough have passed.
static void by_day(plx_asked *m, const plx_query *q, const page *p) {
  double walked;
  const plx_condition *small = plx_asked_smallest(m, p->limit + 1, &walked);
  if (small && (small->about >= PLX_ABOUT_MAX || (double)small->about > walked)) small = NULL;
  plx_asked_add(m, "SELECT " HIT_COLUMNS " FROM (SELECT d.seq FROM document d WHERE 1 = 1");
  if (small) plx_buf_fmt(&m->sql, " AND d.seq IN (%.*s)", PLX_FMT(small->set));
  plx_asked_checks(m, q, small);
  behind_day(m, q);
  plx_buf_fmt(&m->sql,
              " ORDER BY %sd.day DESC, d.seq DESC LIMIT %lld) w," HIT_TABLES
              " WHERE d.seq = w.seq ORDER BY d.day DESC, d.seq DESC",
              small && m->lite ? "+" : "", (long long)p->limit + 1);
}

bool plx_find_documents(plx_store *s, const plx_query *q, plx_each_stored *each, void *ctx, plx_arena *a, plx_str *next,
                        plx_err *e) {
  plx_asked m;
  page p = {.m = &m, .limit = limit_of(q->limit), .document = each, .ctx = ctx};
  *next = (plx_str){0};
  bool ok = plx_asked_open(&m, s, q, a, e);
  int64_t skip = ok && m.match.n && q->cursor.n ? atoll(plx_str_copy(a, q->cursor).p) : 0;
  if (ok && m.match.n) by_rank(&m, q, &p, skip < 0 ? 0 : skip);
  else if (ok) by_day(&m, q, &p);
  ok = ok && plx_db_query_n(s->db, m.sql.p, m.bind, m.n, document_row, &p, e);
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
static void behind(plx_asked *m, const char *key, bool rising, plx_str cursor) {
  plx_str number = {0}, day = {0}, id = cursor;
  if (!cursor.n || !plx_str_cut(&id, '_', &number) || !plx_str_cut(&id, '_', &day)) return;
  if (key[0] == '0') { // by day alone
    plx_asked_add(m, rising ? " AND (s.last_day > " : " AND (s.last_day < ");
    plx_asked_value(m, PLX_BIND_S(day));
    plx_buf_fmt(&m->sql, " OR (s.last_day = ?%zu AND s.id > ", m->n);
    plx_asked_value(m, PLX_BIND_S(id));
    plx_asked_add(m, "))");
    return;
  }
  plx_buf_fmt(&m->sql, " AND (%s < ", key);
  plx_asked_value(m, PLX_BIND_I(atoll(plx_str_copy(m->a, number).p)));
  plx_buf_fmt(&m->sql, " OR (%s = ?%zu AND (s.last_day < ", key, m->n);
  plx_asked_value(m, PLX_BIND_S(day));
  plx_buf_fmt(&m->sql, " OR (s.last_day = ?%zu AND s.id > ", m->n);
  plx_asked_value(m, PLX_BIND_S(id));
  plx_asked_add(m, "))))");
}

static bool only_story_conditions(const plx_asked *m, const plx_query *q) {
  return !m->match.n && m->conditions == (q->relation.n ? 1 : 0);
}

// A story is found by one document that meets all conditions: those of the smallest set, or each story's in turn.
static bool story_conditions(plx_asked *m, const plx_query *q, int64_t limit, plx_err *e) {
  if (only_story_conditions(m, q)) {
    if (q->from.n) plx_asked_add(m, " AND s.last_day >= "), plx_asked_value(m, PLX_BIND_S(q->from));
    if (q->to.n)
      plx_asked_add(m, " AND s.first_day <> '' AND s.first_day <= "),
          plx_asked_value(m, PLX_BIND_S(plx_str_fmt(m->a, "%.*s~", PLX_FMT(q->to))));
    if (q->relation.n) plx_buf_fmt(&m->sql, " AND s.%.*s > 0", PLX_FMT(q->relation));
    return true;
  }
  if (m->match.n) {
    plx_condition words;
    if (!plx_asked_words(m, &words, e)) return false;
    m->condition[m->conditions++] = words;
  }
  double walked;
  const plx_condition *small = plx_asked_smallest(m, limit, &walked);
  if (small->about >= PLX_ABOUT_MAX || (double)small->about > walked) small = NULL;
  if (small)
    plx_buf_fmt(&m->sql, " AND s.id IN (SELECT d.story FROM document d WHERE d.seq IN (%.*s)", PLX_FMT(small->set));
  else plx_asked_add(m, " AND EXISTS (SELECT 1 FROM document d WHERE d.story = s.id");
  plx_asked_checks(m, q, small);
  plx_asked_add(m, ")");
  return true;
}

bool plx_find_stories(plx_store *s, const plx_query *q, plx_each_stored_story *each, void *ctx, plx_arena *a,
                      plx_str *next, plx_err *e) {
  static const char *const key[] = {"0", "0", "s.conflict", "s.documents", "s.outlets"};
  plx_asked m;
  page p = {.m = &m, .limit = limit_of(q->limit), .story = each, .ctx = ctx};
  bool rising = q->sort == PLX_SORT_OLDEST;
  *next = (plx_str){0};
  bool ok = plx_asked_open(&m, s, q, a, e);
  plx_buf_fmt(&m.sql, "SELECT " PLX_STORY_COLUMNS ", %s FROM story s WHERE s.documents > 0", key[q->sort]);
  ok = ok && story_conditions(&m, q, p.limit + 1, e);
  behind(&m, key[q->sort], rising, q->cursor);
  plx_asked_add(&m, " ORDER BY ");
  if (key[q->sort][0] != '0') plx_buf_fmt(&m.sql, "%s DESC, ", key[q->sort]);
  plx_buf_fmt(&m.sql, "s.last_day %s, s.id LIMIT %lld", rising ? "ASC" : "DESC", (long long)p.limit + 1);
  ok = ok && plx_db_query_n(s->db, m.sql.p, m.bind, m.n, story_row, &p, e);
  finish(&p, &m, next);
  return ok;
}
