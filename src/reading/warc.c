/* SPDX-License-Identifier: Apache-2.0 */
/* Archives are written by many programs, some of them wrong about lengths.  The header's length is believed as long as a
 * new record begins behind it; otherwise the record ends where the next one visibly begins. */
#include "reading/warc.h"

#include <stdlib.h>
#include <string.h>

#include "reading/unpack.h"

enum { RECORD_BYTES_MAX = 16 << 20, HEADER_BYTES_MAX = 64 << 10, READ_BYTES = 32 << 10, BODY_BYTES_MAX = 16 << 20 };

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

static bool more(plx_warc *w) {
  plx_buf_reserve(&w->pending, READ_BYTES);
  size_t n = fread(w->pending.p + w->pending.n, 1, READ_BYTES, w->file);
  w->pending.n += n;
  return n > 0;
}

static void drop(plx_warc *w, size_t n) {
  memmove(w->pending.p, w->pending.p + n, w->pending.n - n);
  w->pending.n -= n;
}

static bool begins_record(const plx_warc *w, const char *p, size_t n) {
  if (n >= 7 && memcmp(p, "WARC/1.", 7) == 0) return true;
  return w->arc && n >= 7 && (memcmp(p, "http://", 7) == 0 || memcmp(p, "https:/", 7) == 0);
}

// Skips to the next record's first byte; *skipped counts what was no white space.
static bool find_record(plx_warc *w, size_t *skipped) {
  bool line_start = true;
  *skipped = 0;
  for (;;) {
    while (w->pending.n < 16 && more(w)) {
    }
    if (!w->pending.n) return false;
    size_t i = 0;
    for (; i + 16 <= w->pending.n || (i < w->pending.n && w->pending.n < 16); i++) {
      if (line_start && begins_record(w, w->pending.p + i, w->pending.n - i)) {
        drop(w, i);
        return true;
      }
      line_start = w->pending.p[i] == '\n';
      *skipped += w->pending.p[i] != '\n' && w->pending.p[i] != '\r';
    }
    drop(w, i);
  }
}

static bool take_header(plx_warc *w) {
  for (size_t from = 0;;) {
    char *end = w->pending.n > 3
                    ? memmem(w->pending.p + from, w->pending.n - from, w->arc ? "\n" : "\r\n\r\n", w->arc ? 1 : 4)
                    : NULL;
    size_t n = end ? (size_t)(end - w->pending.p) + (w->arc ? 1 : 4) : 0;
    if (n) {
      plx_buf_clear(&w->header);
      plx_buf_add(&w->header, w->pending.p, n);
      drop(w, n);
      return true;
    }
    if (w->pending.n > HEADER_BYTES_MAX || !more(w)) return false;
    from = w->pending.n > READ_BYTES + 4 ? w->pending.n - READ_BYTES - 4 : 0;
  }
}

static bool ends_here(plx_warc *w, size_t n) {
  while (w->pending.n < n + 16 && more(w)) {
  }
  size_t i = n;
  while (i < w->pending.n && (w->pending.p[i] == '\r' || w->pending.p[i] == '\n')) i++;
  return i >= w->pending.n || begins_record(w, w->pending.p + i, w->pending.n - i);
}

// Where the next record visibly begins behind `from`; false if none does within the cap.
static bool visible_end(plx_warc *w, size_t *end) {
  for (size_t from = 0;;) {
    const char *sign = w->arc ? "\nhttp" : "\nWARC/1.";
    char *p = w->pending.n > from ? memmem(w->pending.p + from, w->pending.n - from, sign, strlen(sign)) : NULL;
    if (p) {
      *end = (size_t)(p - w->pending.p) + 1;
      return true;
    }
    from = w->pending.n > 8 ? w->pending.n - 8 : 0;
    if (w->pending.n > RECORD_BYTES_MAX) return false;
    if (!more(w)) break;
  }
  *end = w->pending.n;
  return true;
}

static void skip_bytes(plx_warc *w, uint64_t n) {
  while (n) {
    if (!w->pending.n && !more(w)) return;
    size_t part = w->pending.n < n ? w->pending.n : (size_t)n;
    drop(w, part);
    n -= part;
  }
}

// The body of `length` bytes, or as much as there visibly is.  *whole: the length was right.
static bool take_body(plx_warc *w, long long length, bool *whole) {
  plx_buf_clear(&w->body);
  *whole = false;
  if (length >= 0 && length <= RECORD_BYTES_MAX) {
    while (w->pending.n < (size_t)length && more(w)) {
    }
    *whole = w->pending.n >= (size_t)length && ends_here(w, (size_t)length);
  }
  size_t n = (size_t)length;
  if (!*whole && !visible_end(w, &n)) {
    if (length > 0) skip_bytes(w, (uint64_t)length); // a film, a disk image: believed, and not read
    return false;
  }
  plx_buf_add(&w->body, w->pending.p, n);
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
  plx_str status = plx_str_trim(plx_str_sub(head, 8, 5));
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
    size_t skipped;
    if (w->record == 0) {
      while (w->pending.n < 16 && more(w)) {
      }
      w->arc = w->pending.n >= 11 && memcmp(w->pending.p, "filedesc://", 11) == 0;
    }
    if (!(w->arc && w->record == 0) && !find_record(w, &skipped)) return PLX_INPUT_END;
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
