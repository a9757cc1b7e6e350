/* SPDX-License-Identifier: Apache-2.0 */
/* The same as RSS in other brackets.  Plain text becomes HTML, so that there is one road. */
#include "reading/jsonfeed.h"

#include "reading/date.h"
#include "reading/feed.h"

enum { ITEMS_MAX = 100000, AUTHORS_MAX = 30 };

bool plx_jsonfeed_sign(const json_t *o) {
  return json_is_array(json_object_get(o, "items")) &&
         plx_str_find(plx_json_get(o, "version"), PLX_STR("jsonfeed.org"), 0) >= 0;
}

static plx_str either(plx_str a, plx_str b) {
  return a.n ? a : b;
}

static plx_str date_of(const json_t *item, const char *key, plx_arena *a) {
  plx_date d;
  return plx_date_find(a, plx_json_get(item, key), &d) ? d.iso : (plx_str){0};
}

static void add_author(plx_meta *meta, const json_t *author, plx_arena *doc) {
  plx_str name = plx_json_get(author, "name");
  if (name.n && meta->author.n < AUTHORS_MAX) *plx_vec_push(doc, &meta->author) = name;
}

static void add_authors(plx_meta *meta, const json_t *o, plx_arena *doc) {
  const json_t *authors = json_object_get(o, "authors");
  for (size_t i = 0; i < json_array_size(authors); i++) add_author(meta, json_array_get(authors, i), doc);
  if (!meta->author.n) add_author(meta, json_object_get(o, "author"), doc); // version 1.0
}

// Signs that mean something in HTML are escaped; every line is a paragraph.
static plx_str html_of(plx_str text, plx_arena *tmp) {
  plx_buf b = {0};
  plx_str line;
  while (plx_str_cut(&text, '\n', &line)) {
    plx_buf_str(&b, PLX_STR("<p>"));
    for (size_t i = 0; i < line.n; i++) {
      if (line.p[i] == '<') plx_buf_str(&b, PLX_STR("&lt;"));
      else if (line.p[i] == '&') plx_buf_str(&b, PLX_STR("&amp;"));
      else plx_buf_char(&b, line.p[i]);
    }
  }
  plx_str s = plx_str_copy(tmp, plx_buf_view(&b));
  plx_buf_free(&b);
  return s;
}

static plx_doc *item_doc(const json_t *feed, const json_t *item, plx_arena *doc) {
  plx_meta meta = {.outlet = plx_json_get(feed, "title"), .title = plx_json_get(item, "title")};
  meta.url = either(plx_json_get(item, "url"), plx_json_get(item, "external_url"));
  meta.published = date_of(item, "date_published", doc);
  meta.modified = date_of(item, "date_modified", doc);
  meta.language = either(plx_json_get(item, "language"), plx_json_get(feed, "language"));
  add_authors(&meta, item, doc);
  if (!meta.author.n) add_authors(&meta, feed, doc);
  plx_str html = plx_json_get(item, "content_html");
  if (!html.n) html = html_of(either(plx_json_get(item, "content_text"), plx_json_get(item, "summary")), doc);
  return plx_feed_document(&meta, html, doc);
}

bool plx_jsonfeed_read(const json_t *feed, const char *input, plx_arena *doc, plx_docs *out, plx_err *e) {
  const json_t *items = json_object_get(feed, "items");
  uint32_t first = out->n;
  for (size_t i = 0; i < json_array_size(items) && i < ITEMS_MAX; i++) {
    plx_doc *d = item_doc(feed, json_array_get(items, i), doc);
    if (d) *plx_vec_push(doc, out) = d;
  }
  return out->n > first || plx_fail(e, PLX_E_INPUT, input, 0, "a JSON Feed without items that have words");
}
