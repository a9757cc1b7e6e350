/* SPDX-License-Identifier: Apache-2.0 */
/* What coders decided, as examples for train/events:
 *
 *     parallax review export rows --db … > rows.ndjson
 *     build/train/reviews rows.ndjson > reviews.jsonl
 *     build/train/events SET.jsonl … reviews.jsonl > data/event_weights.tsv
 *
 * A line of the output is a sentence with "codings": the type that an event of it has by what coders decided - the one
 * accepted or put in its place - or none, where its only event was rejected.  Of one coder the last word on a finding
 * counts, an adjudication above all; a sentence is left out where coders disagree and nobody has adjudicated, and where
 * it has events of two types, since a set says one of a sentence.  Statements are not learned from: their trainer needs
 * articles in which every attribution is marked, and coders see only what the program has found. */
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/lines.h"
#include "base/map.h"

enum { LINE_BYTES_MAX = 1 << 22 };

typedef struct finding {
  plx_str text, type; // type: absent where it was rejected
  bool settled, disputed;
} finding;

typedef struct sentence {
  plx_str text, type;
  bool unclear; // its findings do not say one thing
} sentence;

typedef struct reviews {
  plx_arena *a;
  plx_map findings, votes, sentences; // votes: "finding coder" -> index of a row + 1
  PLX_VEC(finding) finding;
  PLX_VEC(sentence) sentence;
} reviews;

// The type a row says is right; false where it says nothing about types.
static bool type_of(const json_t *row, plx_arena *a, plx_str *type) {
  plx_str field = plx_json_get(row, "field");
  *type = (plx_str){0};
  if (!plx_str_eqz(plx_json_get(row, "kind"), "event") || (field.n && !plx_str_eqz(field, "type"))) return false;
  if (!json_is_true(json_object_get(row, "holds")))
    return !field.n; // that its type is wrong does not say which is right
  *type = plx_str_copy(a, field.n ? plx_json_get(row, "right") : plx_json_get(json_object_get(row, "fields"), "type"));
  return type->n > 0;
}

// Rows come newest first: what a coder said before is passed over.
static void take_row(reviews *r, const json_t *row) {
  plx_str type;
  if (!type_of(row, r->a, &type)) return;
  bool settles = json_is_true(json_object_get(row, "adjudicates"));
  plx_str key =
      plx_str_fmt(r->a, "%.*s %.*s", PLX_FMT(plx_json_get(row, "document")), PLX_FMT(plx_json_get(row, "finding")));
  plx_str vote = plx_str_fmt(r->a, "%.*s %.*s", PLX_FMT(key), PLX_FMT(plx_json_get(row, "coder")));
  uint32_t at = plx_map_intern(&r->findings, key), before = r->votes.n;
  bool first = at == r->finding.n, again = plx_map_intern(&r->votes, vote) < before;
  if (first) {
    finding fresh = {.text = plx_str_copy(r->a, plx_json_get(row, "text")), .type = type, .settled = settles};
    *plx_vec_push(r->a, &r->finding) = fresh;
  }
  finding *f = &r->finding.v[at];
  if (first || f->settled) return;
  if (settles) *f = (finding){f->text, type, true, false};
  else if (!again) f->disputed |= !plx_str_eq(f->type, type);
}

// A rejected event says that a sentence has none only where no other of it holds.
static void take_finding(reviews *r, const finding *f) {
  uint32_t at = plx_map_intern(&r->sentences, f->text);
  if (at == r->sentence.n) {
    sentence fresh = {.text = f->text, .type = f->type, .unclear = f->disputed};
    *plx_vec_push(r->a, &r->sentence) = fresh;
    return;
  }
  sentence *s = &r->sentence.v[at];
  s->unclear |= f->disputed || (f->type.n && s->type.n && !plx_str_eq(f->type, s->type));
  if (!s->type.n) s->type = f->type;
}

static void write_sentence(const sentence *s) {
  plx_buf out = {0};
  plx_json j = plx_json_to(&out);
  char id[32];
  snprintf(id, sizeof id, "review-%016llx", (unsigned long long)plx_hash(s->text.p, s->text.n));
  plx_json_object(&j, NULL);
  plx_json_str(&j, "id", plx_str_of(id));
  plx_json_str(&j, "text", s->text);
  plx_json_array(&j, "codings");
  if (s->type.n) {
    plx_json_object(&j, NULL);
    plx_json_str(&j, "plover", s->type);
    plx_json_end_object(&j);
  }
  plx_json_end_array(&j);
  plx_json_end_object(&j);
  puts(out.p);
  plx_buf_free(&out);
}

int main(int n, char **arg) {
  reviews r = {.a = plx_arena_new()};
  plx_err e = {0};
  FILE *f = n == 2 ? fopen(arg[1], "rb") : NULL;
  if (!f) return fprintf(stderr, "usage: reviews ROWS.ndjson > SET.jsonl   # ROWS: parallax review export rows\n"), 2;
  plx_map_init(&r.findings, r.a);
  plx_map_init(&r.votes, r.a);
  plx_map_init(&r.sentences, r.a);
  plx_lines in = plx_lines_file(f, arg[1], LINE_BYTES_MAX);
  plx_str line;
  for (uint64_t at = 1; !e.code && plx_lines_next(&in, &line, NULL) == PLX_LINES_ONE; at++) {
    json_t *row = plx_json_parse(line, arg[1], at, &e);
    if (row) take_row(&r, row);
    json_decref(row);
  }
  for (uint32_t i = 0; i < r.finding.n; i++) take_finding(&r, &r.finding.v[i]);
  for (uint32_t i = 0; i < r.sentence.n; i++)
    if (!r.sentence.v[i].unclear) write_sentence(&r.sentence.v[i]);
  if (e.code) fprintf(stderr, "reviews: %s\n", e.msg);
  plx_lines_free(&in);
  fclose(f);
  plx_arena_free(r.a);
  return e.code ? 1 : 0;
}
