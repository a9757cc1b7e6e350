/* SPDX-License-Identifier: Apache-2.0 */
/* The text is somebody's: spans point into it, so not a byte of it changes.  Blocks only say where in it things stand. */
#include "reading/ndjson.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"
#include "reading/draft.h"

// Members that become fields, and those that annotation makes anew.
static const char known[] = "id source outlet title standfirst byline published modified place language license text blocks dropped "
                            "notes sentences entities times figures statements events";

static plx_str get(plx_doc *d, const json_t *o, const char *key) {
  return plx_str_copy(d->arena, plx_json_get(o, key));
}

static void read_source(plx_doc *d, const json_t *o) {
  const json_t *s = json_object_get(o, "source");
  d->path = get(d, s, "path");
  d->url = get(d, s, "url");
  d->sha256 = get(d, s, "sha256");
  d->record = (uint64_t)json_integer_value(json_object_get(s, "record"));
}

static void add_name(plx_doc *d, const json_t *v) {
  if (!json_string_length(v)) return;
  plx_str name = {json_string_value(v), json_string_length(v)};
  *plx_vec_push(d->arena, &d->byline) = plx_str_copy(d->arena, name);
}

static void read_byline(plx_doc *d, const json_t *v) {
  if (json_is_string(v)) add_name(d, v);
  for (size_t i = 0; i < json_array_size(v); i++) add_name(d, json_array_get(v, i));
}

static void read_id(plx_doc *d, const json_t *v) {
  if (json_is_string(v)) d->id = plx_str_copy(d->arena, (plx_str){json_string_value(v), json_string_length(v)});
  else if (json_is_integer(v)) d->id = plx_str_fmt(d->arena, "%lld", (long long)json_integer_value(v));
}

static void add_block(plx_doc *d, plx_block_kind kind, size_t at, size_t end) {
  plx_block *b = plx_vec_push(d->arena, &d->blocks);
  *b = (plx_block){kind, plx_span_of((uint32_t)at, (uint32_t)end)};
}

// Blocks as given count only if all of them stand in the text, in order.
static bool read_blocks(plx_doc *d, const json_t *v) {
  plx_cpmap cp = plx_cpmap_of(d->arena, d->text);
  uint32_t done = 0, total = plx_cpmap_at(&cp, (uint32_t)d->text.n);
  for (size_t i = 0; i < json_array_size(v); i++) {
    const json_t *o = json_array_get(v, i), *start = json_object_get(o, "start"), *end = json_object_get(o, "end");
    json_int_t a = json_integer_value(start), z = json_integer_value(end);
    plx_block_kind kind;
    bool good = json_is_integer(start) && json_is_integer(end) && a >= done && z > a && z <= total;
    if (!good || !plx_block_kind_of(plx_json_get(o, "kind"), &kind)) {
      d->blocks.n = 0;
      plx_doc_note(d, "bad-blocks", 0, (plx_span){0}, "the blocks given do not fit the text: cut anew at blank lines");
      return false;
    }
    add_block(d, kind, plx_cpmap_byte(&cp, (uint32_t)a), plx_cpmap_byte(&cp, (uint32_t)z));
    done = (uint32_t)z;
  }
  return d->blocks.n > 0;
}

static bool blank(plx_str line) {
  return plx_str_trim(line).n == 0;
}

static bool has_blank_lines(plx_str text) {
  plx_str rest = plx_str_trim(text), line;
  while (plx_str_cut(&rest, '\n', &line))
    if (blank(line)) return true;
  return false;
}

static void cut_block(plx_doc *d, size_t at, size_t end) {
  while (at < end && strchr(" \t\r\n", d->text.p[at])) at++;
  while (end > at && strchr(" \t\r\n", d->text.p[end - 1])) end--;
  if (end == at) return;
  plx_str s = plx_str_sub(d->text, at, end - at);
  bool title = d->blocks.n == 0 && d->title.n && plx_str_eq(s, d->title);
  bool standfirst = d->blocks.n <= 1 && d->standfirst.n && plx_str_eq(s, d->standfirst);
  add_block(d, title ? PLX_BLOCK_TITLE : standfirst ? PLX_BLOCK_STANDFIRST : PLX_BLOCK_PARAGRAPH, at, end);
}

