/* SPDX-License-Identifier: Apache-2.0 */
/* Decisions in and out; what a finding's fields are. */
#include "store/review.h"

#include <stdlib.h>
#include <string.h>

#include "store/pack.h"

enum { QUEUE_PAGE = 16 };

/* --- findings --- */

static const struct {
  const char *kind, *list, *field[9];
} kinds[] = {
    {"event", "events", {"type", "source", "target", "date", "place", "certainty", "cameo", NULL}},
    {"figure", "figures", {"value", "low", "high", "counted", "state", "unit", NULL}},
    {"statement", "statements", {"speaker", "addressee", "polarity", "kind", NULL}},
    {"entity", "entities", {"name", "type", "actor", "country", NULL}},
    {"claim", "claims", {"relation", "field", "why", NULL}},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static int kind_of(plx_str kind) {
  for (int i = 0; i < KINDS; i++)
    if (plx_str_eqz(kind, kinds[i].kind)) return i;
  return -1;
}

const char *const *plx_review_fields(plx_str kind) {
  int i = kind_of(kind);
  return i < 0 ? NULL : kinds[i].field;
}

static const json_t *by_id(const json_t *whole, const char *list, plx_str id) {
  const json_t *all = json_object_get(whole, list);
  for (size_t i = 0; id.n && i < json_array_size(all); i++)
    if (plx_str_eq(plx_json_get(json_array_get(all, i), "id"), id)) return json_array_get(all, i);
  return NULL;
}

const json_t *plx_review_finding(const json_t *whole, plx_str kind, plx_str id) {
  int k = kind_of(kind);
  return k < 0 ? NULL : by_id(whole, kinds[k].list, id);
}

static plx_str scalar(const json_t *v, plx_arena *a) {
  if (json_is_string(v)) return plx_str_copy(a, (plx_str){json_string_value(v), json_string_length(v)});
  if (json_is_integer(v)) return plx_str_fmt(a, "%lld", (long long)json_integer_value(v));
  if (json_is_real(v)) return plx_str_fmt(a, "%.10g", json_real_value(v));
  return (plx_str){0};
}

static plx_str role_actors(const json_t *roles, plx_arena *a) {
  plx_str part[16];
  size_t n = 0;
  for (size_t i = 0; i < json_array_size(roles) && n < 16; i++) {
    const json_t *role = json_array_get(roles, i);
    plx_str actor = plx_json_get(role, "actor");
    part[n++] = actor.n ? actor : plx_json_get(role, "quote");
  }
  return plx_str_join(a, part, n, PLX_STR("; "));
}

plx_str plx_review_machine(const json_t *record, const json_t *finding, plx_str kind, const char *field, plx_arena *a) {
  const json_t *v = json_object_get(finding, field);
  if (strcmp(field, "type") == 0 && plx_str_eqz(kind, "event")) v = json_object_get(finding, "plover");
  if (strcmp(field, "country") == 0) v = json_object_get(json_object_get(finding, "place"), "country");
  if (json_is_array(v)) return role_actors(v, a);
  bool entity = strcmp(field, "speaker") == 0 || strcmp(field, "addressee") == 0 ||
                (strcmp(field, "place") == 0 && json_is_string(v));
  if (entity) return plx_str_copy(a, plx_json_get(by_id(record, "entities", scalar(v, a)), "name"));
  return scalar(v, a);
}

// The words of a finding: its own span, else that of its trigger, its content or its first mention.
static void words_of(const json_t *finding, plx_str *quote, int64_t *start, int64_t *end) {
  static const char *const inner[] = {"trigger", "content", "mentions", "accounts"};
  const json_t *span = json_object_get(finding, "start") ? finding : NULL;
  for (int i = 0; !span && i < 4; i++) {
    const json_t *v = json_object_get(finding, inner[i]);
    span = json_is_array(v) ? json_array_get(v, 0) : v;
  }
  *quote = plx_json_get(span, "quote");
  *start = json_integer_value(json_object_get(span, "start"));
  *end = json_integer_value(json_object_get(span, "end"));
}

/* --- adding --- */

typedef struct lookup {
  plx_decision *d;
  plx_arena *a;
  bool found;
  plx_err *e;
} lookup;

static void fill(lookup *l, const json_t *whole) {
  plx_decision *d = l->d;
  const json_t *finding = plx_review_finding(whole, d->kind, d->finding);
  if (!finding) return;
  l->found = true;
  words_of(finding, &d->quote, &d->start, &d->end);
  d->quote = plx_str_copy(l->a, d->quote);
  if (d->field.n) d->machine = plx_review_machine(whole, finding, d->kind, plx_str_copy(l->a, d->field).p, l->a);
}

static bool fill_from_document(void *ctx, const plx_stored *row) {
  lookup *l = ctx;
  json_t *record = plx_json_parse(row->record, "store", 0, l->e);
  l->d->pipeline = plx_str_copy(l->a, row->pipeline);
  if (record) fill(l, record);
  json_decref(record);
  return false;
}

static bool fill_from_story(plx_store *s, lookup *l) {
  plx_buf json = {0};
  bool kept = false;
  if (plx_store_comparison(s, l->d->story, &json, &kept, l->e) && kept) {
    json_t *story = plx_json_parse(plx_buf_view(&json), "store", 0, l->e);
    if (story) fill(l, story);
    json_decref(story);
  }
  plx_buf_free(&json);
  return !l->e->code;
}

static bool known_field(const plx_decision *d) {
  const char *const *field = plx_review_fields(d->kind);
  for (int i = 0; field[i]; i++)
    if (plx_str_eqz(d->field, field[i])) return true;
  return !d->field.n;
}

static bool check(const plx_decision *d, plx_err *e) {
  bool claim = plx_str_eqz(d->kind, "claim");
  if (!plx_str_trim(d->coder).n) return plx_fail(e, PLX_E_USAGE, NULL, 0, "a decision needs a coder: whose is it?");
  if (kind_of(d->kind) < 0)
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "kind is event, figure, statement, entity or claim; not '%.*s'",
                    PLX_FMT(d->kind));
  if (claim ? !d->story.n : !d->document.n)
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "a decision on a claim names its story, on all else its document");
  if (!plx_str_in(d->verdict, "accept correct reject"))
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "verdict is accept, correct or reject; not '%.*s'", PLX_FMT(d->verdict));
  if (!known_field(d))
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "a %.*s has no field '%.*s'", PLX_FMT(d->kind), PLX_FMT(d->field));
  if (plx_str_eqz(d->verdict, "correct") && (!d->value.n || !d->field.n))
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "to correct, give the field and its right value");
  return true;
}

