/* SPDX-License-Identifier: Apache-2.0 */
/* Server-sent events: a line of the store's change log after the other, each with the story as it is now. */
#include <stdlib.h>
#include <time.h>

#include "serve/api_parts.h"
#include "serve/story_row.h"

enum { AT_ONCE = 64, BEAT_S = 15 };

typedef struct listener {
  plx_api *api;
  int64_t n;   // of the last change told
  time_t last; // something was sent
  plx_buf *out;
  plx_err e;
} listener;

typedef struct telling {
  plx_json j;
  plx_store *store;
  plx_err *e;
} telling;

static bool write_story(void *ctx, const plx_stored_story *s) {
  telling *t = ctx;
  return plx_story_row_whole(&t->j, t->store, s, t->e);
}

static bool tell(void *ctx, int64_t n, plx_str story, plx_str kind) {
  listener *l = ctx;
  plx_buf row = {0};
  telling t = {plx_json_to(&row), l->api->store, &l->e};
  l->n = n;
  if (plx_store_story(l->api->store, story, write_story, &t, &l->e) && row.n)
    plx_buf_fmt(l->out, "id: %lld\nevent: story\ndata: {\"change\":\"%.*s\",\"story\":%s}\n\n", (long long)n,
                PLX_FMT(kind), row.p);
  plx_buf_free(&row);
  return !l->e.code;
}

// Nothing new is an empty chunk: http.h waits until it is woken.
static bool listen_more(void *ctx, plx_buf *out, bool *more, plx_err *e) {
  listener *l = ctx;
  time_t now = time(NULL);
  l->out = out;
  *more = true;
  if (!l->last) plx_buf_str(out, PLX_STR(": parallax\nretry: 3000\n\n"));
  plx_store_changes(l->api->store, l->n, AT_ONCE, tell, l, &l->e);
  if (!out->n && now - l->last >= BEAT_S)
    plx_buf_str(out, PLX_STR(": still here\n\n")); // so that who is gone is noticed
  if (out->n) l->last = now;
  if (l->e.code) *e = l->e;
  return !l->e.code;
}

static void stop_listening(void *ctx) {
  free(ctx);
}

void plx_api_get_changes(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_str after = plx_request_header(q, "Last-Event-ID");
  if (!after.n) after = plx_request_get(q, "after");
  listener *l = plx_xrealloc(NULL, sizeof *l);
  *l = (listener){.api = a, .n = after.n ? atoll(after.p) : 0};
  if (!after.n && !plx_store_last_change(a->store, &l->n, &e)) {
    free(l);
    plx_api_fail(a, r, &e);
    return;
  }
  r->type = "text/event-stream; charset=utf-8";
  r->stream = (plx_stream){listen_more, stop_listening, l};
}