// At blank lines; where there are none, at every line.
static void cut_blocks(plx_doc *d) {
  bool at_blank = has_blank_lines(d->text);
  size_t begin = 0, at = 0;
  plx_str rest = d->text, line;
  while (plx_str_cut(&rest, '\n', &line)) {
    if (!at_blank || blank(line)) {
      cut_block(d, begin, at + line.n);
      begin = at + line.n;
    }
    at += line.n + 1;
  }
  cut_block(d, begin, d->text.n);
}

static void read_dropped(plx_doc *d, const json_t *v) {
  for (size_t i = 0; i < json_array_size(v); i++) {
    const json_t *o = json_array_get(v, i);
    plx_drop *x = plx_vec_push(d->arena, &d->dropped);
    *x = (plx_drop){plx_drop_kind_of(plx_json_get(o, "kind")), get(d, o, "quote"),
                    (uint32_t)json_integer_value(json_object_get(o, "line"))};
  }
}

static void read_notes(plx_doc *d, const json_t *v) {
  for (size_t i = 0; i < json_array_size(v); i++) {
    const json_t *o = json_array_get(v, i);
    plx_note *n = plx_vec_push(d->arena, &d->notes);
    plx_str code = get(d, o, "code");
    *n = (plx_note){code.n ? code.p : "note", get(d, o, "message"), (uint32_t)json_integer_value(json_object_get(o, "line")), {0}};
  }
}

// Unknown members as they would stand in an object: '"gold":{…},"x":1'.
static plx_str carry(plx_doc *d, json_t *o) {
  plx_buf b = {0};
  plx_json j = plx_json_to(&b);
  const char *key;
  json_t *v;
  plx_json_object(&j, NULL);
  json_object_foreach(o, key, v) {
    if (plx_str_in(plx_str_of(key), known)) continue;
    char *text = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);
    if (text) plx_json_raw(&j, key, plx_str_of(text));
    free(text);
  }
  plx_json_end_object(&j);
  plx_str all = plx_str_copy(d->arena, plx_str_sub(plx_buf_view(&b), 1, b.n - 2));
  plx_buf_free(&b);
  return all;
}

static void read_fields(plx_doc *d, json_t *o) {
  read_id(d, json_object_get(o, "id"));
  read_source(d, o);
  d->outlet = get(d, o, "outlet");
  d->title = get(d, o, "title");
  d->standfirst = get(d, o, "standfirst");
  d->published = get(d, o, "published");
  d->modified = get(d, o, "modified");
  d->place = get(d, o, "place");
  d->language = get(d, o, "language");
  d->license = get(d, o, "license");
  read_byline(d, json_object_get(o, "byline"));
  d->text = get(d, o, "text");
  if (!read_blocks(d, json_object_get(o, "blocks"))) cut_blocks(d);
  read_dropped(d, json_object_get(o, "dropped"));
  read_notes(d, json_object_get(o, "notes"));
  d->extra = carry(d, o);
}

plx_doc *plx_ndjson_read(plx_str line, const char *input, uint64_t record, plx_arena *arena, plx_err *e) {
  json_t *o = plx_json_parse(line, input, record, e);
  if (!o) return NULL;
  plx_doc *d = NULL;
  const json_t *text = json_object_get(o, "text");
  if (!json_is_object(o)) plx_fail(e, PLX_E_INPUT, input, record, "a line of JSON that is no object: a document is {\"title\":…,\"text\":…}");
  else if (!json_is_string(text)) plx_fail(e, PLX_E_INPUT, input, record, "no \"text\": give each document a \"text\" member with its words");
  else if (!plx_str_trim(plx_json_get(o, "text")).n) plx_fail(e, PLX_E_INPUT, input, record, "its \"text\" is empty: nothing to read");
  else {
    d = PLX_NEW(arena, plx_doc);
    d->arena = arena;
    read_fields(d, o);
  }
  json_decref(o);
  return d;
}
