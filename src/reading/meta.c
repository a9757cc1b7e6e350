/* SPDX-License-Identifier: Apache-2.0 */
/* JSON-LD is written for machines and comes first; <meta> second; what a reader sees (h1, a byline, a date line) is
 * left to article.c and fills what is still missing. */
#include "reading/meta.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/utf8.h"
#include "reading/date.h"
#include "reading/jsonld.h"
#include "reading/names.h"
#include "reading/outlet.h"
#include "reading/soup.h"
#include "reading/text.h"
#include "tables.h"

enum { AUTHORS_MAX = 30, TITLE_BYTES_MAX = 600, SITE_WORDS_MAX = 8, USER_TAIL_MIN = 6 };

typedef struct reader {
  const plx_html *html;
  plx_arena *doc, *tmp;
  plx_meta *meta;
  plx_str body, url, license; // as JSON-LD says them
  plx_str outlet;             // whom it only points to: often the company, where <meta> has the paper
} reader;

/* --- <meta> and friends --- */

// The first value that is said under this name.
static plx_str named(const reader *r, const char *name) {
  for (uint32_t i = 0; i < r->html->saying.n; i++)
    if (plx_str_eqi(r->html->saying.v[i].name, plx_str_of(name))) return plx_str_trim(r->html->saying.v[i].value);
  return (plx_str){0};
}

// JSON-LD that was escaped for HTML once more: "R&uuml;ckbau", "it&#39;s".
static plx_str unescape(plx_arena *tmp, plx_str s) {
  if (plx_str_find(s, PLX_STR("&"), 0) < 0) return s;
  plx_buf b = {0};
  plx_soup_decode(&b, s, false);
  plx_str out = plx_str_copy(tmp, plx_buf_view(&b));
  plx_buf_free(&b);
  return out;
}

static plx_str clean(const reader *r, plx_str s) {
  return plx_str_copy(r->doc, plx_text_squeeze(r->tmp, unescape(r->tmp, plx_text_head(s, 4000))));
}

static plx_str iso_date(const reader *r, plx_str s) {
  plx_date d;
  return plx_date_find(r->doc, s, &d) ? d.iso : (plx_str){0};
}

static void set_published(reader *r, plx_str s) {
  plx_date d;
  if (r->meta->published.n || !plx_date_find(r->doc, s, &d)) return;
  r->meta->published = d.iso;
  if (d.unsure) r->meta->unsure = plx_str_copy(r->doc, s);
}

static bool any(const reader *r, plx_str s) {
  (void)r;
  return s.n > 0;
}

static bool date(const reader *r, plx_str s) {
  return iso_date(r, s).n > 0;
}

// "/news/1" takes more than the page to know where it leads.
static bool address(const reader *r, plx_str s) {
  (void)r;
  return plx_str_find(s, PLX_STR("://"), 0) > 0;
}

// The value said under the best of the field's names that fits; of equals the first.
static plx_str said_as(const reader *r, const char *field, bool (*fits)(const reader *r, plx_str s)) {
  plx_str best = {0};
  int best_rank = INT_MAX;
  for (int row = 0; row < plx_table_meta_names.rows; row++) {
    if (!plx_str_eqz(plx_cell(&plx_table_meta_names, row, PLX_META_NAMES_FIELD), field)) continue;
    int rank = (int)plx_cell_num(&plx_table_meta_names, row, PLX_META_NAMES_RANK);
    plx_str name = plx_cell(&plx_table_meta_names, row, PLX_META_NAMES_NAME);
    for (uint32_t i = 0; rank < best_rank && i < r->html->saying.n; i++) {
      plx_str value = plx_str_trim(r->html->saying.v[i].value);
      if (plx_str_eqi(r->html->saying.v[i].name, name) && fits(r, value)) best = value, best_rank = rank;
    }
  }
  return best;
}

static plx_str said(const reader *r, const char *field) {
  return said_as(r, field, any);
}

/* --- authors --- */

// "jane.doe", "page.author": what a machine calls somebody.  A short last part is that of an address ("example.com").
static bool user_name(plx_str s) {
  size_t tail = 0; // of the last part, its point counted
  for (size_t i = 0; i < s.n; i++, tail++) {
    if (s.p[i] == ' ' || (s.p[i] >= 'A' && s.p[i] <= 'Z')) return false;
    if (s.p[i] == '.') tail = 0;
  }
  return tail < s.n && tail >= USER_TAIL_MIN;
}

