/* SPDX-License-Identifier: Apache-2.0 */
/* Templates put text into JSON without care: line breaks inside strings, a comma too many, comment signs around it all.
 * Those are mended; of anything else what can be picked out by name is taken. */
#include "reading/jsonld.h"

#include <string.h>

#include "reading/json_mend.h"

enum { DEPTH_MAX = 8, ITEMS_MAX = 2000, NAME_WITHIN = 300, PICK_BYTES_MAX = 600 };

// What stands between the first and the last bracket, without the signs that hide it from old browsers.
static plx_str bare(plx_str s) {
  ptrdiff_t cdata = plx_str_find(s, PLX_STR("<![CDATA["), 0), close = plx_str_find(s, PLX_STR("]]>"), 0);
  if (cdata >= 0 && close > cdata) s = plx_str_sub(s, (size_t)cdata + 9, (size_t)(close - cdata) - 9);
  while (s.n && s.p[0] != '{' && s.p[0] != '[') s = plx_str_sub(s, 1, s.n);
  while (s.n && s.p[s.n - 1] != '}' && s.p[s.n - 1] != ']') s.n--;
  return s;
}

/* --- beyond mending --- */

// The string that is the value of `key`: it ends at a quotation mark behind which a value may end, so that those inside
// it, which should have been escaped, do no harm.  Of an object or array the first name in it.
static plx_str pick(plx_str s, const char *key, plx_arena *tmp) {
  ptrdiff_t at = plx_str_find(s, plx_str_fmt(tmp, "\"%s\"", key), 0);
  if (at < 0) return (plx_str){0};
  plx_str rest = plx_str_trim(plx_str_sub(s, (size_t)at + strlen(key) + 2, s.n));
  if (!rest.n || rest.p[0] != ':') return (plx_str){0};
  rest = plx_str_trim(plx_str_sub(rest, 1, rest.n));
  if (rest.n && (rest.p[0] == '{' || rest.p[0] == '['))
    return strcmp(key, "name") ? pick(plx_str_sub(rest, 0, NAME_WITHIN), "name", tmp) : (plx_str){0};
  if (!rest.n || rest.p[0] != '"') return (plx_str){0};
  for (size_t end = 1; end < rest.n && end < PICK_BYTES_MAX; end++) {
    if (rest.p[end] == '\\') end++;
    else if (rest.p[end] == '"') {
      plx_str behind = plx_str_trim(plx_str_sub(rest, end + 1, 40));
      if (!behind.n || strchr(",}]", behind.p[0])) return plx_str_sub(rest, 1, end - 1);
    }
  }
  return (plx_str){0};
}

// An article's members out of what is no JSON: two values in a row, quotation marks in a headline, a script that is cut.
static json_t *salvage(plx_arena *tmp, plx_str s) {
  static const char *const keys[] = {"headline", "datePublished", "dateModified", "author", "publisher"};
  if (plx_str_find(s, PLX_STR("Article\""), 0) < 0 && plx_str_find(s, PLX_STR("Posting\""), 0) < 0) return NULL;
  json_t *o = json_object();
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    plx_str v = pick(s, keys[i], tmp);
    if (v.n) json_object_set_new(o, keys[i], json_stringn(v.p, v.n));
  }
  bool any = json_object_size(o) > 0;
  if (any) json_object_set_new(o, "@type", json_string("Article"));
  else json_decref(o);
  return any ? o : NULL;
}

json_t *plx_jsonld_parse(plx_arena *tmp, plx_str script) {
  json_t *v = plx_json_parse(script, "", 0, NULL);
  if (v) return v;
  plx_str s = bare(script);
  if (s.n) v = plx_json_parse(plx_json_mend(tmp, s), "", 0, NULL);
  return v ? v : salvage(tmp, script);
}

static bool article_type(const json_t *type) {
  if (json_is_array(type)) return article_type(json_array_get(type, 0)) || article_type(json_array_get(type, 1));
  if (!json_is_string(type)) return false;
  plx_str t = {json_string_value(type), json_string_length(type)};
  return plx_str_ends(t, PLX_STR("Article")) || plx_str_ends(t, PLX_STR("Posting")) ||
         plx_str_in(t, "Report Blog LiveBlogPosting");
}

static const json_t *search(const json_t *v, plx_str title, int depth, int *items) {
  if (depth > DEPTH_MAX || ++*items > ITEMS_MAX) return NULL;
  if (json_is_array(v)) {
    for (size_t i = 0; i < json_array_size(v); i++) {
      const json_t *found = search(json_array_get(v, i), title, depth + 1, items);
      if (found) return found;
    }
    return NULL;
  }
  if (!json_is_object(v)) return NULL;
  plx_str headline = plx_str_trim(plx_json_get(v, "headline"));
  if (article_type(json_object_get(v, "@type")) && (!title.n || (headline.n && plx_str_starts(title, headline))))
    return v;
  const json_t *found = search(json_object_get(v, "@graph"), title, depth + 1, items);
  if (!found) found = search(json_object_get(v, "mainEntity"), title, depth + 1, items);
  return found ? found : search(json_object_get(v, "mainEntityOfPage"), title, depth + 1, items);
}

const json_t *plx_jsonld_article(const json_t *root, plx_str title) {
  int items = 0;
  return search(root, title, 0, &items);
}

static const json_t *search_id(const json_t *v, plx_str id, int depth, int *items) {
  if (depth > DEPTH_MAX || ++*items > ITEMS_MAX) return NULL;
  const json_t *found = NULL;
  for (size_t i = 0; i < json_array_size(v) && !found; i++)
    found = search_id(json_array_get(v, i), id, depth + 1, items);
  if (found || !json_is_object(v)) return found;
  if (plx_str_eq(plx_json_get(v, "@id"), id) && plx_json_get(v, "name").n) return v;
  return search_id(json_object_get(v, "@graph"), id, depth + 1, items);
}

const json_t *plx_jsonld_by_id(const json_t *root, plx_str id) {
  int items = 0;
  return id.n ? search_id(root, id, 0, &items) : NULL;
}
