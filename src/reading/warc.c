/* SPDX-License-Identifier: Apache-2.0 */
/* Archives are written by many programs, some of them wrong about lengths.  The header's length is believed as long as a
 * new record begins behind it; otherwise the record ends where the next one visibly begins. */
#include "reading/warc.h"

#include <stdlib.h>
#include <string.h>

#include "reading/unpack.h"

enum {
  RECORD_BYTES_MAX = 16 << 20,
  HEADER_BYTES_MAX = 64 << 10,
  READ_BYTES = 32 << 10,
  BODY_BYTES_MAX = 16 << 20,
  SIGN_BYTES_MAX = 16 // so many tell where a record begins
};

bool plx_warc_sign(const char *p, size_t n) {
  return (n >= 5 && memcmp(p, "WARC/", 5) == 0) || (n >= 11 && memcmp(p, "filedesc://", 11) == 0);
}

plx_warc plx_warc_open(FILE *f, const char *name) {
  return (plx_warc){.file = f, .name = name};
}

void plx_warc_close(plx_warc *w) {
  plx_buf_free(&w->pending);
  plx_buf_free(&w->header);
  plx_buf_free(&w->body);
  plx_buf_free(&w->decoded);
}

/* --- bytes --- */

// What has been read and not been used; good until more is read.
static plx_str ahead(const plx_warc *w) {
  return plx_str_sub(plx_buf_view(&w->pending), w->at, w->pending.n);
}

// What is done with goes when it is the larger part: so no byte is moved more than once on average.
static bool more(plx_warc *w) {
  size_t left = w->pending.n - w->at;
  if (w->at >= left && w->at) {
    memmove(w->pending.p, w->pending.p + w->at, left);
    w->pending.n = left, w->at = 0;
  }
  plx_buf_reserve(&w->pending, READ_BYTES);
  size_t n = fread(w->pending.p + w->pending.n, 1, READ_BYTES, w->file);
  w->pending.n += n;
  return n > 0;
}

// Is there that much ahead, or can it be read?
static bool have(plx_warc *w, size_t n) {
  while (w->pending.n - w->at < n)
    if (!more(w)) return false;
  return true;
}

static void drop(plx_warc *w, size_t n) {
  w->at += n;
}

static bool begins_record(const plx_warc *w, plx_str s) {
  if (plx_str_starts(s, PLX_STR("WARC/1."))) return true;
  return w->arc && (plx_str_starts(s, PLX_STR("http://")) || plx_str_starts(s, PLX_STR("https:/")));
}

// Skips to the next record's first byte.
static bool find_record(plx_warc *w) {
  bool line_start = true;
  for (;;) {
    have(w, SIGN_BYTES_MAX);
    plx_str s = ahead(w);
    if (!s.n) return false;
    size_t i = 0;
    for (; i + SIGN_BYTES_MAX <= s.n || (i < s.n && s.n < SIGN_BYTES_MAX); i++) {
      if (line_start && begins_record(w, plx_str_sub(s, i, s.n))) {
        drop(w, i);
        return true;
      }
      line_start = s.p[i] == '\n';
    }
    drop(w, i);
  }
}

static bool take_header(plx_warc *w) {
  plx_str end = w->arc ? PLX_STR("\n") : PLX_STR("\r\n\r\n");
  for (size_t from = 0;;) {
    plx_str s = ahead(w);
    ptrdiff_t at = plx_str_find(s, end, from);
    if (at >= 0) {
      plx_buf_clear(&w->header);
      plx_buf_add(&w->header, s.p, (size_t)at + end.n);
      drop(w, (size_t)at + end.n);
      return true;
    }
    from = s.n > end.n ? s.n - end.n : 0;
    if (s.n > HEADER_BYTES_MAX || !more(w)) return false;
  }
}

static bool ends_here(plx_warc *w, size_t n) {
  have(w, n + SIGN_BYTES_MAX);
  plx_str s = ahead(w);
  size_t i = n;
  while (i < s.n && (s.p[i] == '\r' || s.p[i] == '\n')) i++;
  return i >= s.n || begins_record(w, plx_str_sub(s, i, s.n));
}

