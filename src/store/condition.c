/* SPDX-License-Identifier: Apache-2.0 */
/* Values are bound when a condition is looked up; its texts name them by number, so a text may stand in the question or
 * not.  A column behind a plus is not looked for in its own index: of one document's rows there are few. */
#include "store/condition.h"

#include <math.h>

#include "store/fold.h"

static const double EARTH_KM = 6371.0088, DEGREE_KM = 111.19;
enum {
  SET_TAKEN_MAX = 20000, // rows of a set that is taken as a whole, and each document looked up in it
  SET_SMALL = 2000,
  FOUND_EACH = 64, // a condition is taken to have at least so many, so that nothing is divided by nought
  ROW_READ = 4     // what a document of a set costs to read, in steps through an index
};

/* --- SQL in the making --- */

void plx_asked_add(plx_asked *m, const char *text) {
  plx_buf_str(&m->sql, plx_str_of(text));
}

static plx_str bound(plx_asked *m, plx_bind v) {
  if (m->n < PLX_ASKED_BINDS) m->bind[m->n++] = v;
  return plx_str_fmt(m->a, "?%zu", m->n);
}

void plx_asked_value(plx_asked *m, plx_bind v) {
  plx_buf_str(&m->sql, bound(m, v));
}

static bool take_int(void *ctx, const plx_db_row *r) {
  *(int64_t *)ctx = plx_db_int(r, 0);
  return false;
}

// Asks with the first `values` of the values bound.
static bool number(plx_asked *m, plx_str sql, size_t values, int64_t *out, plx_err *e) {
  *out = 0;
  return plx_db_query_n(m->store->db, sql.p, m->bind, values, take_int, out, e);
}

// The rows of a set, up to PLX_ABOUT_MAX.
static bool about(plx_asked *m, plx_condition *c, size_t values, plx_err *e) {
  return number(m, plx_str_fmt(m->a, "SELECT count(*) FROM (%.*s LIMIT %d) s", PLX_FMT(c->set), PLX_ABOUT_MAX), values,
                &c->about, e);
}

static plx_condition *added(plx_asked *m) {
  return m->conditions < PLX_ASKED_MAX ? &m->condition[m->conditions++] : &m->condition[PLX_ASKED_MAX - 1];
}

/* --- terms --- */

typedef struct term {
  int64_t id, documents;
} term;

static bool take_term(void *ctx, const plx_db_row *r) {
  *(term *)ctx = (term){plx_db_int(r, 0), plx_db_int(r, 1)};
  return false;
}

// One term, by its number.
static bool one_term(plx_asked *m, const char *kind, plx_str value, plx_err *e) {
  term t = {0, 0};
  if (!value.n) return true;
  if (!plx_db_query(m->store->db, "SELECT id, documents FROM term WHERE kind = ?1 AND value = ?2", take_term, &t, e,
                    PLX_BIND_S(plx_str_of(kind)), PLX_BIND_S(value)))
    return false;
  plx_condition *c = added(m);
  plx_str id = bound(m, PLX_BIND_I(t.id));
  c->about = t.documents;
  c->set = plx_str_fmt(m->a, "SELECT f.seq FROM facet f WHERE f.term = %.*s", PLX_FMT(id));
  c->check = plx_str_fmt(m->a, "EXISTS (SELECT 1 FROM facet f WHERE f.term = %.*s AND f.seq = d.seq)", PLX_FMT(id));
  return true;
}

// Any of several, as a question for their numbers.  A document's terms are looked through one by one, so that a set is
// taken from the index at once unless it is large.
static bool any_term(plx_asked *m, plx_str terms, plx_err *e) {
  plx_condition *c = added(m);
  c->set = plx_str_fmt(m->a, "SELECT f.seq FROM facet f WHERE f.term IN (%.*s)", PLX_FMT(terms));
  bool ok = number(m,
                   plx_str_fmt(m->a, "SELECT CAST(coalesce(sum(documents), 0) AS BIGINT) FROM term WHERE id IN (%.*s)",
                               PLX_FMT(terms)),
                   m->n, &c->about, e);
  c->check = c->about < SET_TAKEN_MAX
                 ? plx_str_fmt(m->a, "d.seq IN (%.*s)", PLX_FMT(c->set))
                 : plx_str_fmt(m->a, "EXISTS (SELECT 1 FROM facet f WHERE f.seq = d.seq AND +f.term IN (%.*s))",
                               PLX_FMT(terms));
  return ok;
}