static bool no_author(plx_str s) {
  return plx_text_letters(s) < 2 || plx_str_find(s, PLX_STR("://"), 0) >= 0 || plx_str_find(s, PLX_STR("@"), 0) == 0 ||
         plx_byline_label(s) || plx_byline_nobody(s) || user_name(s);
}

static void add_author(reader *r, plx_str name) {
  name = plx_str_trim(plx_text_squeeze(r->tmp, unescape(r->tmp, name)));
  if (!name.n || name.n > 300 || r->meta->author.n >= AUTHORS_MAX || no_author(name)) return;
  *plx_vec_push(r->doc, &r->meta->author) = plx_str_copy(r->doc, name);
}

// schema.org Person: "givenName" and "familyName" where there is no "name".
static void add_parted_name(reader *r, const json_t *person) {
  plx_str given = plx_json_get(person, "givenName"), family = plx_json_get(person, "familyName");
  if (!given.n || !family.n) return;
  add_author(r, plx_str_join(r->tmp, (plx_str[]){given, family}, 2, PLX_STR(" ")));
}

static void json_authors(reader *r, const json_t *root, const json_t *v, int depth) {
  if (depth > 3) return;
  if (json_is_string(v)) add_author(r, (plx_str){json_string_value(v), json_string_length(v)});
  for (size_t i = 0; i < json_array_size(v); i++) json_authors(r, root, json_array_get(v, i), depth + 1);
  if (!json_is_object(v)) return;
  const json_t *name = json_object_get(v, "name");
  if (!name) name = json_object_get(plx_jsonld_by_id(root, plx_json_get(v, "@id")), "name");
  if (name) json_authors(r, root, name, depth + 1);
  else add_parted_name(r, v);
}

/* --- JSON-LD --- */

// A member's string; of several the first.
static plx_str member(const json_t *o, const char *key) {
  const json_t *v = json_object_get(o, key);
  if (json_is_array(v)) v = json_array_get(v, 0);
  return json_is_string(v) ? (plx_str){json_string_value(v), json_string_length(v)} : (plx_str){0};
}

static plx_str json_name(const json_t *v) {
  if (json_is_array(v)) v = json_array_get(v, 0);
  if (json_is_string(v)) return (plx_str){json_string_value(v), json_string_length(v)};
  return plx_json_get(v, "name");
}

// A member that is a web address, or an object with one.
static plx_str address_in(const json_t *o, const char *key) {
  const json_t *inner = json_object_get(o, key);
  plx_str s = plx_json_get(o, key);
  if (!s.n) s = plx_json_get(inner, "@id");
  if (!s.n) s = plx_json_get(inner, "url");
  return plx_str_find(s, PLX_STR("://"), 0) > 0 ? s : (plx_str){0};
}

static void set(plx_str *field, plx_str value) {
  if (!field->n) *field = value;
}

static void read_article(reader *r, const json_t *root, const json_t *a) {
  set(&r->meta->title_data, clean(r, member(a, "headline")));
  set(&r->meta->title_data, clean(r, member(a, "name")));
  set(&r->meta->standfirst, clean(r, member(a, "description")));
  set_published(r, member(a, "datePublished"));
  set_published(r, member(a, "dateCreated"));
  set(&r->meta->modified, iso_date(r, member(a, "dateModified")));
  const json_t *publisher = json_object_get(a, "publisher");
  set(&r->meta->outlet, clean(r, json_name(publisher)));
  set(&r->outlet, clean(r, json_name(plx_jsonld_by_id(root, plx_json_get(publisher, "@id")))));
  set(&r->url, clean(r, address_in(a, "url")));
  set(&r->url, clean(r, address_in(a, "mainEntityOfPage")));
  set(&r->license, clean(r, address_in(a, "license")));
  set(&r->license, clean(r, plx_json_get(a, "license")));
  set(&r->meta->language, clean(r, member(a, "inLanguage")));
  if (!r->meta->author.n) json_authors(r, root, json_object_get(a, "author"), 0);
  if (!r->meta->author.n) json_authors(r, root, json_object_get(a, "creator"), 0);
  set(&r->body, plx_str_copy(r->tmp, plx_json_get(a, "articleBody")));
}

