/* SPDX-License-Identifier: Apache-2.0 */
/* A connection's life: the first call makes a request, further calls bring the body, the last one routes and replies. */
#include "serve/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/json.h"
#include "base/map.h"

enum { TIMEOUT_S = 30, CONNECTIONS_MAX = 512, PACKED_BYTES_MIN = 1024, ZSTD_LEVEL = 3 };

struct plx_http {
  struct MHD_Daemon *daemon;
  const plx_route *routes;
  void *ctx;
  pthread_mutex_t lock; // of what follows
  struct sending *waiting;
  bool stopping;
};

typedef struct exchange {
  plx_arena *arena;
  plx_buf body;
  bool too_large;
} exchange;

/* --- what handlers call --- */

plx_str plx_request_get(const plx_request *q, const char *name) {
  return plx_str_of(MHD_lookup_connection_value(q->connection, MHD_GET_ARGUMENT_KIND, name));
}

plx_str plx_request_header(const plx_request *q, const char *name) {
  return plx_str_of(MHD_lookup_connection_value(q->connection, MHD_HEADER_KIND, name));
}

static void add_escaped(plx_buf *out, const char *s) {
  for (; s && *s; s++) {
    unsigned char c = (unsigned char)*s;
    bool plain = (c | 32) >= 'a' ? (c | 32) <= 'z' : (c >= '0' && c <= '9') || strchr("-._~,:", c);
    if (plain) plx_buf_char(out, (char)c);
    else plx_buf_fmt(out, "%%%02X", c);
  }
}

static enum MHD_Result add_pair(void *ctx, enum MHD_ValueKind kind, const char *name, const char *value) {
  (void)kind;
  plx_buf *out = ctx;
  if (out->n) plx_buf_char(out, '&');
  add_escaped(out, name);
  plx_buf_char(out, '=');
  add_escaped(out, value);
  return MHD_YES;
}

plx_str plx_request_query(const plx_request *q) {
  plx_buf b = {0};
  MHD_get_connection_values(q->connection, MHD_GET_ARGUMENT_KIND, add_pair, &b);
  plx_str query = plx_str_copy(q->arena, plx_buf_view(&b));
  plx_buf_free(&b);
  return query;
}

void plx_reply_error(plx_reply *r, int status, const char *fmt, ...) {
  char text[512];
  va_list args;
  va_start(args, fmt);
  vsnprintf(text, sizeof text, fmt, args);
  va_end(args);
  plx_buf_clear(&r->body);
  plx_json j = plx_json_to(&r->body);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "error", plx_str_of(text));
  plx_json_end_object(&j);
  r->status = status;
  r->type = "application/json";
}

/* --- routing --- */

// Does the path fit the pattern?  *part is what stood at the star.
static bool fits(const char *pattern, plx_str path, plx_str *part) {
  plx_str want = plx_str_of(pattern), got = path, a, b;
  while (plx_str_cut(&want, '/', &a)) {
    if (!plx_str_cut(&got, '/', &b)) return false;
    if (plx_str_eqz(a, "*") && b.n) *part = b;
    else if (!plx_str_eq(a, b)) return false;
  }
  return got.p == NULL;
}

static void route(const plx_http *h, const char *method, plx_request *q, plx_reply *r) {
  if (strcmp(method, "HEAD") == 0) method = "GET";
  bool known = false;
  for (const plx_route *one = h->routes; one->pattern; one++) {
    if (!fits(one->pattern, q->path, &q->part)) continue;
    known = true;
    if (strcmp(one->method, method) != 0) continue;
    one->handle(h->ctx, q, r);
    return;
  }
  if (known) plx_reply_error(r, 405, "%s is not done here", method);
  else plx_reply_error(r, 404, "nothing at %.*s", PLX_FMT(q->path));
}

/* --- replying --- */

static bool header_has(struct MHD_Connection *c, const char *name, const char *word) {
  const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
  return value && strstr(value, word);
}

// Is a coding taken: is it in the list of Accept-Encoding, and not with "q=0"?
static bool accepts(struct MHD_Connection *c, const char *coding) {
  plx_str list = plx_str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Accept-Encoding")), one, name;
  while (list.n && plx_str_cut(&list, ',', &one)) {
    plx_str_cut(&one, ';', &name);
    plx_str weight = plx_str_trim(one);
    if (!plx_str_eqz(plx_str_trim(name), coding)) continue;
    return !plx_str_starts(weight, PLX_STR("q=0")) || strtod(plx_str_sub(weight, 2, weight.n).p, NULL) > 0;
  }
  return false;
}