// Where the next record visibly begins; false if none does within the cap.
static bool visible_end(plx_warc *w, size_t *end) {
  plx_str sign = w->arc ? PLX_STR("\nhttp") : PLX_STR("\nWARC/1.");
  for (size_t from = 0;;) {
    plx_str s = ahead(w);
    ptrdiff_t at = plx_str_find(s, sign, from);
    if (at >= 0) {
      *end = (size_t)at + 1;
      return true;
    }
    from = s.n > sign.n ? s.n - sign.n : 0;
    if (s.n > RECORD_BYTES_MAX) return false;
    if (!more(w)) break;
  }
  *end = ahead(w).n;
  return true;
}

static void skip_bytes(plx_warc *w, uint64_t n) {
  while (n && have(w, 1)) {
    size_t left = ahead(w).n, part = left < n ? left : (size_t)n;
    drop(w, part);
    n -= part;
  }
}

// The body of `length` bytes, or as much as there visibly is.  *whole: the length was right.
static bool take_body(plx_warc *w, long long length, bool *whole) {
  plx_buf_clear(&w->body);
  *whole = length >= 0 && length <= RECORD_BYTES_MAX && have(w, (size_t)length) && ends_here(w, (size_t)length);
  size_t n = (size_t)length;
  if (!*whole && !visible_end(w, &n)) {
    if (length > 0) skip_bytes(w, (uint64_t)length); // a film, a disk image: believed, and not read
    return false;
  }
  plx_buf_add(&w->body, ahead(w).p, n);
  drop(w, n);
  return true;
}

/* --- headers --- */

// The value of a header line, or absent.
static plx_str field(plx_str headers, const char *name) {
  plx_str want = plx_str_of(name), line;
  while (plx_str_cut(&headers, '\n', &line))
    if (line.n > want.n && line.p[want.n] == ':' && plx_str_eqi(plx_str_sub(line, 0, want.n), want))
      return plx_str_trim(plx_str_sub(line, want.n + 1, line.n));
  return (plx_str){0};
}

static long long number(plx_str s) {
  if (!s.n || s.n > 15) return -1;
  long long v = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return -1;
    v = 10 * v + (s.p[i] - '0');
  }
  return v;
}

static bool holds(plx_str s, const char *word) {
  size_t n = strlen(word);
  for (size_t i = 0; i + n <= s.n; i++)
    if (plx_str_eqi(plx_str_sub(s, i, n), (plx_str){word, n})) return true;
  return false;
}

/* --- bodies --- */

// Chunks put together; where the sizes make no sense the bytes are taken as they stand.
static plx_str unchunk(plx_buf *out, plx_str s) {
  plx_buf_clear(out);
  plx_str rest = s, line;
  while (rest.n && plx_str_cut(&rest, '\n', &line)) {
    char *end, digits[20] = {0};
    line = plx_str_trim(line);
    memcpy(digits, line.p, line.n < 16 ? line.n : 16);
    unsigned long long n = strtoull(digits, &end, 16);
    if (end == digits) return out->n ? plx_buf_view(out) : s;
    if (!n) break;
    plx_str part = plx_str_sub(rest, 0, n < rest.n ? (size_t)n : rest.n);
    plx_buf_str(out, part);
    rest = plx_str_sub(rest, part.n, rest.n);
    if (rest.n >= 2 && rest.p[0] == '\r') rest = plx_str_sub(rest, 2, rest.n);
    else if (rest.n && rest.p[0] == '\n') rest = plx_str_sub(rest, 1, rest.n);
  }
  return plx_buf_view(out);
}

static bool readable(plx_str type, plx_str bytes) {
  if (!type.n) return bytes.n && plx_str_find(plx_str_sub(bytes, 0, 2000), PLX_STR("<"), 0) >= 0;
  return holds(type, "html") || holds(type, "text/plain") || holds(type, "rss") || holds(type, "atom") ||
         holds(type, "/xml");
}

