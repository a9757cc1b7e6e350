/* SPDX-License-Identifier: Apache-2.0 */
#include "reading/no_text.h"

#include "reading/cue.h"
#include "reading/html_tree.h"

enum {
  WORD_LETTERS_MAX = 200,
  CALLED_REACH = 7,
  BUTTON_WORDS_MAX = 8,
  ASKS_WORDS_MIN = 5,
  ASKS_WORDS_MAX = 45,
  CREDIT_WORDS_MAX = 10,
  LEAD_WORDS_MAX = 24,
  LEAD_BYTES_MAX = 40
};

static const float SURE = 0.9f;

unsigned plx_called(const plx_page *p, const plx_line *l) {
  unsigned classes = 0;
  uint32_t x = l->element;
  for (int up = 0; up < CALLED_REACH && p->element[x].depth > 2; up++, x = p->element[x].parent)
    classes |= p->element[x].classes;
  return classes;
}

bool plx_one_word(const plx_line *l) {
  return l->letters > WORD_LETTERS_MAX * (l->words + 1);
}

// Its wording and its element say the same of it.
static bool said_twice(const plx_page *p, const plx_line *l) {
  static const struct {
    plx_cue cue;
    plx_class called;
  } pairs[] = {{PLX_CUE_PAYWALL, PLX_CLASS_PAYWALL},
               {PLX_CUE_NEWSLETTER, PLX_CLASS_NEWSLETTER},
               {PLX_CUE_COOKIE, PLX_CLASS_COOKIE}};
  if (!p->element || !l->cues) return false;
  unsigned classes = plx_called(p, l);
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (l->cues & 1u << pairs[i].cue && classes & 1u << pairs[i].called) return true;
  return false;
}

// "Advertisement", "All rights reserved": nothing but words that are set apart from any text.
static bool bare_label(const plx_line *l) {
  return l->whole_cue & (1u << PLX_CUE_ADVERTISING | 1u << PLX_CUE_SHARE | 1u << PLX_CUE_CREDIT) && !l->heading;
}

// "Follow us on …", "Subscribe to our channel …": asks readers to do something beside reading.  What sounds like consent
// ("JavaScript …") may be text.
// spec: reading.30
static bool asks(const plx_page *p, const plx_line *l, float body) {
  const unsigned to_follow = 1u << PLX_CUE_SHARE | 1u << PLX_CUE_NEWSLETTER, to_accept = 1u << PLX_CUE_COOKIE;
  if (l->heading || l->bullet || l->words < ASKS_WORDS_MIN || l->words > ASKS_WORDS_MAX) return false;
  if (p->element ? p->element[l->element].tags_above & PLX_IN_LIST : !l->sentence_end) return false;
  return l->cues & to_follow || (l->cues & to_accept && body < SURE);
}

// spec: reading.36
// "Source: agencies", "(Editor: Wang Min)": a short line that is told as a credit by its words.
static bool credits(const plx_page *p, const plx_line *l) {
  if (!(l->cues & 1u << PLX_CUE_CREDIT) || l->words > CREDIT_WORDS_MAX || l->heading || l->bullet || l->sentence_end)
    return false;
  return !p->element || !(p->element[l->element].tags_above & (PLX_IN_LIST | PLX_IN_TABLE));
}

// What one presses is no text.
// spec: reading.27
static bool pressed(const plx_page *p, const plx_line *l) {
  return p->element && p->element[l->element].tags_above & PLX_IN_BUTTON && l->words <= BUTTON_WORDS_MAX &&
         !l->sentence_end;
}

// spec: reading.18
// "Read more: TITLE", all but the first words a link, or on scraped text behind a colon.
static bool leads_elsewhere(const plx_page *p, const plx_line *l) {
  if (!(l->cues & 1u << PLX_CUE_RELATED) || l->words > LEAD_WORDS_MAX) return false;
  if (p->element) return l->link_letters * 2 > l->text.n;
  ptrdiff_t colon = plx_str_find(l->text, PLX_STR(": "), 0);
  return colon > 0 && colon < LEAD_BYTES_MAX;
}

// "0 : 0", "* * *": of scraped text nothing is known but its words, and it has none.
static bool wordless(const plx_page *p, const plx_line *l) {
  return !p->element && !l->letters;
}

bool plx_no_text(const plx_page *p, const plx_line *l, float body) {
  return plx_one_word(l) || said_twice(p, l) || bare_label(l) || credits(p, l) || pressed(p, l) || wordless(p, l) ||
         leads_elsewhere(p, l) || asks(p, l, body);
}
