/* api.h - the store over HTTP: versioned JSON for programs.
 *
 * in     an open store, the models
 * out    the routes of web/openapi.json, for plx_http_start
 * how    one function a route; a story is compared when it is first asked for (serve/stored.h)
 * cost   an index look-up and the size of the reply; the first view of a changed story compares it
 * from   web/openapi.json
 *
 * Handlers run one at a time (serve/http.h), so they share the store.
 */
#ifndef PLX_SERVE_API_H
#define PLX_SERVE_API_H

#include "meaning/annotate.h"
#include "serve/http.h"
#include "serve/intake.h"
#include "store/store.h"

typedef struct plx_api {
  plx_store *store;
  const plx_meaning *meaning;
  plx_intake *intake;
  uint64_t requests, errors; // for /metrics
} plx_api;

extern const plx_route plx_api_routes[]; // ctx is a plx_api

#endif
