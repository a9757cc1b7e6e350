/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/story_row.h"

enum { OUTLETS_NAMED = 12 };

static void members(plx_json *j, const plx_stored_story *s) {
  static const char *const relation[] = {"agree", "differ", "conflict", "deny", "single"};
  plx_json_str(j, "id", s->id);
  plx_json_str(j, "title", s->title);
  plx_json_opt(j, "brief", s->brief);
  plx_json_opt(j, "from", s->first_day);
  plx_json_opt(j, "to", s->last_day);
  plx_json_opt(j, "earlier", s->earlier);
  plx_json_int(j, "documents", s->documents);
  plx_json_int(j, "outlets", s->outlets);
  plx_json_bool(j, "compared", s->compared);
  if (!s->compared) return;
  plx_json_int(j, "origins", s->origins);
  plx_json_object(j, "relations");
  for (int i = 0; i < 5; i++) plx_json_int(j, relation[i], s->relation[i]);
  plx_json_end_object(j);
}

void plx_story_row_json(plx_json *j, const plx_stored_story *s) {
  plx_json_object(j, NULL);
  members(j, s);
  plx_json_end_object(j);
}

static bool add_day(void *ctx, plx_str day, int64_t documents) {
  plx_json *j = ctx;
  plx_json_object(j, NULL);
  plx_json_str(j, "date", day);
  plx_json_int(j, "documents", documents);
  plx_json_end_object(j);
  return true;
}

static bool add_outlet(void *ctx, plx_str outlet, int64_t documents) {
  (void)documents;
  plx_json_str(ctx, NULL, outlet);
  return true;
}

bool plx_story_row_whole(plx_json *j, plx_store *store, const plx_stored_story *s, plx_err *e) {
  plx_json_object(j, NULL);
  members(j, s);
  plx_json_array(j, "days");
  bool ok = plx_store_days(store, s->id, add_day, j, e);
  plx_json_end_array(j);
  plx_json_array(j, "outlet_names");
  ok = ok && plx_store_outlets(store, s->id, OUTLETS_NAMED, add_outlet, j, e);
  plx_json_end_array(j);
  plx_json_end_object(j);
  return ok;
}
