/* SPDX-License-Identifier: Apache-2.0 */
/* The text is somebody's: spans point into it, so not a byte of it changes.  Blocks only say where in it things stand.
 */
#include "reading/ndjson.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "reading/date.h"
#include "reading/draft.h"
#include "reading/feed.h"
#include "reading/html.h"
#include "reading/json_mend.h"
#include "reading/jsonfeed.h"
#include "reading/names.h"
#include "reading/outlet.h"
#include "reading/soup.h"
#include "reading/text.h"

enum { ANSWER_DEPTH_MAX = 3 };

static const double EPOCH_LEAST = 1e8, EPOCH_MOST = 9e18; // seconds to nanoseconds since 1970

// Members that become fields, and those that annotation makes anew.
static const char known[] =
    "id source outlet title standfirst byline published modified place language license text blocks dropped "
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

/* --- values of all kinds --- */

// Strings and numbers as they are; of several strings, one behind the other with a blank line between.
static plx_str text_of(plx_doc *d, const json_t *v) {
  if (json_is_string(v)) return plx_str_copy(d->arena, (plx_str){json_string_value(v), json_string_length(v)});
  if (json_is_integer(v)) return plx_str_fmt(d->arena, "%lld", (long long)json_integer_value(v));
  plx_buf b = {0};
  for (size_t i = 0; i < json_array_size(v); i++) {
    const json_t *part = json_array_get(v, i);
    if (json_string_length(part) && b.n) plx_buf_str(&b, PLX_STR("\n\n"));
    if (json_is_string(part)) plx_buf_add(&b, json_string_value(part), json_string_length(part));
  }
  plx_str s = plx_str_copy(d->arena, plx_buf_view(&b));
  plx_buf_free(&b);
  return s;
}

// A date in one of the forms people write, as a number too (20240307091500); what is none is kept as it is under its own
// name, and noted.
static plx_str date_of(plx_doc *d, const json_t *v) {
  plx_date found;
  double number = json_number_value(v); // 0 of what is none
  plx_str s = json_is_real(v) ? plx_str_fmt(d->arena, "%.0f", number) : plx_str_trim(text_of(d, v));
  if (!s.n || plx_date_iso(s)) return s;
  bool known = plx_date_find(d->arena, s, &found);
  if (known && found.unsure) plx_doc_note_unsure(d, s, found.iso);
  if (known) return found.iso;
  plx_str epoch =
      number > EPOCH_LEAST && number < EPOCH_MOST ? plx_date_of_epoch(d->arena, (long long)number) : (plx_str){0};
  if (epoch.n) return epoch;
  plx_doc_note(d, "bad-date", 0, (plx_span){0}, "no date as we know dates: \"%.*s\"", PLX_FMT(plx_text_head(s, 60)));
  return s;
}

static void add_name(plx_doc *d, plx_str name) {
  if (name.n) *plx_vec_push(d->arena, &d->byline) = plx_str_copy(d->arena, name);
}

// Names in a list are taken as given; one string of another tool's may hold several.
static void read_byline(plx_doc *d, const json_t *v, bool ours) {
  if (json_is_string(v) && !ours) plx_byline_add_said(d, text_of(d, v));
  else if (json_is_string(v)) add_name(d, text_of(d, v));
  for (size_t i = 0; i < json_array_size(v); i++) {
    const json_t *part = json_array_get(v, i);
    add_name(d, json_is_object(part) ? plx_json_get(part, "name") : text_of(d, part));
  }
}

// A host ("news.example.org") stands for the outlet only if the table knows no better; a word without a dot is none.
static plx_str outlet_of(plx_doc *d, plx_str s, const char *key) {
  if (!key) return s;
  bool host = plx_str_find(s, PLX_STR("."), 0) > 0 && plx_str_find(s, PLX_STR(" "), 0) < 0;
  bool named_host =
      plx_str_eqi(plx_str_of(key), PLX_STR("domain")) || plx_str_eqi(plx_str_of(key), PLX_STR("hostname"));
  if (named_host && !host) return (plx_str){0};
  plx_str known = host ? plx_outlet_of_url(plx_str_fmt(d->arena, "https://%.*s/", PLX_FMT(s))) : plx_outlet_named(s);
  return known.n ? known : s;
}

static plx_block *add_block(plx_doc *d, plx_block_kind kind, size_t at, size_t end) {
  plx_block *b = plx_vec_push(d->arena, &d->blocks);
  *b = (plx_block){kind, plx_span_of((uint32_t)at, (uint32_t)end), {0}};
  return b;
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
    plx_block *b = add_block(d, kind, plx_cpmap_byte(&cp, (uint32_t)a), plx_cpmap_byte(&cp, (uint32_t)z));
    if (plx_json_get(o, "time").n) b->time = get(d, o, "time");
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
    *n = (plx_note){
        code.n ? code.p : "note", get(d, o, "message"), (uint32_t)json_integer_value(json_object_get(o, "line")), {0}};
  }
}

