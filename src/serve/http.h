/* http.h - requests in, replies out: the little of HTTP that the routes need.
 *
 * in     an address to listen on, a table of routes
 * out    for each request one handler called, its reply sent
 * how    libmicrohttpd with one polling thread, so that handlers never run side by side; replies of a kibibyte and more
 *        go out as zstd or gzip where the client takes it; each has a weak ETag (a hash of what it says, whatever the
 *        coding), and If-None-Match gets a 304
 * cost   a hash and a packing of the reply
 * from   RFC 9110
 *
 * Starting fails with PLX_E_NET.  Bodies are capped, paths and methods that no route has get 404 and 405.
 */
#ifndef PLX_SERVE_HTTP_H
#define PLX_SERVE_HTTP_H

#include "base/err.h"
#include "base/str.h"

enum { PLX_HTTP_BODY_BYTES_MAX = 64 << 20 };

typedef struct plx_request {
  plx_str path;     // decoded, without the query
  plx_str part;     // what stood where the route has a star
  plx_str body;     // of a POST
  plx_arena *arena; // until the reply is sent
  void *connection;
} plx_request;

// A reply that is made while it is sent: `next` appends a chunk; an error ends it early (the client sees it cut off).
// An empty chunk with more to come waits for plx_http_wake.
typedef struct plx_stream {
  bool (*next)(void *ctx, plx_buf *out, bool *more, plx_err *e);
  void (*over)(void *ctx);
  void *ctx;
} plx_stream;

typedef struct plx_reply {
  int status;         // 200 unless the handler says otherwise
  const char *type;   // "application/json" unless the handler says otherwise
  const char *policy; // Content-Security-Policy; one that allows nothing unless the handler says otherwise
  plx_buf body;
  plx_stream stream; // instead of body, if `next` is given
} plx_reply;

typedef void plx_handler(void *ctx, const plx_request *q, plx_reply *r);

typedef struct plx_route {
  const char *method;  // "GET" (answers HEAD too) or "POST"
  const char *pattern; // "/api/v1/stories/*": a star matches one part of the path
  plx_handler *handle;
} plx_route;

typedef struct plx_http plx_http;

// listen: "127.0.0.1:8765", "[::1]:8765" or ":8765" (loopback).  routes end with {0} and, with ctx, outlive the server.
plx_http *plx_http_start(const char *listen, const plx_route *routes, void *ctx, plx_err *e);
void plx_http_stop(plx_http *h); // waits for the replies under way; NULL is fine
void plx_http_wake(plx_http *h); // asks every waiting stream for more; any thread
int plx_http_port(const plx_http *h);

// A value of the query string, decoded, on the request's arena; absent if it is not there.
plx_str plx_request_get(const plx_request *q, const char *name);
plx_str plx_request_header(const plx_request *q, const char *name); // absent if it is not there
plx_str plx_request_query(const plx_request *q); // the query string in one canonical form, on the arena
// A reply that says what is wrong: {"error": "…"} (RFC 9457 in spirit, one member in practice).
void plx_reply_error(plx_reply *r, int status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
