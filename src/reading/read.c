/* SPDX-License-Identifier: Apache-2.0 */
/* One look at the bytes decides the reader; what every document gets alike (address, fingerprint, notes on repairs) is
 * added here. */
#include "reading/read.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <string.h>

#include "reading/charset.h"
#include "reading/draft.h"
#include "reading/feed.h"
#include "reading/html.h"
#include "reading/ndjson.h"
#include "reading/plain.h"
#include "reading/sha256.h"
#include "reading/tongue.h"

enum { SNIFF_BYTES = 4096, TAGS_MIN = 3 };

static bool name_start(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

// Tags among the first few KiB: a text may speak of "<b>" once, a page is full of them.
static bool looks_html(plx_str s) {
  static const char *const openings[] = {"<!doctype", "<html", "<head", "<body",    "<?xml", "<!--",
                                         "<p>",       "<p ",   "<div",  "<article", NULL};
  plx_str head = plx_str_trim(plx_str_sub(s, 0, SNIFF_BYTES));
  for (int i = 0; openings[i]; i++) {
    plx_str o = plx_str_of(openings[i]);
    if (plx_str_eqi(plx_str_sub(head, 0, o.n), o)) return true;
  }
  if (!head.n || head.p[0] != '<') return false;
  int tags = 0;
  for (size_t i = 0; i + 1 < head.n; i++)
    tags += head.p[i] == '<' && (name_start(head.p[i + 1]) || head.p[i + 1] == '/' || head.p[i + 1] == '!');
  return tags >= TAGS_MIN;
}

// A feed may come without the declaration.
static bool looks_feed(plx_str s) {
  plx_str head = plx_str_trim(plx_str_sub(s, 0, SNIFF_BYTES));
  return head.n && head.p[0] == '<' && plx_feed_sign(head);
}

static bool utf16(plx_str s) {
  return s.n >= 2 && (memcmp(s.p, "\xFF\xFE", 2) == 0 || memcmp(s.p, "\xFE\xFF", 2) == 0);
}

static plx_format guess(plx_str bytes, plx_arena *a) {
  plx_str s = plx_charset_head(a, bytes, SNIFF_BYTES), head = plx_str_trim(s);
  if (head.n && (head.p[0] == '{' || (head.p[0] == '[' && utf16(bytes)))) return PLX_FORMAT_JSON;
  return looks_html(s) || looks_feed(s) ? PLX_FORMAT_HTML : PLX_FORMAT_TEXT;
}

static const char *binary_remedy(plx_str s) {
  if (plx_str_starts(s, PLX_STR("%PDF-"))) return "a PDF: turn it into text first (pdftotext)";
  if (plx_str_starts(s, PLX_STR("PK\x03\x04"))) return "a zip archive: unpack it first";
  if (plx_str_starts(s, PLX_STR("BZh")) ||
      plx_str_starts(s, PLX_STR("\xFD"
                                "7zXZ")) ||
      plx_str_starts(s, PLX_STR("7z\xBC\xAF")))
    return "packed with bzip2, xz or 7z: unpack it first (gzip and zstd are read as they are)";
  if (plx_str_starts(s, PLX_STR("\x1F\x8B")) || plx_str_starts(s, PLX_STR("\x28\xB5\x2F\xFD")))
    return "packed twice: unpack it once first";
  if (plx_str_starts(s, PLX_STR("SQLite format 3"))) return "a database, perhaps the store itself: not read";
  return "binary, not text: give HTML, text or NDJSON";
}

static void finish(plx_doc *d, const plx_raw *raw, const plx_decoded *got, plx_str sha256) {
  if (!d->path.n) d->path = plx_str_copy(d->arena, raw->path), d->record = raw->record; // else it was read before
  if (!d->sha256.n) d->sha256 = sha256;
  if (sha256.n) d->raw = raw->bytes;
  if (raw->url.n) d->url = plx_str_copy(d->arena, raw->url);
  if (got->repaired)
    plx_doc_note(d, "bad-utf8", 0, (plx_span){0},
                 "%u bytes were not text in its encoding (zeros are left out, others became U+FFFD): save it as UTF-8",
                 got->repaired);
  if (raw->damage)
    plx_doc_note(d, "damaged", 0, (plx_span){0},
                 "%u damaged or cut places in the packed file could not be unpacked: some of the text is missing",
                 raw->damage);
  if (raw->cut)
    plx_doc_note(d, "damaged", 0, (plx_span){0},
                 "its record in the archive is cut or gives a wrong length: some of the text may be missing");
  if (got->converted) plx_doc_note(d, "charset", 0, (plx_span){0}, "converted from %s", got->converted);
  d->language = plx_tongue_of(d->text, d->language, d->arena);
  if (!d->published.n && !plx_doc_noted(d, "no-date"))
    plx_doc_note(d, "no-date", 0, (plx_span){0},
                 "no date of publication found: relative times stay unresolved; give \"published\"");
  if (!d->id.n) d->id = plx_doc_fingerprint(d->arena, d);
}

static bool no_article(const plx_doc *d) {
  for (uint32_t i = 0; i < d->blocks.n; i++)
    if (d->blocks.v[i].kind != PLX_BLOCK_TITLE && d->blocks.v[i].kind != PLX_BLOCK_CAPTION) return false;
  return true;
}

static void read_text(plx_str text, plx_format format, plx_arena *arena, plx_docs *out) {
  uint32_t first = out->n;
  if (format == PLX_FORMAT_HTML) plx_html_read(text, arena, out);
  else plx_plain_read(text, arena, out);
  for (uint32_t i = first; i < out->n; i++)
    if (no_article(out->v[i]))
      plx_doc_note(out->v[i], "no-article", 0, (plx_span){0},
                   "no article text found: a list of links, a form, or only furniture?");
}

// Documents from first on get what all documents get; an item's address is its own, not its feed's.
static void finish_from(plx_docs *docs, uint32_t first, const plx_raw *raw, const plx_decoded *got, plx_str sha256) {
  for (uint32_t i = first; i < docs->n; i++) {
    plx_str own = docs->v[i]->url;
    finish(docs->v[i], raw, got, sha256);
    if (own.n) docs->v[i]->url = own;
  }
}

static bool read_json(plx_str text, const plx_raw *raw, const plx_decoded *got, plx_arena *arena, plx_docs *out,
                      plx_err *e) {
  uint32_t first = out->n;
  const char *input = plx_str_copy(arena, raw->path).p;
  if (!plx_ndjson_read(text, input, raw->record, raw->fields, arena, out, e)) return false;
  finish_from(out, first, raw, got, (plx_str){0});
  return true;
}

bool plx_read(const plx_raw *raw, plx_arena *arena, plx_docs *out, plx_err *e) {
  static pthread_once_t once = PTHREAD_ONCE_INIT; // libxml2 sets itself up on first use, which two threads must not do
  pthread_once(&once, xmlInitParser);
  const char *input = plx_str_copy(arena, raw->path).p;
  plx_format format = raw->format ? raw->format : guess(raw->bytes, arena);
  if (!plx_str_trim(raw->bytes).n) return plx_fail(e, PLX_E_INPUT, input, raw->record, "empty: nothing to read");
  if (format == PLX_FORMAT_JSON && utf16(raw->bytes)) // lines and arrays of it are not told apart in UTF-16
    return plx_fail(e, PLX_E_INPUT, input, raw->record, "JSON in UTF-16: save it as UTF-8");
  if (format != PLX_FORMAT_JSON && plx_charset_binary(raw->bytes))
    return plx_fail(e, PLX_E_INPUT, input, raw->record, "%s", binary_remedy(raw->bytes));
  if (format != PLX_FORMAT_HTML && raw->bytes.n > PLX_ARTICLE_BYTES_MAX)
    return plx_fail(e, PLX_E_INPUT, input, raw->record, "larger than %u MiB: no article is that long; split it",
                    PLX_ARTICLE_BYTES_MAX >> 20);
  plx_str declared = format == PLX_FORMAT_HTML ? plx_charset_declared(raw->bytes) : (plx_str){0};
  plx_decoded got = plx_charset_decode(arena, raw->bytes, declared);
  plx_str sha256 = format == PLX_FORMAT_JSON ? (plx_str){0} : plx_sha256_hex(arena, raw->bytes);
  if (format == PLX_FORMAT_GUESS || !plx_str_trim(got.text).n)
    return plx_fail(e, PLX_E_INPUT, input, raw->record, "nothing but white space");
  if (format == PLX_FORMAT_HTML && plx_feed_sign(got.text)) {
    uint32_t first = out->n;
    plx_feed_read(got.text, arena, out);
    finish_from(out, first, raw, &got, sha256);
    if (out->n > first) return true; // no items: perhaps a page that only looks like a feed
  }
  if (format == PLX_FORMAT_JSON) return read_json(got.text, raw, &got, arena, out, e);
  uint32_t first = out->n;
  read_text(got.text, format, arena, out);
  for (uint32_t i = first; i < out->n; i++) {
    plx_str own = out->v[i]->url;
    finish(out->v[i], raw, &got, sha256);
    if (i > first) out->v[i]->url = own; // the page's address is the first's (html.c)
  }
  return true;
}