static bool actors(plx_asked *m, plx_str code, plx_err *e) {
  if (!code.n) return true;
  plx_str from = bound(m, PLX_BIND_S(code));
  plx_str to = bound(
      m, PLX_BIND_S(plx_str_fmt(m->a, "%.*s!", PLX_FMT(code)))); // '!' is behind the blank and before every letter
  return any_term(m,
                  plx_str_fmt(m->a,
                              "SELECT t.id FROM term t WHERE t.kind = 'actor' AND t.value >= %.*s AND t.value < %.*s",
                              PLX_FMT(from), PLX_FMT(to)),
                  e);
}

static bool outlets(plx_asked *m, plx_str list, plx_err *e) {
  plx_str one, in = PLX_STR("''");
  if (!list.n) return true;
  while (plx_str_cut(&list, ',', &one) && m->n < PLX_ASKED_BINDS / 2)
    in = plx_str_fmt(m->a, "%.*s, %.*s", PLX_FMT(in), PLX_FMT(bound(m, PLX_BIND_S(plx_str_trim(one)))));
  plx_condition *c = added(m);
  c->set = plx_str_fmt(m->a, "SELECT k.seq FROM document k WHERE k.outlet IN (%.*s)", PLX_FMT(in));
  c->check = plx_str_fmt(m->a, "d.outlet IN (%.*s)", PLX_FMT(in));
  return about(m, c, m->n, e);
}

// Near is a short chord through the sphere; the box of latitudes lets an index narrow it.
static bool near(plx_asked *m, const plx_query *q, plx_err *e) {
  if (!q->near) return true;
  double lat = q->lat * M_PI / 180, lon = q->lon * M_PI / 180, angle = fmin(q->km / EARTH_KM, M_PI),
         chord = 2 * sin(angle / 2);
  const double at[] = {cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)};
  plx_str low = bound(m, PLX_BIND_R(q->lat - q->km / DEGREE_KM)),
          high = bound(m, PLX_BIND_R(q->lat + q->km / DEGREE_KM));
  plx_str sum = {0}, axis[3];
  for (int i = 0; i < 3; i++) axis[i] = bound(m, PLX_BIND_R(at[i]));
  for (int i = 0; i < 3; i++)
    sum = plx_str_fmt(m->a, "%.*s%s(p.%c - %.*s) * (p.%c - %.*s)", PLX_FMT(sum), i ? " + " : "", "xyz"[i],
                      PLX_FMT(axis[i]), "xyz"[i], PLX_FMT(axis[i]));
  plx_str most = bound(m, PLX_BIND_R(chord * chord));
  return any_term(m,
                  plx_str_fmt(m->a, "SELECT p.term FROM place p WHERE p.lat BETWEEN %.*s AND %.*s AND %.*s <= %.*s",
                              PLX_FMT(low), PLX_FMT(high), PLX_FMT(sum), PLX_FMT(most)),
                  e);
}

/* --- figures, relations, words --- */

static bool figures(plx_asked *m, const plx_query *q, plx_err *e) {
  plx_str counted = plx_fold(m->a, q->counted);
  if (!q->has_low && !q->has_high && !counted.n) return true;
  plx_str low = q->has_low ? bound(m, PLX_BIND_R(q->low)) : (plx_str){0},
          high = q->has_high ? bound(m, PLX_BIND_R(q->high)) : (plx_str){0};
  plx_str what = counted.n ? bound(m, PLX_BIND_S(counted)) : (plx_str){0}, where[2] = {{0}};
  for (int of_one = 0; of_one < 2; of_one++) {
    const char *plus = of_one && m->lite ? "+" : "";
    plx_str w = PLX_STR("1 = 1");
    if (low.n) w = plx_str_fmt(m->a, "%.*s AND %sg.high >= %.*s", PLX_FMT(w), plus, PLX_FMT(low));
    if (high.n) w = plx_str_fmt(m->a, "%.*s AND %sg.low <= %.*s", PLX_FMT(w), plus, PLX_FMT(high));
    if (what.n)
      w = plx_str_fmt(m->a, "%.*s AND (%sg.counted = %.*s OR %sg.state = %.*s)", PLX_FMT(w), plus, PLX_FMT(what), plus,
                      PLX_FMT(what));
    where[of_one] = w;
  }
  plx_condition *c = added(m);
  c->set = plx_str_fmt(m->a, "SELECT g.seq FROM figure g WHERE %.*s", PLX_FMT(where[0]));
  c->check = plx_str_fmt(m->a, "EXISTS (SELECT 1 FROM figure g WHERE g.seq = d.seq AND %.*s)", PLX_FMT(where[1]));
  return about(m, c, m->n, e);
}