static bool deflate_into(const plx_buf *b, plx_buf *out) {
  z_stream z = {0};
  if (deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return false;
  plx_buf_reserve(out, deflateBound(&z, b->n));
  z.next_in = (Bytef *)b->p;
  z.avail_in = (uInt)b->n;
  z.next_out = (Bytef *)out->p;
  z.avail_out = (uInt)out->cap;
  bool ok = deflate(&z, Z_FINISH) == Z_STREAM_END;
  out->n = z.total_out;
  deflateEnd(&z);
  return ok;
}

static bool zstd_into(const plx_buf *b, plx_buf *out) {
  plx_buf_reserve(out, ZSTD_compressBound(b->n));
  size_t n = ZSTD_compress(out->p, out->cap, b->p, b->n, ZSTD_LEVEL);
  out->n = ZSTD_isError(n) ? 0 : n;
  return !ZSTD_isError(n);
}

// Packs a reply as the client takes it, and names the coding; NULL (and nothing changed) where it does not pay.
static const char *pack(struct MHD_Connection *c, plx_buf *b) {
  const char *coding = accepts(c, "zstd") ? "zstd" : accepts(c, "gzip") ? "gzip" : NULL;
  plx_buf out = {0};
  if (!coding || b->n < PACKED_BYTES_MIN) return NULL;
  if (!(coding[0] == 'z' ? zstd_into : deflate_into)(b, &out) || out.n >= b->n) {
    plx_buf_free(&out);
    return NULL;
  }
  plx_buf_free(b);
  *b = out;
  return coding;
}

static const char data_policy[] = "default-src 'none'; frame-ancestors 'none'"; // of what is no page

static void add_headers(struct MHD_Response *response, const plx_reply *r, const char *etag, const char *coding) {
  MHD_add_response_header(response, "Content-Type", r->type);
  MHD_add_response_header(response, "ETag", etag);
  MHD_add_response_header(response, "Vary", "Accept-Encoding");
  MHD_add_response_header(response, "Cache-Control", "no-cache"); // ask again, with the ETag
  MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header(response, "Content-Security-Policy", r->policy ? r->policy : data_policy);
  if (coding) MHD_add_response_header(response, "Content-Encoding", coding);
}

/* --- replies made while they are sent --- */

typedef struct sending {
  plx_http *http;
  struct MHD_Connection *connection;
  struct sending *next_waiting;
  plx_stream stream;
  plx_buf chunk;
  size_t sent; // of the chunk
  bool over;
} sending;

static ssize_t wait_for_more(sending *s) {
  plx_http *h = s->http;
  pthread_mutex_lock(&h->lock);
  bool stopping = h->stopping;
  if (!stopping) {
    MHD_suspend_connection(s->connection);
    s->next_waiting = h->waiting;
    h->waiting = s;
  }
  pthread_mutex_unlock(&h->lock);
  return stopping ? MHD_CONTENT_READER_END_OF_STREAM : 0;
}

static void wake(plx_http *h, bool stopping) {
  pthread_mutex_lock(&h->lock);
  h->stopping |= stopping;
  while (h->waiting) {
    sending *s = h->waiting;
    h->waiting = s->next_waiting;
    MHD_resume_connection(s->connection);
  }
  pthread_mutex_unlock(&h->lock);
}

void plx_http_wake(plx_http *h) {
  wake(h, false);
}

static ssize_t send_more(void *ctx, uint64_t at, char *out, size_t room) {
  (void)at;
  sending *s = ctx;
  plx_err e = {0};
  while (s->sent == s->chunk.n) {
    if (s->over) return MHD_CONTENT_READER_END_OF_STREAM;
    bool more = false;
    plx_buf_clear(&s->chunk);
    s->sent = 0;
    if (!s->stream.next(s->stream.ctx, &s->chunk, &more, &e)) return MHD_CONTENT_READER_END_WITH_ERROR;
    s->over = !more;
    if (more && !s->chunk.n) return wait_for_more(s);
  }
  size_t n = s->chunk.n - s->sent < room ? s->chunk.n - s->sent : room;
  memcpy(out, s->chunk.p + s->sent, n);
  s->sent += n;
  return (ssize_t)n;
}

static void stop_sending(void *ctx) {
  sending *s = ctx;
  s->stream.over(s->stream.ctx);
  plx_buf_free(&s->chunk);
  free(s);
}

static enum MHD_Result send_stream(plx_http *h, struct MHD_Connection *c, plx_reply *r) {
  enum { BLOCK = 64 << 10 };
  sending *s = plx_xrealloc(NULL, sizeof *s);
  *s = (sending){.http = h, .connection = c, .stream = r->stream};
  struct MHD_Response *response =
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, send_more, s, stop_sending);
  if (!response) {
    stop_sending(s);
    return MHD_NO;
  }
  MHD_add_response_header(response, "Content-Type", r->type);
  MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header(response, "Cache-Control", "no-store");
  enum MHD_Result result = MHD_queue_response(c, (unsigned)r->status, response);
  MHD_destroy_response(response);
  return result;
}