// Unknown members as they would stand in an object: '"gold":{…},"x":1'.  The one that became the text is not told
// twice.
static plx_str carry(plx_doc *d, json_t *o, const char *text_key) {
  plx_buf b = {0};
  plx_json j = plx_json_to(&b);
  const char *key;
  json_t *v;
  plx_json_object(&j, NULL);
  json_object_foreach(o, key, v) {
    if (plx_str_in(plx_str_of(key), known) || (text_key && strcmp(key, text_key) == 0)) continue;
    char *text = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);
    if (text) plx_json_raw(&j, key, plx_str_of(text));
    free(text);
  }
  plx_json_end_object(&j);
  plx_str all = plx_str_copy(d->arena, plx_str_sub(plx_buf_view(&b), 1, b.n - 2));
  plx_buf_free(&b);
  return all;
}

/* --- a page in a member --- */

static bool holds_any(plx_str s, const char *const *signs) {
  for (int i = 0; signs[i]; i++)
    if (plx_str_find(s, plx_str_of(signs[i]), 0) >= 0) return true;
  return false;
}

// Tags of paragraphs: only in what another tool calls text, never in a document's own.
static bool looks_marked_up(plx_str s) {
  static const char *const signs[] = {"</p>", "<p>", "<br>", "<br/>", "<br />", "</div>", "</P>", NULL};
  return holds_any(s, signs);
}

static bool whole_page(plx_str s) {
  static const char *const signs[] = {"<html", "<HTML", "<body", "<BODY", "<!DOCTYPE", "<!doctype", NULL};
  return holds_any(plx_text_head(s, 4000), signs);
}

static void set(plx_str *field, plx_str value) {
  if (!field->n) *field = value;
}

// The page is read as any other; what the object says beside it goes before what the page says of itself.
static void read_markup(plx_doc *d, plx_str html) {
  plx_docs docs = {0};
  plx_meta meta = {.title = d->title};
  if (whole_page(html)) plx_html_read(html, d->arena, &docs);
  plx_doc *page = docs.n ? docs.v[0] : plx_feed_document(&meta, html, d->arena);
  if (!page) return;
  d->text = page->text;
  d->blocks = page->blocks;
  d->dropped = page->dropped;
  for (uint32_t i = 0; i < page->notes.n; i++) *plx_vec_push(d->arena, &d->notes) = page->notes.v[i];
  if (docs.n) d->title = page->title.n ? page->title : d->title; // as its text has it
  set(&d->standfirst, page->standfirst);
  set(&d->published, page->published);
  set(&d->modified, page->modified);
  set(&d->outlet, page->outlet);
  set(&d->url, page->url);
  set(&d->place, page->place);
  set(&d->language, page->language);
  set(&d->license, page->license);
  if (!d->byline.n) d->byline = page->byline;
}

static void read_text(plx_doc *d, json_t *o, const plx_field_values *f) {
  const json_t *text = f->value[PLX_MEMBER_TEXT];
  d->text = text_of(d, text ? text : f->value[PLX_MEMBER_HTML]);
  plx_str given = d->text;
  if (!text || (f->key[PLX_MEMBER_TEXT] && looks_marked_up(d->text))) read_markup(d, given);
  if (text && !plx_str_trim(d->text).n) d->text = given; // no tags after all
  if (d->blocks.n) return;
  if (!read_blocks(d, json_object_get(o, "blocks"))) cut_blocks(d);
}

// A headline or a summary of another tool's, without tags and references.
static plx_str words_of(plx_doc *d, const plx_field_values *f, plx_member m) {
  plx_str s = text_of(d, f->value[m]);
  return f->key[m] ? plx_soup_words(d->arena, s) : s;
}

// The member at the top that became the text.
static const char *text_key(const plx_field_values *f) {
  if (f->value[PLX_MEMBER_TEXT]) return f->key[PLX_MEMBER_TEXT];
  return f->key[PLX_MEMBER_HTML] ? f->key[PLX_MEMBER_HTML] : "html";
}

static void read_members(plx_doc *d, json_t *o, const plx_field_values *f) {
  d->id = text_of(d, f->value[PLX_MEMBER_ID]);
  read_source(d, o);
  if (!d->url.n) d->url = text_of(d, f->value[PLX_MEMBER_URL]);
  d->outlet = outlet_of(d, text_of(d, f->value[PLX_MEMBER_OUTLET]), f->key[PLX_MEMBER_OUTLET]);
  d->title = words_of(d, f, PLX_MEMBER_TITLE);
  d->standfirst = words_of(d, f, PLX_MEMBER_STANDFIRST);
  d->published = date_of(d, f->value[PLX_MEMBER_PUBLISHED]);
  d->modified = date_of(d, f->value[PLX_MEMBER_MODIFIED]);
  d->place = text_of(d, f->value[PLX_MEMBER_PLACE]);
  d->language = text_of(d, f->value[PLX_MEMBER_LANGUAGE]);
  d->license = text_of(d, f->value[PLX_MEMBER_LICENSE]);
  read_byline(d, f->value[PLX_MEMBER_BYLINE], !f->key[PLX_MEMBER_BYLINE]);
  read_text(d, o, f);
  read_dropped(d, json_object_get(o, "dropped"));
  read_notes(d, json_object_get(o, "notes"));
  d->extra = carry(d, o, text_key(f));
}

