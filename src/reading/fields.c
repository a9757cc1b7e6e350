/* SPDX-License-Identifier: Apache-2.0 */
/* Every member is asked once whether its name is a usual one; of several for one field the best stays. */
#include "reading/fields.h"

#include <stdio.h>
#include <string.h>

#include "base/table.h"
#include "tables.h"

enum { NAME_BYTES_MAX = 80, RANK_NONE = 1 << 20, RANK_LATE = 100 };

static const char *const own_name[PLX_MEMBERS] = {"id",       "title",   "standfirst", "text",   "published",
                                                  "modified", "outlet",  "url",        "byline", "place",
                                                  "language", "license", "html"};

static int field_of(plx_str name) {
  for (int f = 0; f < PLX_MEMBERS; f++)
    if (plx_str_eqz(name, own_name[f])) return f;
  return -1;
}

static const char remedy[] =
    "write --map title=headline,text=body,…: the fields are id, title, standfirst, text, published, modified, "
    "outlet, url, byline, place, language, license and html";

bool plx_fields_new(const char *map, plx_fields *out, plx_err *e) {
  plx_str rest = plx_str_of(map), pair, name;
  *out = (plx_fields){0};
  while (plx_str_cut(&rest, ',', &pair)) {
    plx_str value = plx_str_trim(pair);
    int f = plx_str_cut(&value, '=', &name) ? field_of(plx_str_trim(name)) : -1;
    value = plx_str_trim(value);
    if (f < 0 || !value.n) return plx_fail(e, PLX_E_USAGE, NULL, 0, "--map has '%.*s'; %s", PLX_FMT(pair), remedy);
    out->said[f] = value;
  }
  return true;
}

// Programs write "None" and "nan" where they have nothing.
static bool has_value(const json_t *v) {
  if (!json_is_string(v)) return v && !json_is_null(v);
  plx_str s = plx_str_trim((plx_str){json_string_value(v), json_string_length(v)});
  return s.n > 0 && !plx_str_in(s, "None none NULL null nan NaN NaT N/A n/a undefined");
}

/* --- what the user said --- */

// A member by its name, or else by a path with dots: "headline.main".  *key: the member at the top.
static const json_t *at_path(const json_t *object, plx_str path, const char **key) {
  const char *top;
  json_t *v;
  json_object_foreach((json_t *)object, top, v) {
    plx_str name = plx_str_of(top);
    *key = top;
    if (plx_str_eq(name, path)) return v;
    if (json_is_object(v) && plx_str_starts(path, name) && path.n > name.n + 1 && path.p[name.n] == '.') {
      const char *inner;
      const json_t *found = at_path(v, plx_str_sub(path, name.n + 1, path.n), &inner);
      if (found) return found;
    }
  }
  return NULL;
}

/* --- usual names --- */

// Letters and digits only, in small letters, behind what is in the buffer already.
static size_t add_plain(char name[NAME_BYTES_MAX], size_t n, const char *key) {
  for (; *key && n < NAME_BYTES_MAX; key++) {
    bool letter = (*key | 32) >= 'a' && (*key | 32) <= 'z';
    if (letter) name[n++] = (char)(*key | 32);
    else if (*key >= '0' && *key <= '9') name[n++] = *key;
  }
  return n;
}

typedef struct finder {
  plx_field_values *out;
  int rank[PLX_MEMBERS]; // of what was found; 0: by its own name or by --map
} finder;

static void take(finder *f, plx_str name, const char *key, const json_t *v) {
  int row = plx_table_find(&plx_table_field_names, name);
  if (row < 0 || json_is_object(v) || !has_value(v)) return;
  int field = field_of(plx_cell(&plx_table_field_names, row, PLX_FIELD_NAMES_FIELD));
  int rank = (int)plx_cell_num(&plx_table_field_names, row, PLX_FIELD_NAMES_RANK);
  // "source": the name of a paper to some, the page's address to others.
  if (field == PLX_MEMBER_OUTLET && json_is_string(v) && strstr(json_string_value(v), "://"))
    field = PLX_MEMBER_URL, rank += RANK_LATE;
  if (field < 0 || rank >= f->rank[field]) return;
  f->rank[field] = rank;
  f->out->value[field] = v;
  f->out->key[field] = key;
}

static void take_usual(finder *f, const json_t *object) {
  const char *key, *inner;
  json_t *v, *w;
  char name[NAME_BYTES_MAX];
  json_object_foreach((json_t *)object, key, v) {
    size_t n = add_plain(name, 0, key);
    take(f, (plx_str){name, n}, key, v);
    // "Text", "PUBLISHED": a field's own name in other letters
    int own = field_of((plx_str){name, n});
    if (own >= 0 && f->rank[own] > 0 && has_value(v) && !json_is_object(v)) {
      f->rank[own] = 0;
      f->out->value[own] = v;
      f->out->key[own] = strcmp(key, own_name[own]) ? key : NULL;
    }
    if (!json_is_object(v) || n + 2 > NAME_BYTES_MAX) continue;
    name[n] = '.';
    json_object_foreach(v, inner, w) take(f, (plx_str){name, add_plain(name, n + 1, inner)}, key, w);
  }
}

void plx_fields_of(const plx_fields *fields, const json_t *object, plx_field_values *out) {
  finder f = {.out = out};
  *out = (plx_field_values){0};
  for (int i = 0; i < PLX_MEMBERS; i++) {
    plx_str said = fields ? fields->said[i] : (plx_str){0};
    const char *key = NULL;
    const json_t *v = said.n ? at_path(object, said, &key) : json_object_get(object, own_name[i]);
    f.rank[i] = said.n ? 0 : RANK_NONE; // what the user said is not there: then the field is not there
    if (!has_value(v) || (json_is_object(v) && !said.n)) continue;
    f.rank[i] = 0;
    out->value[i] = v;
    out->key[i] = said.n && !plx_str_eqz(said, own_name[i]) ? key : NULL;
  }
  take_usual(&f, object);
}

void plx_fields_list(const json_t *object, char *list, size_t room) {
  const char *key;
  json_t *v;
  size_t n = 0;
  list[0] = 0;
  json_object_foreach((json_t *)object, key, v) {
    size_t need = strlen(key) + 2;
    if (n + need + 4 > room) {
      snprintf(list + n, room - n, ", …");
      return;
    }
    n += (size_t)snprintf(list + n, room - n, "%s%s", n ? ", " : "", key);
  }
}
