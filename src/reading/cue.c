/* SPDX-License-Identifier: Apache-2.0 */
/* A phrase of the table counts where the table says: as the whole line, at its start, or anywhere.  The table is sorted
 * by bytes, so a run of words is looked up by halving, with no map to build. */
#include "reading/cue.h"

#include <pthread.h>
#include <string.h>

#include "base/table.h"
#include "base/utf8.h"
#include "tables.h"

enum { WORDS_MAX = 60, PHRASE_WORDS_MAX = 6, SLOT_BITS = 12, WORD_SLOTS = 1 << SLOT_BITS };

static const char *const kinds[PLX_CUES] = {NULL,          "share",   "comments",   "newsletter", "cookie", "paywall",
                                            "advertising", "related", "navigation", "credit",     "caption"};

const char *plx_cue_kind(plx_cue cue) {
  return kinds[cue];
}

plx_cue plx_cue_first(unsigned cues) {
  for (int c = 1; c < PLX_CUES; c++)
    if (cues & 1u << c) return (plx_cue)c;
  return PLX_CUE_NONE;
}

size_t plx_cue_normal(plx_str line, char *out, size_t room) {
  size_t k = 0;
  bool gap = false;
  int n;
  for (size_t at = 0; at < line.n && k + 6 < room; at += (size_t)n) {
    uint32_t cp = plx_utf8_at(line, at, &n);
    if (!plx_cp_letter(cp) && !plx_cp_digit(cp)) {
      gap = k > 0;
      continue;
    }
    if (gap) out[k++] = ' ';
    gap = false;
    k += (size_t)plx_utf8_put(out + k, plx_cp_fold(cp));
  }
  return k;
}

static plx_cue row_cue(int row) {
  plx_str kind = plx_cell(&plx_table_furniture, row, PLX_FURNITURE_KIND);
  for (int c = 1; c < PLX_CUES; c++)
    if (plx_str_eqz(kind, kinds[c])) return (plx_cue)c;
  return PLX_CUE_NONE;
}

static bool counts_here(int row, bool at_start, bool all, int words) {
  int most = (int)plx_cell_num(&plx_table_furniture, row, PLX_FURNITURE_WORDS_MAX);
  if (most && words > most) return false;
  switch (plx_cell(&plx_table_furniture, row, PLX_FURNITURE_PLACE).p[0]) {
  case 'l': return all;
  case 's': return at_start;
  default: return true;
  }
}

static unsigned word_slot(const char *p, size_t n) {
  unsigned h = 2166136261u; // FNV-1a
  for (size_t i = 0; i < n && p[i] != ' '; i++) h = (h ^ (unsigned char)p[i]) * 16777619u;
  return h >> (32 - SLOT_BITS);
}

// Bit k of a slot: some phrase of k words begins with a word of that slot.  Most words are in none, and never looked up.
static uint8_t phrases[WORD_SLOTS];

static void note_phrases(void) {
  for (int row = 0; row < plx_table_furniture.rows; row++) {
    plx_str phrase = plx_cell(&plx_table_furniture, row, PLX_FURNITURE_PHRASE);
    int words = 1;
    for (size_t i = 0; i < phrase.n; i++) words += phrase.p[i] == ' ';
    if (words <= PHRASE_WORDS_MAX) phrases[word_slot(phrase.p, phrase.n)] |= (uint8_t)(1u << words);
  }
}

unsigned plx_cues_of(plx_str normal, unsigned *whole) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, note_phrases);
  const char *text = normal.p;
  size_t n = normal.n, at[WORDS_MAX + 1];
  int words = 0;
  unsigned cues = 0;
  *whole = 0;
  for (size_t i = 0; i < n && words < WORDS_MAX; i++)
    if (i == 0 || text[i - 1] == ' ') at[words++] = i;
  if (!words) return 0;
  at[words] = n + 1;
  for (int i = 0; i < words; i++) {
    unsigned lengths = phrases[word_slot(text + at[i], n - at[i])];
    for (int k = 1; lengths >> k && i + k <= words; k++) {
      if (!(lengths >> k & 1)) continue;
      int row = plx_table_find(&plx_table_furniture, (plx_str){text + at[i], at[i + k] - 1 - at[i]});
      bool all = i == 0 && k == words;
      if (row < 0 || !counts_here(row, i == 0, all, words)) continue;
      cues |= 1u << row_cue(row);
      if (all) *whole |= 1u << row_cue(row);
    }
  }
  return cues;
}
