/* SPDX-License-Identifier: Apache-2.0 */
#include "reading/html_names.h"

#include "base/map.h"
#include "base/table.h"
#include "tables.h"

static const char *const class_kinds[PLX_CLASSES] = {
    "comments", "share",  "related",  "advertising", "newsletter", "cookie", "paywall", "navigation", "credit",
    "caption",  "byline", "dateline", "title",       "standfirst", "body",   "tags",    "hidden",     "quote"};

const char *plx_class_kind(plx_class c) {
  return class_kinds[c];
}

static unsigned class_bit(plx_str word) {
  int row = plx_table_find(&plx_table_class_words, word);
  if (row < 0) return 0;
  plx_str kind = plx_cell(&plx_table_class_words, row, PLX_CLASS_WORDS_KIND);
  for (int c = 0; c < PLX_CLASSES; c++)
    if (plx_str_eqz(kind, class_kinds[c])) return 1u << c;
  return 0;
}

// Words are cut at signs, digits and at a capital behind a small letter.
size_t plx_names_word(plx_str s, size_t *at, char word[40]) {
  size_t n = 0;
  for (; *at < s.n; ++*at) {
    char c = s.p[*at];
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z',
         capital = letter && c < 'a' && *at > 0 && s.p[*at - 1] >= 'a' && s.p[*at - 1] <= 'z';
    if ((!letter || capital) && n) break;
    if (letter && n < 40) word[n++] = (char)(c | 32);
  }
  return n;
}

plx_names plx_names_worth(plx_str names) {
  plx_names w = {0};
  char word[40];
  size_t at = 0, n;
  while ((n = plx_names_word(names, &at, word)) > 0) {
    plx_str s = {word, n};
    w.shape = w.shape * 31 + (uint32_t)plx_hash(word, n);
    w.classes |= class_bit(s);
    int row = plx_table_find(&plx_table_reading_names, s);
    if (row < 0) continue;
    w.near += (float)plx_cell_num(&plx_table_reading_names, row, PLX_READING_NAMES_NEAR);
    w.far += (float)plx_cell_num(&plx_table_reading_names, row, PLX_READING_NAMES_FAR);
  }
  return w;
}