// Pages that describe several articles mean the one that their <title> repeats; else the first.
static void read_json(reader *r) {
  PLX_VEC(json_t *) roots = {0};
  for (uint32_t i = 0; i < r->html->json.n; i++) {
    json_t *root = plx_jsonld_parse(r->tmp, r->html->json.v[i]);
    *plx_vec_push(r->tmp, &roots) = root;
  }
  const json_t *own = NULL;
  for (uint32_t i = 0; i < roots.n && r->html->head_title.n; i++)
    if (!own && (own = plx_jsonld_article(roots.v[i], r->html->head_title))) read_article(r, roots.v[i], own);
  for (uint32_t i = 0; i < roots.n; i++) {
    const json_t *a = plx_jsonld_article(roots.v[i], (plx_str){0});
    bool other = own && a != own && plx_json_get(a, "headline").n &&
                 !plx_str_eq(plx_json_get(a, "headline"), plx_json_get(own, "headline"));
    if (a && a != own && !other) read_article(r, roots.v[i], a);
  }
  for (uint32_t i = 0; i < roots.n; i++) json_decref(roots.v[i]);
}

/* --- titles --- */

// Where the last (or first) separator between title and site stands: " | ", " - ", " — ", " :: ", " · ".
static bool cut_site(plx_str title, bool front, plx_str *bare, plx_str *site) {
  static const char *const signs[] = {" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " « ", " • ", NULL};
  ptrdiff_t best = -1;
  size_t length = 0;
  for (int i = 0; signs[i]; i++) {
    plx_str sign = plx_str_of(signs[i]);
    for (ptrdiff_t at = 0; (at = plx_str_find(title, sign, (size_t)at)) >= 0; at++)
      if (best < 0 || (front ? at < best : at > best)) best = at, length = sign.n;
  }
  if (best < 0) return false;
  plx_str a = plx_str_sub(title, 0, (size_t)best), b = plx_str_sub(title, (size_t)best + length, title.n);
  *bare = front ? b : a;
  *site = front ? a : b;
  return true;
}

static bool same_letters(plx_str a, plx_str b) {
  size_t i = 0, j = 0;
  for (;;) {
    while (i < a.n && (unsigned char)a.p[i] <= '/') i++;
    while (j < b.n && (unsigned char)b.p[j] <= '/') j++;
    if (i == a.n || j == b.n) return i == a.n && j == b.n;
    if ((a.p[i++] | 32) != (b.p[j++] | 32)) return false;
  }
}

plx_str plx_meta_bare_title(plx_str title, plx_str site) {
  plx_str bare, name;
  for (int front = 0; front < 2; front++)
    while (cut_site(title, front, &bare, &name) && bare.n &&
           ((site.n && same_letters(name, site)) || plx_outlet_named(name).n))
      title = plx_str_trim(bare);
  return title;
}

// The head's title, less a short last part when the page gives no other.
static plx_str head_title(const reader *r) {
  plx_str t = plx_meta_bare_title(r->html->head_title, r->meta->outlet), bare, name;
  if (cut_site(t, false, &bare, &name) && plx_text_words(name) <= 4 && plx_text_words(bare) >= 3) t = bare;
  return t;
}

bool plx_meta_with_site(plx_str said, plx_str title) {
  static const char *const signs[] = {"|", "-", "–", "—", "·", "»", "•", "ㅣ", "：", NULL};
  if (!title.n || !plx_str_starts(said, title)) return false;
  plx_str rest = plx_str_trim(plx_str_sub(said, title.n, said.n));
  for (int i = 0; signs[i]; i++)
    if (plx_str_starts(rest, plx_str_of(signs[i]))) return plx_text_words(rest) <= SITE_WORDS_MAX;
  return false;
}

// The page may say the same title elsewhere without the site's name behind it.
static plx_str shortest(const reader *r, plx_str title) {
  for (int row = 0; row < plx_table_meta_names.rows; row++) {
    if (!plx_str_eqz(plx_cell(&plx_table_meta_names, row, PLX_META_NAMES_FIELD), "title")) continue;
    plx_str name = plx_cell(&plx_table_meta_names, row, PLX_META_NAMES_NAME);
    for (uint32_t i = 0; i < r->html->saying.n; i++) {
      const plx_saying *s = &r->html->saying.v[i];
      if (!plx_str_eqi(s->name, name)) continue;
      plx_str other = clean(r, s->value);
      if (plx_meta_with_site(title, other)) title = other;
    }
  }
  return title;
}

static plx_str bare(const reader *r, plx_str title) {
  return plx_text_head(plx_meta_bare_title(title, r->meta->outlet), TITLE_BYTES_MAX);
}

static void read_title(reader *r) {
  plx_meta *m = r->meta;
  m->title_data = bare(r, m->title_data);
  m->title_shared = shortest(r, bare(r, clean(r, said(r, "title"))));
  m->title_head = bare(r, clean(r, head_title(r)));
  m->title = m->title_data.n ? m->title_data : m->title_shared.n ? m->title_shared : m->title_head;
}

// The outlet's own name or address: "Deutsche Welle (www.dw.com)".
static bool is_desk(const reader *r, plx_str name) {
  plx_str host = plx_url_host(r->meta->url), label = host;
  for (size_t i = 0; i < label.n; i++)
    if (label.p[i] == '.') label.n = i;
  if (host.n && plx_str_find(name, host, 0) >= 0) return true;
  const plx_str own[] = {r->meta->outlet, said(r, "outlet"), label};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (own[i].n && same_letters(name, own[i])) return true;
  return false;
}

// An outlet that signs for its people is no author, as long as there is another way to learn of them.
static void set_desk_apart(reader *r) {
  plx_meta *m = r->meta;
  for (uint32_t i = 0; i < m->author.n; i++)
    if (!is_desk(r, m->author.v[i])) return;
  for (uint32_t i = 0; i < m->author.n && !m->desk.n; i++) *plx_vec_push(r->doc, &m->desk) = m->author.v[i];
  m->author.n = 0;
}

// "twitter:label1" is "Written by", and "twitter:data1" who.
static void add_labelled_authors(reader *r) {
  static const char *const names[][2] = {{"twitter:label1", "twitter:data1"}, {"twitter:label2", "twitter:data2"}};
  for (size_t k = 0; k < sizeof names / sizeof *names; k++)
    if (plx_byline_label(named(r, names[k][0]))) add_author(r, named(r, names[k][1]));
  set_desk_apart(r);
}

// The best of all that <meta> says of authors; what names the outlet is passed over.
static void add_said_authors(reader *r) {
  for (int row = 0; row < plx_table_meta_names.rows && !r->meta->author.n; row++) {
    if (!plx_str_eqz(plx_cell(&plx_table_meta_names, row, PLX_META_NAMES_FIELD), "author")) continue;
    plx_str name = plx_cell(&plx_table_meta_names, row, PLX_META_NAMES_NAME);
    const plx_saying *first = NULL; // others that stand beside it are of the same article
    for (uint32_t i = 0; i < r->html->saying.n && (!r->meta->author.n || first); i++) {
      const plx_saying *s = &r->html->saying.v[i];
      if (!plx_str_eqi(s->name, name) || (first && s->line > first->line + 1)) continue;
      add_author(r, s->value), set_desk_apart(r);
      if (!first && r->meta->author.n) first = s;
    }
  }
  if (!r->meta->author.n) add_labelled_authors(r);
}

static plx_str language_tag(plx_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] == '_' || s.p[i] == '-' || s.p[i] == ',' || s.p[i] == ' ') s.n = i;
  return s.n >= 2 && s.n <= 3 ? s : (plx_str){0};
}

void plx_meta_read(const plx_html *html, plx_arena *doc, plx_arena *tmp, plx_meta *meta, plx_str *body) {
  reader r = {.html = html, .doc = doc, .tmp = tmp, .meta = meta};
  *meta = (plx_meta){0};
  read_json(&r);
  set_published(&r, said_as(&r, "published", date));
  set(&meta->modified, iso_date(&r, said_as(&r, "modified", date)));
  set(&meta->outlet, clean(&r, said(&r, "outlet")));
  set(&meta->outlet, r.outlet);
  set(&meta->standfirst, clean(&r, said(&r, "standfirst")));
  set(&meta->url, clean(&r, said_as(&r, "url", address)));
  set(&meta->url, r.url);
  set(&meta->license, clean(&r, said(&r, "license")));
  set(&meta->license, r.license);
  plx_str language = language_tag(said(&r, "language"));
  meta->language = plx_str_lower(doc, language.n ? language : language_tag(meta->language));
  set_desk_apart(&r);
  add_said_authors(&r);
  set(&meta->published, plx_date_of_url(doc, meta->url));
  plx_str known = plx_outlet_of_url(meta->url);
  read_title(&r);
  if (known.n) meta->outlet = known;
  *body = r.body;
}
