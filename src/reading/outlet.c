/* SPDX-License-Identifier: Apache-2.0 */
/* Names are compared without case; in running furniture text only whole, capitalised words count, since many papers
 * are called by ordinary words. */
#include "reading/outlet.h"

#include "base/table.h"
#include "base/utf8.h"
#include "tables.h"

static bool listed(plx_str list, plx_str name) {
  plx_str one;
  while (plx_str_cut(&list, ',', &one))
    if (plx_str_eqi(one, name)) return true;
  return false;
}

plx_str plx_outlet_named(plx_str name) {
  name = plx_str_trim(name);
  if (!name.n) return (plx_str){0};
  for (int i = 0; i < plx_table_outlets.rows; i++) {
    plx_str full = plx_cell(&plx_table_outlets, i, PLX_OUTLETS_NAME);
    if (plx_str_eqi(full, name) || listed(plx_cell(&plx_table_outlets, i, PLX_OUTLETS_ALIASES), name)) return full;
  }
  return (plx_str){0};
}

plx_str plx_url_host(plx_str url) {
  ptrdiff_t at = plx_str_find(url, PLX_STR("://"), 0);
  if (at < 0) return (plx_str){0};
  plx_str host = plx_str_sub(url, (size_t)at + 3, url.n);
  for (size_t i = 0; i < host.n; i++)
    if (host.p[i] == '/' || host.p[i] == '?' || host.p[i] == '#' || host.p[i] == ':') host.n = i;
  return plx_str_starts(host, PLX_STR("www.")) ? plx_str_sub(host, 4, host.n) : host;
}

// "news.example.com" belongs to "example.com".
static bool host_under(plx_str host, plx_str of) {
  if (!of.n || host.n < of.n || !plx_str_ends(host, of)) return false;
  return host.n == of.n || host.p[host.n - of.n - 1] == '.';
}

plx_str plx_outlet_of_url(plx_str url) {
  plx_str host = plx_url_host(url), found = {0};
  size_t longest = 0;
  for (int i = 0; host.n && i < plx_table_outlets.rows; i++) {
    plx_str hosts = plx_cell(&plx_table_outlets, i, PLX_OUTLETS_HOSTS), one;
    while (plx_str_cut(&hosts, ',', &one))
      if (one.n > longest && host_under(host, one))
        found = plx_cell(&plx_table_outlets, i, PLX_OUTLETS_NAME), longest = one.n;
  }
  return found;
}

static bool word_edge(plx_str s, size_t at) {
  if (at == 0 || at >= s.n) return true;
  int n;
  return !plx_cp_letter(plx_utf8_before(s, at, &n)) || !plx_cp_letter(plx_utf8_at(s, at, &n));
}

static bool holds_name(plx_str line, plx_str name) {
  if (name.n < 3) return false;
  for (ptrdiff_t at = 0; (at = plx_str_find(line, name, (size_t)at)) >= 0; at++)
    if (word_edge(line, (size_t)at) && word_edge(line, (size_t)at + name.n)) return true;
  return false;
}

// Only lines in which an outlet speaks of itself: its readers, its rights, its letters.
static bool speaks_of_itself(plx_arena *a, plx_str line) {
  const plx_str signs[] = {PLX_STR("readers"),      PLX_STR("subscribers"),     PLX_STR("©"),
                           PLX_STR("copyright"),    PLX_STR("rights reserved"), PLX_STR("newsletter"),
                           PLX_STR("subscribe to"), PLX_STR("sign up"),         PLX_STR("our standards"),
                           PLX_STR("download the"), PLX_STR("follow"),          PLX_STR("on facebook"),
                           PLX_STR("on twitter")};
  plx_str low = plx_str_lower(a, line);
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (plx_str_find(low, signs[i], 0) >= 0) return true;
  return false;
}

plx_str plx_outlet_in_line(plx_arena *a, plx_str line) {
  plx_str found = {0};
  size_t longest = 0;
  if (line.n > 300 || !speaks_of_itself(a, line)) return found;
  for (int i = 0; i < plx_table_outlets.rows; i++) {
    plx_str full = plx_cell(&plx_table_outlets, i, PLX_OUTLETS_NAME),
            aliases = plx_cell(&plx_table_outlets, i, PLX_OUTLETS_ALIASES), one;
    if (full.n > longest && holds_name(line, full)) found = full, longest = full.n;
    while (plx_str_cut(&aliases, ',', &one))
      if (one.n > longest && holds_name(line, one)) found = full, longest = one.n;
  }
  return found;
}

bool plx_outlet_masthead(plx_arena *a, plx_str line) {
  plx_str rest = line, w;
  int words = 0, known = 0, n;
  if (line.n > 60) return false;
  while (plx_str_cut(&rest, ' ', &w)) {
    if (!w.n) continue;
    words++;
    if (!plx_cp_upper(plx_utf8_at(w, 0, &n)) && !plx_str_in(w, "of the and de la le el du der die das do da"))
      return false;
    for (size_t i = 0; i < w.n; i++)
      if ((w.p[i] >= '0' && w.p[i] <= '9') || w.p[i] == '|' || w.p[i] == ':' || w.p[i] == '.' || w.p[i] == '?')
        return false;
    known += plx_table_find(&plx_table_outlet_words, plx_str_lower(a, w)) >= 0;
  }
  return words >= 2 && words <= 5 && known > 0;
}
