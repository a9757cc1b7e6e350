/* SPDX-License-Identifier: Apache-2.0 */
/* Which tags end others is a set of rows, so that a tag that ends none among those open is known by a few words. */
#include "reading/html_tags.h"

#include <string.h>

#include "base/table.h"
#include "tables.h"

enum { STEPS_MAX = 16 };

static plx_tag_role role_of(int row) {
  if (row < 0) return PLX_TAG_INLINE;
  switch (plx_cell(&plx_table_html_tags, row, PLX_HTML_TAGS_ROLE).p[1]) {
  case 'l': return PLX_TAG_BLOCK;
  case 'e': return PLX_TAG_CELL;
  case 'r': return PLX_TAG_BREAK;
  case 'k': return PLX_TAG_SKIP;
  default: return PLX_TAG_INLINE;
  }
}

plx_str plx_tag_name(int row) {
  return row < 0 ? PLX_STR("?") : plx_cell(&plx_table_html_tags, row, PLX_HTML_TAGS_TAG);
}

static uint32_t region_bit(plx_str tag) {
  static const struct {
    const char *tag;
    uint32_t bit;
  } regions[] = {{"article", PLX_IN_ARTICLE},   {"main", PLX_IN_MAIN},       {"aside", PLX_IN_ASIDE},
                 {"nav", PLX_IN_NAV},           {"header", PLX_IN_HEADER},   {"footer", PLX_IN_FOOTER},
                 {"figure", PLX_IN_FIGURE},     {"form", PLX_IN_FORM},       {"ul", PLX_IN_LIST},
                 {"ol", PLX_IN_LIST},           {"dl", PLX_IN_LIST},         {"table", PLX_IN_TABLE},
                 {"blockquote", PLX_IN_QUOTE},  {"section", PLX_IN_SECTION}, {"a", PLX_IN_LINK},
                 {"figcaption", PLX_IN_FIGURE}, {"p", PLX_IN_PARAGRAPH},     {"button", PLX_IN_BUTTON},
                 {"label", PLX_IN_BUTTON},      {"input", PLX_IN_BUTTON}};
  for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
    if (plx_str_eqz(tag, regions[i].tag)) return regions[i].bit;
  return tag.n == 2 && tag.p[0] == 'h' && tag.p[1] >= '1' && tag.p[1] <= '6' ? PLX_IN_HEADING : 0;
}

static plx_tag_set set_of(plx_str list) {
  plx_tag_set set = {0};
  plx_str word;
  while (list.n && plx_str_cut(&list, ' ', &word)) {
    int row = plx_table_find(&plx_table_html_tags, word);
    if (row >= 0) set.bits[row / 64] |= 1ull << (row % 64);
  }
  return set;
}

bool plx_tag_in(const plx_tag_set *set, int row) {
  return row >= 0 && (set->bits[row / 64] >> (row % 64) & 1);
}

static void learn(plx_tag *k, plx_str name) {
  const plx_table *t = &plx_table_html_tags;
  int row = plx_table_find(t, name);
  *k = (plx_tag){.row = row, .role = role_of(row), .region = region_bit(plx_tag_name(row)), .name_n = (uint32_t)name.n};
  memcpy(k->name, name.p, name.n);
  k->link = plx_str_eqz(name, "a");
  k->apart = plx_str_eqz(name, "time") || (row < 0 && memchr(name.p, '-', name.n)); // also elements of a page's own
  k->bold = plx_str_in(name, "b strong em i");
  k->image = plx_str_in(name, "img amp-img picture video iframe audio canvas");
  plx_str within = row < 0 ? (plx_str){0} : plx_cell(t, row, PLX_HTML_TAGS_WITHIN);
  k->within = set_of(within.n ? within : PLX_STR("table td th caption object template"));
  if (row < 0) return;
  k->empty = plx_cell(t, row, PLX_HTML_TAGS_CONTENT).n > 0;
  k->closes = set_of(plx_cell(t, row, PLX_HTML_TAGS_CLOSES));
  k->closing = plx_cell(t, row, PLX_HTML_TAGS_CLOSES).n > 0;
}

const plx_tag *plx_tag_of(plx_tags *tags, plx_str name) {
  uint32_t h = 5381;
  for (size_t i = 0; i < name.n; i++) h = h * 33 + (unsigned char)name.p[i];
  for (uint32_t step = 0; step < STEPS_MAX; step++) {
    plx_tag *k = &tags->known[(h + (h >> 8) + step) % PLX_TAGS_KNOWN];
    if (!k->name_n) learn(k, name);
    if (k->name_n == name.n && memcmp(k->name, name.p, name.n) == 0) return k;
  }
  return &tags->unknown;
}

plx_tags *plx_tags_new(plx_arena *tmp) {
  plx_tags *tags = PLX_NEW(tmp, plx_tags);
  tags->unknown = (plx_tag){.row = -1, .name_n = 1, .name = "?"};
  return tags;
}

int plx_tag_number(int row) {
  return row < 0 ? -1 : (int)plx_cell_num(&plx_table_html_tags, row, PLX_HTML_TAGS_NUMBER);
}

int plx_tag_row(const char *name) {
  return plx_table_find(&plx_table_html_tags, plx_str_of(name));
}