static bool take_id(void *ctx, const plx_db_row *r) {
  *(int64_t *)ctx = plx_db_int(r, 0);
  return false;
}

static bool insert(plx_store *s, plx_decision *d, plx_err *e) {
  return plx_db_query(s->db,
                      "INSERT INTO decision (at, coder, document, story, kind, finding, first, last, quote, field, "
                      "verdict, machine, value,"
                      " reason, note, adjudicates, pipeline) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                      "?12, ?13, ?14, ?15, ?16, ?17)"
                      " RETURNING id",
                      take_id, &d->id, e, PLX_BIND_S(d->at), PLX_BIND_S(d->coder), PLX_BIND_S(d->document),
                      PLX_BIND_S(d->story), PLX_BIND_S(d->kind), PLX_BIND_S(d->finding), PLX_BIND_I(d->start),
                      PLX_BIND_I(d->end), PLX_BIND_S(d->quote), PLX_BIND_S(d->field), PLX_BIND_S(d->verdict),
                      PLX_BIND_S(d->machine), PLX_BIND_S(d->value), PLX_BIND_S(d->reason), PLX_BIND_S(d->note),
                      PLX_BIND_I(d->adjudicates), PLX_BIND_S(d->pipeline));
}

bool plx_review_add(plx_store *s, plx_decision *d, plx_arena *a, plx_err *e) {
  lookup l = {d, a, false, e};
  if (!check(d, e)) return false;
  bool ok = d->document.n ? plx_store_document(s, d->document, PLX_WANT_RECORD, fill_from_document, &l, e)
                          : fill_from_story(s, &l);
  if (!ok || e->code) return false;
  if (!l.found)
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "no %.*s %.*s in %.*s", PLX_FMT(d->kind), PLX_FMT(d->finding),
                    PLX_FMT(d->document.n ? d->document : d->story));
  d->at = plx_store_now(a);
  if (plx_store_begin(s, e) && insert(s, d, e) && plx_store_commit(s, e)) return true;
  plx_store_rollback(s);
  return false;
}