static enum MHD_Result send_reply(plx_http *h, struct MHD_Connection *c, plx_reply *r) {
  if (r->stream.next) return send_stream(h, c, r);
  char etag[24];
  snprintf(etag, sizeof etag, "W/\"%016llx\"", (unsigned long long)plx_hash(r->body.p, r->body.n));
  bool same = r->status == 200 && header_has(c, "If-None-Match", etag + 2); // weak or not, as it was kept
  if (same) {
    r->status = 304;
    plx_buf_clear(&r->body);
  }
  const char *coding = pack(c, &r->body);
  struct MHD_Response *response = MHD_create_response_from_buffer(r->body.n, r->body.p, MHD_RESPMEM_MUST_FREE);
  if (!response) {
    plx_buf_free(&r->body);
    return MHD_NO;
  }
  add_headers(response, r, etag, coding);
  enum MHD_Result result = MHD_queue_response(c, (unsigned)r->status, response);
  MHD_destroy_response(response);
  return result;
}

static enum MHD_Result answer(void *cls, struct MHD_Connection *c, const char *url, const char *method,
                              const char *version, const char *data, size_t *size, void **state) {
  (void)version;
  plx_http *h = cls;
  exchange *x = *state;
  if (!x) {
    plx_arena *a = plx_arena_new();
    x = *state = PLX_NEW(a, exchange);
    x->arena = a;
    return MHD_YES;
  }
  if (*size) {
    x->too_large |= x->body.n + *size > PLX_HTTP_BODY_BYTES_MAX;
    if (!x->too_large) plx_buf_add(&x->body, data, *size);
    *size = 0;
    return MHD_YES;
  }
  plx_request q = {.path = plx_str_of(url), .body = plx_buf_view(&x->body), .arena = x->arena, .connection = c};
  plx_reply r = {.status = 200, .type = "application/json"};
  if (x->too_large) plx_reply_error(&r, 413, "more than %d MiB; send it in parts", PLX_HTTP_BODY_BYTES_MAX >> 20);
  else route(h, method, &q, &r);
  return send_reply(h, c, &r);
}

static void over(void *cls, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why) {
  (void)cls, (void)c, (void)why;
  exchange *x = *state;
  if (!x) return;
  plx_buf_free(&x->body);
  plx_arena_free(x->arena);
  *state = NULL;
}

/* --- listening --- */

typedef union address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
} address;

static bool address_of(const char *listen, address *out, plx_err *e) {
  char host[64] = "127.0.0.1";
  const char *colon = strrchr(listen, ':');
  char *end;
  long port = colon ? strtol(colon + 1, &end, 10) : -1;
  if (!colon || *end || port < 0 || port > 65535)
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "--listen takes ADDRESS:PORT, such as 127.0.0.1:8765, not '%s'", listen);
  size_t n = (size_t)(colon - listen);
  const char *from = listen;
  if (n >= 2 && from[0] == '[' && from[n - 1] == ']') from++, n -= 2;
  if (n) snprintf(host, sizeof host, "%.*s", (int)n, from);
  *out = (address){0};
  if (inet_pton(AF_INET, host, &out->v4.sin_addr) == 1) {
    out->v4.sin_family = AF_INET;
    out->v4.sin_port = htons((uint16_t)port);
  } else if (inet_pton(AF_INET6, host, &out->v6.sin6_addr) == 1) {
    out->v6.sin6_family = AF_INET6;
    out->v6.sin6_port = htons((uint16_t)port);
  } else {
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "--listen: '%s' is no IP address", host);
  }
  return true;
}

plx_http *plx_http_start(const char *listen, const plx_route *routes, void *ctx, plx_err *e) {
  address at;
  if (!address_of(listen, &at, e)) return NULL;
  plx_http *h = plx_xrealloc(NULL, sizeof *h);
  *h = (plx_http){.routes = routes, .ctx = ctx, .lock = PTHREAD_MUTEX_INITIALIZER};
  unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO | MHD_ALLOW_SUSPEND_RESUME |
                   (at.any.sa_family == AF_INET6 ? MHD_USE_IPv6 : 0);
  errno = 0;
  h->daemon =
      MHD_start_daemon(flags, 0, NULL, NULL, answer, h, MHD_OPTION_SOCK_ADDR, &at.any, MHD_OPTION_NOTIFY_COMPLETED,
                       over, NULL, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_S, MHD_OPTION_CONNECTION_LIMIT,
                       (unsigned)CONNECTIONS_MAX, MHD_OPTION_END);
  if (h->daemon) return h;
  plx_fail(e, PLX_E_NET, NULL, 0, "cannot listen on %s: %s; is another program there? try another port", listen,
           errno ? strerror(errno) : "refused");
  free(h);
  return NULL;
}

void plx_http_stop(plx_http *h) {
  if (!h) return;
  MHD_quiesce_daemon(h->daemon);
  wake(h, true); // a connection that waits cannot be closed
  MHD_stop_daemon(h->daemon);
  free(h);
}

int plx_http_port(const plx_http *h) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}
