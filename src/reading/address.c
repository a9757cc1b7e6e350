/* SPDX-License-Identifier: Apache-2.0 */
/* The same page is linked to in many ways; what differs between them is in a table. */
#include "reading/address.h"

#include "base/table.h"
#include "tables.h"

// A row of this kind whose word begins (or ends, or is) s; -1 if there is none.
static int row_of(const char *kind, plx_str s, bool (*fits)(plx_str s, plx_str word)) {
  const plx_table *t = &plx_table_url_words;
  for (int i = 0; i < t->rows; i++)
    if (plx_str_eqz(plx_cell(t, i, PLX_URL_WORDS_KIND), kind) && fits(s, plx_cell(t, i, PLX_URL_WORDS_WORD))) return i;
  return -1;
}

static bool begins(plx_str s, plx_str word) {
  return s.n >= word.n && plx_str_eqi(plx_str_sub(s, 0, word.n), word);
}

static bool ends(plx_str s, plx_str word) {
  return s.n >= word.n && plx_str_eqi(plx_str_sub(s, s.n - word.n, word.n), word);
}

// A parameter that says where the reader came from, not what is read.
static bool tracks(plx_str name) {
  return row_of("track", name, plx_str_eqi) >= 0 || row_of("track_front", name, begins) >= 0;
}

static bool take(plx_str *s, plx_str prefix) {
  if (!plx_str_eqi(plx_str_sub(*s, 0, prefix.n), prefix)) return false;
  *s = plx_str_sub(*s, prefix.n, s->n);
  return true;
}

static plx_str host_of(plx_arena *a, plx_str authority) {
  ptrdiff_t at = plx_str_find(authority, PLX_STR("@"), 0);
  plx_str host = plx_str_lower(a, at < 0 ? authority : plx_str_sub(authority, (size_t)at + 1, authority.n));
  int row = row_of("host_front", host, begins);
  if (row >= 0) { // but "www.com" is a name of its own
    plx_str front = plx_cell(&plx_table_url_words, row, PLX_URL_WORDS_WORD);
    if (plx_str_find(host, PLX_STR("."), front.n) > 0) host = plx_str_sub(host, front.n, host.n);
  }
  if (plx_str_ends(host, PLX_STR(":80"))) host.n -= 3;
  if (plx_str_ends(host, PLX_STR(":443"))) host.n -= 4;
  return host;
}

plx_str plx_address_one(plx_arena *a, plx_str url) {
  plx_buf b = {0};
  plx_str rest = plx_str_trim(url), authority, path, query, one;
  if (!take(&rest, PLX_STR("https://")) && !take(&rest, PLX_STR("http://"))) return (plx_str){0};
  plx_str_cut(&rest, '#', &query); // the fragment is left in rest and forgotten
  rest = query;
  query = (plx_str){0};
  plx_str_cut(&rest, '?', &path);
  query = rest;
  rest = path;
  plx_str_cut(&rest, '/', &authority);
  plx_buf_fmt(&b, "http://%.*s/%.*s", PLX_FMT(host_of(a, authority)), PLX_FMT(rest));
  int row = row_of("path_tail", plx_buf_view(&b), ends);
  if (row >= 0 && rest.n) b.n -= plx_cell(&plx_table_url_words, row, PLX_URL_WORDS_WORD).n;
  while (b.n && b.p[b.n - 1] == '/') b.n--;
  for (char with = '?'; plx_str_cut(&query, '&', &one);) {
    plx_str name, value = one;
    plx_str_cut(&value, '=', &name);
    if (!one.n || tracks(name)) continue;
    plx_buf_fmt(&b, "%c%.*s", with, PLX_FMT(one));
    with = '&';
  }
  plx_str canonical = plx_str_copy(a, plx_buf_view(&b));
  plx_buf_free(&b);
  return authority.n ? canonical : (plx_str){0};
}
