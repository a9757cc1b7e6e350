/* SPDX-License-Identifier: Apache-2.0 */
/* Long lines that end as sentences end are the article; short ones beside them belong to it; a line without a full stop
 * between two paragraphs is a heading, a caption or a link.  Everything else is left out, with the kind its wording gives. */
#include "reading/line.h"

#include "reading/cue.h"
#include "reading/text.h"

enum { BODY_LETTERS = 60, NEAR = 2, CAPTION_WORDS = 9, HEADING_WORDS = 14, GAP_MAX = 25, SHORT_PAGE_LINES = 20 };

static const unsigned never_body =
    1u << PLX_CUE_COMMENTS | 1u << PLX_CUE_NEWSLETTER | 1u << PLX_CUE_COOKIE | 1u << PLX_CUE_CREDIT;

static bool strong(const plx_line *l) {
  return l->sentence_end && l->letters >= BODY_LETTERS && !(l->cues & never_body) && !l->date_line;
}

// "Subject: what is it about?" is how links to other articles are worded.
static bool link_wording(const plx_line *l) {
  ptrdiff_t colon = plx_str_find(l->text, PLX_STR(": "), 0);
  return colon > 0 && l->words <= 16 && (l->text.p[l->text.n - 1] == '?' || !l->sentence_end) && l->text.p[0] != '"';
}

static void set_out(plx_line *l, const char *drop) {
  l->label = PLX_LABEL_OUT;
  l->drop = drop;
}

static void set_kept(plx_line *l, plx_label label, plx_block_kind kind) {
  l->label = label;
  l->kind = kind;
}

// A line between the first and the last paragraph that is not itself a long sentence.
static void label_between(plx_line *l, const plx_line *next) {
  plx_cue cue = plx_cue_first(l->cues);
  if (cue && cue != PLX_CUE_CAPTION) set_out(l, plx_cue_kind(cue));
  else if (plx_text_code_name(l->text)) set_out(l, "furniture");
  else if (l->repeat) set_out(l, "duplicate");
  else if (cue == PLX_CUE_CAPTION) set_kept(l, PLX_LABEL_CAPTION, PLX_BLOCK_CAPTION);
  else if (link_wording(l) && !l->bullet) set_out(l, "related");
  else if (l->bullet) set_kept(l, PLX_LABEL_BODY, PLX_BLOCK_LIST);
  else if (l->sentence_end && l->words >= 2) set_kept(l, PLX_LABEL_BODY, PLX_BLOCK_PARAGRAPH);
  else if (l->words >= CAPTION_WORDS && !plx_text_opens_quote(l->text))
    set_kept(l, PLX_LABEL_CAPTION, PLX_BLOCK_CAPTION);
  else if (plx_text_opens_quote(l->text) && l->words > 4) set_kept(l, PLX_LABEL_BODY, PLX_BLOCK_PARAGRAPH);
  else if (l->words && next && strong(next)) set_kept(l, PLX_LABEL_HEADING, PLX_BLOCK_HEADING);
  else set_out(l, "furniture");
}

// The stretch of paragraphs with most letters, broken where GAP_MAX lines in a row are none.
static void body_range(const plx_page *p, uint32_t *first, uint32_t *last) {
  uint32_t begin = p->n, gap = 0, end = 0;
  int letters = 0, most = 0;
  *first = p->n, *last = 0;
  for (uint32_t i = 0; i < p->n; i++) {
    if (!strong(&p->line[i])) {
      gap++;
      continue;
    }
    if (begin == p->n || gap > GAP_MAX) begin = i, letters = 0;
    gap = 0, end = i, letters += p->line[i].letters;
    if (letters > most) most = letters, *first = begin, *last = end;
  }
}

// spec: reading.7
// A page of short lines only: whatever ends as a sentence is its text, or else whatever gives no cue.
static void few_words_range(plx_page *p, uint32_t *first, uint32_t *last) {
  for (int round = 0; round < 2 && *first == p->n; round++)
    for (uint32_t i = 0; i < p->n && (round == 0 || p->n <= SHORT_PAGE_LINES); i++) {
      plx_line *l = &p->line[i];
      if (l->cues || l->date_line || l->words < 2 || (round == 0 && !l->sentence_end)) continue;
      if (*first == p->n) *first = i;
      *last = i;
    }
}

void plx_page_label(plx_page *page) {
  uint32_t first, last;
  body_range(page, &first, &last);
  bool few = first == page->n;
  if (few) few_words_range(page, &first, &last);
  for (uint32_t i = 0; i < page->n; i++) {
    plx_line *l = &page->line[i];
    plx_cue cue = plx_cue_first(l->cues);
    if (i < first || i > last)
      set_out(l, cue && cue != PLX_CUE_CAPTION ? plx_cue_kind(cue) : plx_text_code_name(l->text) ? "furniture" : NULL);
    else if ((strong(l) && !l->repeat) || (few && !l->cues))
      set_kept(l, PLX_LABEL_BODY, l->bullet ? PLX_BLOCK_LIST : PLX_BLOCK_PARAGRAPH);
    else label_between(l, i + 1 < page->n ? &page->line[i + 1] : NULL);
  }
}
