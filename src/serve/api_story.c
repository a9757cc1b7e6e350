/* SPDX-License-Identifier: Apache-2.0 */
/* What can be asked about one story besides its comparison. */
#include <string.h>

#include "serve/api_parts.h"

static void not_found(const plx_request *q, plx_reply *r) {
  plx_reply_error(r, 404, "no story %.*s", PLX_FMT(q->part));
}

/* --- its documents --- */

typedef struct documents {
  plx_json j;
  plx_str only;
  int n;
  plx_err e;
} documents;

static const char *const parts[] = {"sentences", "entities", "times", "figures", "statements", "events"};

static void keep_parts(json_t *record, plx_str only) {
  for (int i = 0; i < 6; i++) {
    plx_str rest = only, one;
    bool wanted = false;
    while (plx_str_cut(&rest, ',', &one)) wanted |= plx_str_eqz(plx_str_trim(one), parts[i]);
    if (!wanted) json_object_del(record, parts[i]);
  }
}

static bool write_document(void *ctx, const plx_stored *d) {
  documents *s = ctx;
  s->n++;
  if (!s->only.n) {
    plx_json_raw(&s->j, NULL, d->record);
    return true;
  }
  json_t *record = plx_json_parse(d->record, "store", 0, &s->e);
  if (!record) return false;
  keep_parts(record, s->only);
  char *text = json_dumps(record, JSON_COMPACT);
  plx_json_raw(&s->j, NULL, plx_str_of(text));
  free(text);
  json_decref(record);
  return true;
}

void plx_api_get_story_documents(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  documents s = {.j = plx_json_to(&r->body), .only = plx_request_get(q, "only")};
  plx_json_object(&s.j, NULL);
  plx_json_array(&s.j, "documents");
  plx_store_documents(a->store, q->part, PLX_WANT_RECORD, write_document, &s, &s.e);
  plx_json_end_array(&s.j);
  plx_json_end_object(&s.j);
  if (s.e.code) plx_api_fail(a, r, &s.e);
  else if (!s.n) not_found(q, r);
}