/* --- listing --- */

typedef struct receiver {
  plx_each_decision *each;
  void *ctx;
} receiver;

static bool decision_row(void *ctx, const plx_db_row *r) {
  const receiver *to = ctx;
  plx_decision d = {.id = plx_db_int(r, 0),
                    .at = plx_db_text(r, 1),
                    .coder = plx_db_text(r, 2),
                    .document = plx_db_text(r, 3),
                    .story = plx_db_text(r, 4),
                    .kind = plx_db_text(r, 5),
                    .finding = plx_db_text(r, 6),
                    .start = plx_db_int(r, 7),
                    .end = plx_db_int(r, 8),
                    .quote = plx_db_text(r, 9),
                    .field = plx_db_text(r, 10),
                    .verdict = plx_db_text(r, 11),
                    .machine = plx_db_text(r, 12),
                    .value = plx_db_text(r, 13),
                    .reason = plx_db_text(r, 14),
                    .note = plx_db_text(r, 15),
                    .adjudicates = plx_db_int(r, 16) != 0,
                    .pipeline = plx_db_text(r, 17)};
  return to->each(to->ctx, &d);
}

// With a story come the decisions on its claims and on the findings of its documents.
bool plx_review_list(plx_store *s, const plx_decision_query *q, plx_each_decision *each, void *ctx, plx_err *e) {
  plx_buf sql = {0};
  plx_bind v[8];
  size_t n = 0;
  const struct {
    const char *column;
    plx_str value;
  } wanted[] = {{"document", q->document}, {"coder", q->coder}, {"kind", q->kind}, {"verdict", q->verdict}};
  receiver to = {each, ctx};
  plx_buf_str(&sql, PLX_STR("SELECT id, at, coder, document, story, kind, finding, first, last, quote, field, verdict, "
                            "machine, value, reason,"
                            " note, adjudicates, pipeline FROM decision WHERE 1 = 1"));
  for (int i = 0; i < 4; i++) {
    if (!wanted[i].value.n) continue;
    v[n++] = PLX_BIND_S(wanted[i].value);
    plx_buf_fmt(&sql, " AND %s = ?%zu", wanted[i].column, n);
  }
  if (q->story.n) {
    v[n++] = PLX_BIND_S(q->story);
    plx_buf_fmt(&sql, " AND (story = ?%zu OR document IN (SELECT d.id FROM document d WHERE d.story = ?%zu))", n, n);
  }
  if (q->before) plx_buf_fmt(&sql, " AND id < %lld", (long long)q->before);
  plx_buf_str(&sql, PLX_STR(" ORDER BY id DESC"));
  if (q->limit) plx_buf_fmt(&sql, " LIMIT %lld", (long long)q->limit);
  bool ok = plx_db_query_n(s->db, sql.p, v, n, decision_row, &to, e);
  plx_buf_free(&sql);
  return ok;
}

/* --- the queue --- */

typedef struct queue {
  plx_store *store;
  const plx_decision_query *q;
  plx_each_item *each;
  void *ctx;
  plx_arena *a;
  plx_map decided;      // "document finding", of a claim "story finding"
  int64_t left, seq;    // seq: of the document that is gone through
  plx_str day, story;   // of the story that is gone through
  int64_t skip, passed; // findings of the first that the pages before had; of the current one, gone past
  int rows;
  bool stopped;
  plx_err e;
} queue;