static bool fail_without_text(const json_t *o, const char *input, uint64_t record, plx_err *e) {
  char list[200];
  plx_fields_list(o, list, sizeof list);
  return plx_fail(e, PLX_E_INPUT, input, record, "no member for the text among: %s; name it: --map text=NAME",
                  list[0] ? list : "(none)");
}

// What is read from where and into what.
typedef struct reading {
  const char *input; // for errors
  uint64_t record;
  const plx_fields *fields;
  plx_arena *arena;
  plx_docs *out;
} reading;

static bool read_article(const reading *r, json_t *o, const plx_field_values *f, plx_err *e) {
  const json_t *text = f->value[PLX_MEMBER_TEXT], *own = json_object_get(o, "text");
  if (!text && json_is_string(f->value[PLX_MEMBER_HTML])) text = f->value[PLX_MEMBER_HTML];
  if (!text && json_is_string(own))
    return plx_fail(e, PLX_E_INPUT, r->input, r->record, "its \"text\" is empty: nothing to read");
  if (!text) return fail_without_text(o, r->input, r->record, e);
  if (!json_is_string(text) && !json_is_array(text))
    return plx_fail(e, PLX_E_INPUT, r->input, r->record, "its \"text\" is no string");
  plx_doc *d = PLX_NEW(r->arena, plx_doc);
  d->arena = r->arena;
  read_members(d, o, f);
  if (!plx_str_trim(d->text).n)
    return plx_fail(e, PLX_E_INPUT, r->input, r->record, "its \"text\" is empty: nothing to read");
  *plx_vec_push(r->arena, r->out) = d;
  return true;
}

/* --- a list of articles --- */

// The list in what a service answers: {"articles":[…]}, {"response":{"docs":[…]}}, {"hits":{"hits":[…]}}.
static const json_t *answered_list(const json_t *o, int depth) {
  static const char names[] = "articles results docs hits data items posts stories news documents entries response";
  const char *key;
  json_t *v;
  const json_t *list = NULL;
  json_object_foreach((json_t *)o, key, v) {
    if (list || !plx_str_in(plx_str_of(key), names)) continue;
    if (json_is_object(json_array_get(v, 0))) list = v;
    else if (depth < ANSWER_DEPTH_MAX) list = answered_list(v, depth + 1);
  }
  return list;
}

static bool read_object(const reading *r, json_t *o, plx_err *e);

static bool pass_on(plx_err *e, const plx_err *why) {
  if (e && !e->code) *e = *why;
  return false;
}

static bool read_list(const reading *r, const json_t *list, plx_err *e) {
  uint32_t first = r->out->n;
  size_t n = json_array_size(list), bad = 0;
  plx_err why = {0};
  for (size_t i = 0; i < n; i++) bad += !read_object(r, json_array_get(list, i), &why);
  if (r->out->n == first) return pass_on(e, &why);
  if (bad)
    plx_doc_note(r->out->v[first], "no-text", 0, (plx_span){0}, "%zu of the %zu objects of its list cannot be read: %s",
                 bad, n, why.msg);
  return true;
}

static bool read_object(const reading *r, json_t *o, plx_err *e) {
  plx_field_values f;
  json_t *source = json_object_get(o, "_source"); // Elasticsearch
  if (json_is_object(source)) o = source;
  plx_fields_of(r->fields, o, &f);
  bool article = f.value[PLX_MEMBER_TEXT] || f.value[PLX_MEMBER_HTML];
  const json_t *list = article ? NULL : answered_list(o, 0);
  return list ? read_list(r, list, e) : read_article(r, o, &f, e);
}

static void note_mended(plx_docs *out, uint32_t first, const plx_err *why) {
  for (uint32_t i = first; i < out->n; i++)
    plx_doc_note(out->v[i], "mended-json", 0, (plx_span){0}, "not quite JSON, and mended: %s", why->msg);
}

bool plx_ndjson_read(plx_str line, const char *input, uint64_t record, const plx_fields *fields, plx_arena *arena,
                     plx_docs *out, plx_err *e) {
  reading r = {input, record, fields, arena, out};
  uint32_t first = out->n;
  plx_err broken = {0};
  json_t *o = plx_json_parse(line, input, record, &broken);
  if (!o) o = plx_json_parse(plx_json_mend(arena, line), input, record, NULL);
  if (!o) return pass_on(e, &broken);
  bool ok;
  if (!json_is_object(o))
    ok = plx_fail(e, PLX_E_INPUT, input, record,
                  "a line of JSON that is no object: a document is {\"title\":…,\"text\":…}");
  else if (plx_jsonfeed_sign(o)) ok = plx_jsonfeed_read(o, input, arena, out, e);
  else ok = read_object(&r, o, e);
  if (ok && broken.code) note_mended(out, first, &broken);
  json_decref(o);
  return ok;
}