static bool relation(plx_asked *m, plx_str name, plx_err *e) {
  if (!name.n) return true;
  plx_condition *c = added(m);
  c->set =
      plx_str_fmt(m->a, "SELECT k.seq FROM document k WHERE k.story IN (SELECT r.id FROM story r WHERE r.%.*s > 0)",
                  PLX_FMT(name)); // a checked name
  c->check = plx_str_fmt(m->a, "EXISTS (SELECT 1 FROM story r WHERE r.id = d.story AND r.%.*s > 0)", PLX_FMT(name));
  return number(m,
                plx_str_fmt(m->a, "SELECT 2 * count(*) FROM (SELECT 1 FROM story r WHERE r.%.*s > 0 LIMIT %d) s",
                            PLX_FMT(name), PLX_ABOUT_MAX / 2),
                0, &c->about, e);
}

// What people type is not the language of the index: every word is folded, and one that is several ("U.S.") is a
// phrase; a part in double quotes stays a phrase.
static void match_phrase(plx_asked *m, plx_str words, plx_buf *out) {
  plx_str rest = plx_fold(m->a, words), word;
  if (!rest.n) return;
  plx_str all = rest;
  if (out->n) plx_buf_str(out, m->lite ? PLX_STR(" ") : PLX_STR(" & "));
  if (m->lite) plx_buf_fmt(out, "\"%.*s\"", PLX_FMT(all));
  for (bool first = true; !m->lite && plx_str_cut(&rest, ' ', &word); first = false) {
    if (!first) plx_buf_str(out, PLX_STR(" <-> "));
    plx_buf_fmt(out, "'%.*s'", PLX_FMT(word));
  }
  m->folded = plx_str_fmt(m->a, "%.*s %.*s", PLX_FMT(m->folded), PLX_FMT(all));
}

// False where there is nothing to look for.
static bool match_words(plx_asked *m, plx_str words, plx_err *e) {
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
  if (m->match.n) m->words = bound(m, PLX_BIND_S(m->match));
  return !asked || m->match.n || plx_fail(e, PLX_E_USAGE, NULL, 0, "nothing to search for: give some words");
}

bool plx_asked_words(plx_asked *m, plx_condition *out, plx_err *e) {
  out->set = plx_str_fmt(m->a,
                         m->lite ? "SELECT rowid FROM words WHERE words MATCH %.*s"
                                 : "SELECT seq FROM body WHERE words @@ to_tsquery('simple', %.*s)",
                         PLX_FMT(m->words));
  out->check = plx_str_fmt(m->a, "d.seq IN (%.*s)", PLX_FMT(out->set));
  return about(m, out, 1, e); // the words are bound first
}

/* --- a question --- */

bool plx_asked_open(plx_asked *m, plx_store *s, const plx_query *q, plx_arena *a, plx_err *e) {
  *m = (plx_asked){.store = s, .a = a, .lite = plx_db_kind_of(s->db) == PLX_DB_SQLITE};
  return match_words(m, q->words, e) && one_term(m, "entity", plx_fold(a, q->entity), e) &&
         one_term(m, "country", q->country, e) && one_term(m, "place", plx_fold(a, q->place), e) &&
         one_term(m, "type", q->type, e) && one_term(m, "certainty", q->certainty, e) &&
         one_term(m, "speaker", plx_fold(a, q->speaker), e) && one_term(m, "language", q->language, e) &&
         outlets(m, q->outlet, e) && actors(m, q->actor, e) && near(m, q, e) && figures(m, q, e) &&
         relation(m, q->relation, e) &&
         number(m, PLX_STR("SELECT coalesce(max(seq), 0) FROM document"), 0, &m->documents, e);
}

void plx_asked_free(plx_asked *m) {
  plx_buf_free(&m->sql);
}

// What passes may stand all at the far end, so a set that is read in a few milliseconds is not weighed against a walk.
const plx_condition *plx_asked_smallest(const plx_asked *m, int64_t limit, double *walked) {
  const plx_condition *best = NULL;
  *walked = (double)limit / ROW_READ;
  for (uint32_t i = 0; i < m->conditions; i++) {
    const plx_condition *c = &m->condition[i];
    *walked *= fmax((double)m->documents / (double)(c->about > FOUND_EACH ? c->about : FOUND_EACH), 1);
    if (!best || c->about < best->about) best = c;
  }
  *walked = fmax(*walked, SET_SMALL);
  return best;
}

void plx_asked_checks(plx_asked *m, const plx_query *q, const plx_condition *but) {
  for (uint32_t i = 0; i < m->conditions; i++)
    if (&m->condition[i] != but) plx_buf_fmt(&m->sql, " AND %.*s", PLX_FMT(m->condition[i].check));
  if (q->from.n) plx_asked_add(m, " AND d.day >= "), plx_asked_value(m, PLX_BIND_S(q->from));
  if (q->to.n)
    plx_asked_add(m, " AND d.day <> '' AND d.day <= "),
        plx_asked_value(m, PLX_BIND_S(plx_str_fmt(m->a, "%.*s~", PLX_FMT(q->to))));
}