static bool note_decided(void *ctx, const plx_decision *d) {
  queue *w = ctx;
  plx_map_put(&w->decided,
              plx_str_fmt(w->a, "%.*s %.*s", PLX_FMT(d->document.n ? d->document : d->story), PLX_FMT(d->finding)));
  return true;
}

static void find_sentence(const json_t *record, plx_item *item) {
  const json_t *list = json_object_get(record, "sentences");
  for (size_t i = 0; i < json_array_size(list); i++) {
    int64_t start = json_integer_value(json_object_get(json_array_get(list, i), "start"));
    int64_t end = json_integer_value(json_object_get(json_array_get(list, i), "end"));
    if (start <= item->start && item->start < end) item->sentence_start = start, item->sentence_end = end;
  }
}

// Is it still to be decided, and not on a page before?
static bool wanted(queue *w, plx_str of, plx_str finding) {
  if (w->stopped || ++w->passed <= w->skip) return false;
  return !plx_map_get(&w->decided, plx_str_fmt(w->a, "%.*s %.*s", PLX_FMT(of), PLX_FMT(finding)));
}

static void give(queue *w, const plx_item *item) {
  w->stopped = !w->each(w->ctx, item) || --w->left == 0;
}

static void offer(queue *w, const plx_stored *d, const json_t *record, int kind, const json_t *finding) {
  plx_item item = {.document = d,
                   .kind = plx_str_of(kinds[kind].kind),
                   .finding = plx_json_get(finding, "id"),
                   .record = record,
                   .json = finding};
  if (!wanted(w, d->id, item.finding)) return;
  words_of(finding, &item.quote, &item.start, &item.end);
  find_sentence(record, &item);
  give(w, &item);
}

// Another document or story is gone through: what pages before had was of the first.
static void begin_findings(queue *w, bool first) {
  if (!first) w->skip = 0;
  w->passed = 0;
  w->rows++;
}

static bool offer_document(void *ctx, const plx_stored *d) {
  queue *w = ctx;
  json_t *record = plx_json_parse(d->record, "store", 0, &w->e);
  begin_findings(w, d->seq == w->seq);
  w->seq = d->seq;
  for (int k = 0; record && k < KINDS - 1; k++) {
    if (w->q->kind.n ? !plx_str_eqz(w->q->kind, kinds[k].kind) : k > 2) continue;
    const json_t *list = json_object_get(record, kinds[k].list);
    for (size_t i = 0; i < json_array_size(list); i++) offer(w, d, record, k, json_array_get(list, i));
  }
  json_decref(record);
  return !w->stopped && !w->e.code;
}

// The findings of documents, newest first; a page begins with the document that the one before ended in.
static bool queue_documents(queue *w, plx_err *e) {
  enum { WANTED = PLX_WANT_TEXT | PLX_WANT_RECORD };
  bool ok = true;
  if (w->q->document.n) return plx_store_document(w->store, w->q->document, WANTED, offer_document, w, e);
  if (w->q->story.n) return plx_store_documents(w->store, w->q->story, WANTED, offer_document, w, e);
  int64_t before = w->seq == INT64_MAX ? INT64_MAX : w->seq + 1;
  do {
    w->rows = 0;
    ok = plx_store_documents_before(w->store, before, QUEUE_PAGE, WANTED, offer_document, w, e);
    before = w->seq;
  } while (ok && !w->stopped && w->rows == QUEUE_PAGE);
  return ok;
}

static void offer_claims(queue *w, const json_t *story) {
  const plx_stored about = {
      .story = w->story, .title = plx_json_get(story, "title"), .published = plx_json_get(story, "from")};
  const json_t *list = json_object_get(story, "claims");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *claim = json_array_get(list, i);
    plx_item item = {.document = &about,
                     .kind = PLX_STR("claim"),
                     .finding = plx_json_get(claim, "id"),
                     .quote = plx_json_get(claim, "summary"),
                     .record = story,
                     .json = claim};
    if (!plx_str_eqz(plx_json_get(claim, "relation"), "single") && wanted(w, w->story, item.finding)) give(w, &item);
  }
}