// Takes an HTTP answer apart: its body, or absent if it is no page.
static plx_str http_body(plx_warc *w, plx_str s) {
  ptrdiff_t end = plx_str_find(s, PLX_STR("\r\n\r\n"), 0), gap = 4;
  if (end < 0) end = plx_str_find(s, PLX_STR("\n\n"), 0), gap = 2;
  if (end < 0 || !plx_str_starts(s, PLX_STR("HTTP/"))) return (plx_str){0};
  plx_str head = plx_str_sub(s, 0, (size_t)end), body = plx_str_sub(s, (size_t)(end + gap), s.n);
  plx_str status = head, version;
  plx_str_cut(&status, ' ', &version); // "HTTP/1.1 200 OK", "HTTP/2 200"
  status = plx_str_trim(status);
  if (status.n && status.p[0] != '2') return (plx_str){0};
  if (!readable(field(head, "content-type"), body)) return (plx_str){0};
  if (holds(field(head, "transfer-encoding"), "chunked")) {
    plx_str joined = unchunk(&w->decoded, body);
    if (joined.p != body.p) { // into w->body, so that decoded is free again
      size_t n = joined.n;
      memmove(w->body.p, joined.p, n);
      body = (plx_str){w->body.p, n};
    }
  }
  plx_buf_clear(&w->decoded);
  if (plx_unpack_bytes(body, field(head, "content-encoding"), BODY_BYTES_MAX, &w->decoded))
    return plx_buf_view(&w->decoded);
  return body;
}

static plx_input_got fail(plx_warc *w, plx_raw *raw, plx_err *e, const char *what) {
  *raw = (plx_raw){.path = plx_str_of(w->name), .record = w->record};
  plx_fail(e, PLX_E_INPUT, w->name, w->record, "%s; skipped to the next record", what);
  return PLX_INPUT_BAD;
}

// "URL IP date type length": an ARC record's one line.
static void arc_fields(plx_str line, plx_str *url, long long *length) {
  plx_str rest = plx_str_trim(line), part;
  plx_str_cut(&rest, ' ', url);
  while (plx_str_cut(&rest, ' ', &part)) *length = number(plx_str_trim(part));
}

static plx_str bare(plx_str s) {
  if (s.n > 2 && s.p[0] == '<' && s.p[s.n - 1] == '>') return plx_str_sub(s, 1, s.n - 2);
  return s;
}

plx_input_got plx_warc_next(plx_warc *w, plx_raw *raw, plx_err *e) {
  for (;;) {
    if (w->record == 0) w->arc = have(w, SIGN_BYTES_MAX) && plx_str_starts(ahead(w), PLX_STR("filedesc://"));
    if (!(w->arc && w->record == 0) && !find_record(w)) return PLX_INPUT_END;
    w->record++;
    if (!take_header(w)) {
      drop(w, 1); // behind its sign, so that the next call looks further
      return fail(w, raw, e, "a record's header does not end");
    }
    plx_str head = plx_buf_view(&w->header), url = {0}, type = field(head, "warc-type"), body;
    long long length = number(field(head, "content-length"));
    if (w->arc) arc_fields(head, &url, &length);
    else url = bare(field(head, "warc-target-uri"));
    bool whole;
    if (!take_body(w, length, &whole)) continue;
    bool page = w->arc ? w->record > 1 : plx_str_in(type, "response resource conversion");
    if (!page) continue;
    bool http = w->arc || holds(field(head, "content-type"), "application/http");
    plx_str bytes = plx_buf_view(&w->body);
    if (http) body = http_body(w, bytes);
    else body = readable(field(head, "content-type"), bytes) ? bytes : (plx_str){0};
    if (!plx_str_trim(body).n) {
      if (!whole) return fail(w, raw, e, "a record is cut or its length is wrong");
      continue;
    }
    *raw = (plx_raw){.path = plx_str_of(w->name), .record = w->record, .bytes = body, .url = url, .cut = !whole};
    return PLX_INPUT_ONE;
  }
}
