/* SPDX-License-Identifier: Apache-2.0 */
/* Embedded files by name. */
#include "serve/app.h"

#include "bundle.h"

static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

static void send(const plx_str *bytes, const char *type, plx_reply *r) {
  r->type = type;
  r->policy = policy;
  plx_buf_str(&r->body, *bytes);
}

void plx_app_page(void *ctx, const plx_request *q, plx_reply *r) {
  (void)ctx, (void)q;
  send(&plx_bundle_index_html, "text/html; charset=utf-8", r);
}

void plx_app_asset(void *ctx, const plx_request *q, plx_reply *r) {
  static const struct {
    const char *name, *type;
    const plx_str *bytes;
  } assets[] = {
      {"app.js", "text/javascript; charset=utf-8", &plx_bundle_app_js},
      {"app.css", "text/css; charset=utf-8", &plx_bundle_app_css},
      {"world.json", "application/json", &plx_bundle_world_json},
      {"world-fine.json", "application/json", &plx_bundle_world_fine_json},
      {"licences.txt", "text/plain; charset=utf-8", &plx_bundle_licences_txt},
  };
  (void)ctx;
  for (size_t i = 0; i < sizeof assets / sizeof *assets; i++) {
    if (!plx_str_eqz(q->part, assets[i].name)) continue;
    send(assets[i].bytes, assets[i].type, r);
    return;
  }
  plx_reply_error(r, 404, "no asset %.*s", PLX_FMT(q->part));
}