static bool offer_story(void *ctx, const plx_db_row *r) {
  queue *w = ctx;
  plx_buf text = {0};
  bool ok = plx_unpack(plx_db_text(r, 2), &text, &w->e);
  json_t *story = ok ? plx_json_parse(plx_buf_view(&text), "store", 0, &w->e) : NULL;
  begin_findings(w, plx_str_eq(plx_db_text(r, 0), w->story));
  w->story = plx_str_copy(w->a, plx_db_text(r, 0));
  w->day = plx_str_copy(w->a, plx_db_text(r, 1));
  if (story) offer_claims(w, story);
  json_decref(story);
  plx_buf_free(&text);
  return !w->stopped && !w->e.code;
}

// Claims that accounts share or dispute, of stories as they were compared, newest first.
static bool queue_claims(queue *w, plx_err *e) {
#define STORIES                                                                                                        \
  "SELECT s.id, s.last_day, c.json FROM story s JOIN comparison c ON c.story = s.id WHERE s.compared = 1 AND "
  if (w->q->story.n) return plx_db_query(w->store->db, STORIES "s.id = ?1", offer_story, w, e, PLX_BIND_S(w->q->story));
  bool ok = true;
  do {
    int first = w->story.n && w->skip > 0; // the story that the page before ended in, once more
    w->rows = 0;
    ok = w->story.n
             ? plx_db_query(w->store->db,
                            STORIES "s.last_day <= ?1 AND (s.last_day < ?1 OR s.id > ?2 OR (?3 = 1 AND s.id = ?2))"
                                    " ORDER BY s.last_day DESC, s.id LIMIT 16",
                            offer_story, w, e, PLX_BIND_S(w->day), PLX_BIND_S(w->story), PLX_BIND_I(first))
             : plx_db_query_n(w->store->db, STORIES "1 = 1 ORDER BY s.last_day DESC, s.id LIMIT 16", NULL, 0,
                              offer_story, w, e);
    w->skip = 0;
  } while (ok && !w->stopped && w->rows == QUEUE_PAGE);
  return ok;
}

// "SEQ_N" or "DAY_STORY_N": where the last page ended, and how many findings of it were gone past.
static void open_cursor(queue *w, bool claims) {
  plx_str rest = w->q->cursor, part;
  w->seq = INT64_MAX;
  if (!rest.n || !plx_str_cut(&rest, '_', &part)) return;
  if (claims) {
    w->day = part;
    if (!plx_str_cut(&rest, '_', &w->story)) return;
  } else {
    w->seq = atoll(plx_str_copy(w->a, part).p);
  }
  w->skip = atoll(plx_str_copy(w->a, rest).p);
}

static plx_str cursor_of(const queue *w, bool claims, plx_arena *a) {
  if (!w->stopped) return (plx_str){0};
  if (claims) return plx_str_fmt(a, "%.*s_%.*s_%lld", PLX_FMT(w->day), PLX_FMT(w->story), (long long)w->passed);
  return plx_str_fmt(a, "%lld_%lld", (long long)w->seq, (long long)w->passed);
}

bool plx_review_queue(plx_store *s, const plx_decision_query *q, plx_each_item *each, void *ctx, plx_arena *a,
                      plx_str *next, plx_err *e) {
  queue w = {
      .store = s, .q = q, .each = each, .ctx = ctx, .a = plx_arena_new(), .left = q->limit > 0 ? q->limit : INT64_MAX};
  bool claims = plx_str_eqz(q->kind, "claim");
  plx_map_init(&w.decided, w.a);
  plx_decision_query mine = {.coder = q->coder, .document = q->document, .story = q->story};
  open_cursor(&w, claims);
  bool ok = !q->coder.n || plx_review_list(s, &mine, note_decided, &w, e);
  ok = ok && (claims ? queue_claims(&w, e) : queue_documents(&w, e));
  if (w.e.code) *e = w.e;
  *next = cursor_of(&w, claims, a);
  plx_arena_free(w.a);
  return ok && !w.e.code;
}
