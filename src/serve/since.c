/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/since.h"

#include "base/json.h"
#include "serve/stored.h"

enum { SHOWN = 12 };

bool plx_since_time(plx_str t) {
  static const char form[] = "0000-00-00T00:00:00Z";
  if (t.n < 4 || t.n >= sizeof form) return false;
  for (size_t i = 0; i < t.n; i++)
    if (form[i] == '0' ? t.p[i] < '0' || t.p[i] > '9' : t.p[i] != form[i]) return false;
  return true;
}

/* --- finding --- */

typedef struct finding {
  plx_arena *a;
  plx_str time;
  const plx_map *known;
  plx_map fresh; // ids
  plx_since *out;
} finding;

static bool take_document(void *ctx, const plx_stored *d) {
  finding *f = ctx;
  if (f->known ? plx_map_get(f->known, d->id) != NULL : plx_str_cmp(d->added, f->time) <= 0) return true;
  plx_since_document one = {plx_str_copy(f->a, d->id), plx_str_copy(f->a, d->outlet), plx_str_copy(f->a, d->title),
                            plx_str_copy(f->a, d->published)};
  plx_map_put(&f->fresh, one.id);
  *plx_vec_push(f->a, &f->out->document) = one;
  return true;
}

static bool is_fresh(const finding *f, plx_str id) {
  return plx_map_get(&f->fresh, id) != NULL;
}

static plx_str text_of(const finding *f, const json_t *o, const char *key) {
  return plx_str_copy(f->a, plx_json_get(o, key));
}

static plx_str value_text(const finding *f, const json_t *value) {
  const json_t *v = json_object_get(value, "value");
  return json_is_number(v) ? plx_str_fmt(f->a, "%.12g", json_number_value(v))
                           : plx_str_copy(f->a, plx_str_of(json_string_value(v)));
}

static void take_values(finding *f, const json_t *claim, plx_since_claim *c) {
  const json_t *values = json_object_get(claim, "values");
  for (size_t i = 0; i < json_array_size(values); i++) {
    const json_t *value = json_array_get(values, i), *documents = json_object_get(value, "documents");
    bool older = false;
    for (size_t k = 0; k < json_array_size(documents); k++)
      older |= !is_fresh(f, plx_str_of(json_string_value(json_array_get(documents, k))));
    plx_str text = value_text(f, value);
    if (older) *plx_vec_push(f->a, &c->before) = text;
    else *plx_vec_push(f->a, &c->now) = text;
  }
}

static void take_claim(finding *f, const json_t *claim) {
  const json_t *accounts = json_object_get(claim, "accounts");
  plx_since_claim c = {.accounts = (uint32_t)json_array_size(accounts)};
  for (uint32_t k = 0; k < c.accounts; k++)
    c.fresh += is_fresh(f, plx_json_get(json_array_get(accounts, k), "document"));
  if (!c.fresh) return;
  c.id = text_of(f, claim, "id");
  c.summary = text_of(f, claim, "summary");
  c.relation = text_of(f, claim, "relation");
  c.field = text_of(f, claim, "field");
  take_values(f, claim, &c);
  *plx_vec_push(f->a, &f->out->claim) = c;
}

bool plx_since_find(plx_store *s, plx_str story, plx_str time, const plx_map *known, const plx_meaning *meaning,
                    plx_arena *a, plx_since *out, plx_err *e) {
  finding f = {.a = a, .time = time, .known = known, .out = out};
  plx_buf json = {0};
  *out = (plx_since){0};
  plx_map_init(&f.fresh, a);
  bool ok = plx_stored_json(s, story, meaning, &json, e) && plx_store_documents(s, story, 0, take_document, &f, e);
  json_t *compared = ok ? plx_json_parse(plx_buf_view(&json), "store", 0, e) : NULL;
  const json_t *claims = json_object_get(compared, "claims");
  for (size_t i = 0; i < json_array_size(claims); i++) take_claim(&f, json_array_get(claims, i));
  ok = compared != NULL;
  json_decref(compared);
  plx_buf_free(&json);
  return ok;
}

/* --- telling --- */

static bool is_new(const plx_since_claim *c) {
  return c->fresh == c->accounts;
}

void plx_since_write(const plx_since *s, plx_str time, plx_buf *out) {
  plx_json j = plx_json_to(out);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "time", time);
  plx_json_array(&j, "documents");
  for (uint32_t i = 0; i < s->document.n; i++) plx_json_str(&j, NULL, s->document.v[i].id);
  plx_json_end_array(&j);
  plx_json_array(&j, "claims");
  for (uint32_t i = 0; i < s->claim.n; i++) {
    const plx_since_claim *c = &s->claim.v[i];
    plx_json_object(&j, NULL);
    plx_json_str(&j, "id", c->id);
    plx_json_str(&j, "state", is_new(c) ? PLX_STR("new") : PLX_STR("more"));
    if (c->now.n) plx_json_array(&j, "values");
    for (uint32_t k = 0; k < c->now.n; k++) plx_json_str(&j, NULL, c->now.v[k]);
    if (c->now.n) plx_json_end_array(&j);
    plx_json_end_object(&j);
  }
  plx_json_end_array(&j);
  plx_json_end_object(&j);
}

static void draw_values(const plx_since_claim *c, plx_buf *out) {
  for (uint32_t k = 0; k < c->before.n; k++) plx_buf_fmt(out, "%s%.*s", k ? ", " : "    ", PLX_FMT(c->before.v[k]));
  plx_buf_str(out, PLX_STR(" → "));
  for (uint32_t k = 0; k < c->now.n; k++) plx_buf_fmt(out, "%s%.*s", k ? ", " : "", PLX_FMT(c->now.v[k]));
  plx_buf_char(out, '\n');
}

typedef bool claim_test(const plx_since_claim *c);

static bool is_changed(const plx_since_claim *c) {
  return !is_new(c) && c->now.n && c->before.n;
}

static bool is_told_again(const plx_since_claim *c) {
  return !is_new(c) && !is_changed(c);
}

static void draw_claims(const plx_since *s, const char *heading, claim_test *test, uint32_t most, plx_buf *out) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->claim.n; i++) {
    const plx_since_claim *c = &s->claim.v[i];
    if (!test(c) || n++ >= most) continue;
    if (n == 1) plx_buf_fmt(out, "\n%s\n", heading);
    plx_buf_fmt(out, "  %.*s\n", PLX_FMT(c->summary));
    if (is_changed(c)) draw_values(c, out);
  }
  if (n > most) plx_buf_fmt(out, "  … and %u more; --all shows them\n", n - most);
}

void plx_since_draw(const plx_since *s, bool all, plx_buf *out) {
  uint32_t most = all ? UINT32_MAX : SHOWN;
  if (!s->document.n) return;
  plx_buf_str(out, PLX_STR("NEW ACCOUNTS\n"));
  for (uint32_t i = 0; i < s->document.n; i++) {
    const plx_since_document *d = &s->document.v[i];
    plx_buf_fmt(out, "  %.*s%s%.*s%s%.*s\n", PLX_FMT(d->outlet), d->outlet.n ? " · " : "", PLX_FMT(d->title),
                d->published.n ? " · " : "", PLX_FMT(d->published));
  }
  draw_claims(s, "OTHER VALUES THAN BEFORE", is_changed, most, out);
  draw_claims(s, "NOT TOLD BEFORE", is_new, most, out);
  draw_claims(s, "TOLD AGAIN", is_told_again, most, out);
}
