/* SPDX-License-Identifier: Apache-2.0 */
#include "reading/captions.h"

#include "reading/html_tree.h"
#include "reading/text.h"

enum { REACH = 12, FIGURE_REACH = 3, BOX_REACH = 5, BOXED_WORDS_MIN = 3, BOXED_WORDS_MAX = 50, WORDED_MIN = 10 };

static const float MARKED_LEAST = 0.2f, MARKED_BODY = 0.9f;

// Said to be a caption by its element: in <figure>, or in or right below something called caption.
static bool marked_caption(const plx_page *p, const plx_line *l) {
  if (!p->element || l->words < 2 || l->date_line) return false;
  const struct plx_element *e = &p->element[l->element], *up = &p->element[e->parent];
  if ((e->tags_above & PLX_IN_FIGURE) && !(l->cues & ~(1u << PLX_CUE_CAPTION | 1u << PLX_CUE_CREDIT))) return true;
  return l->words >= 4 && ((e->classes | up->classes) & 1u << PLX_CLASS_CAPTION) && l->link_letters * 2 < l->text.n &&
         !(l->cues & ~(1u << PLX_CUE_CAPTION | 1u << PLX_CUE_CREDIT));
}

// Told as one by its words alone: "… in Lisbon, Monday. (AP Photo/Ana Brito)".
static bool worded_caption(const plx_line *l) {
  return l->cues & 1u << PLX_CUE_CAPTION && l->words >= WORDED_MIN && !l->link_letters && !l->heading &&
         !(l->cues & ~(1u << PLX_CUE_CAPTION | 1u << PLX_CUE_CREDIT));
}

// What the judgement left out between the first and the last line of the article, and is marked as a caption, is one.
static void keep_captions(plx_page *p) {
  uint32_t first = p->n, last = 0;
  for (uint32_t i = 0; i < p->n; i++)
    if (p->line[i].label == PLX_LABEL_BODY) first = first < p->n ? first : i, last = i;
  first = first > REACH ? first - REACH : 0;
  for (uint32_t i = first; i < p->n && i <= last + FIGURE_REACH; i++) {
    plx_line *l = &p->line[i];
    if (i > last && !(p->element[l->element].tags_above & PLX_IN_FIGURE)) continue;
    if (l->label == PLX_LABEL_OUT && l->repeat && marked_caption(p, l)) l->drop = "duplicate";
    else if (l->label == PLX_LABEL_OUT && (marked_caption(p, l) || worded_caption(l)))
      l->label = PLX_LABEL_CAPTION, l->kind = PLX_BLOCK_CAPTION, l->drop = NULL;
  }
}

// A picture and one line, alone in a box of their own: the boxes with a picture that hold no other line.
static bool *picture_boxes(const plx_page *p, plx_arena *tmp) {
  const int image = plx_tag_row("img");
  bool *box = PLX_NEWS(tmp, bool, p->elements + 1);
  for (uint32_t x = 1; x < p->elements; x++) {
    if (p->element[x].tag != image) continue;
    uint32_t a = p->element[x].parent;
    for (int up = 0; up < BOX_REACH && a && p->element[a].lines <= 1 && !box[a]; up++, a = p->element[a].parent)
      box[a] = p->element[a].lines == 1;
  }
  return box;
}

// Its text is apart from the picture, and short.  In a list a picture may be a sign before each item, and beside what
// somebody says their portrait.
static bool boxed(const plx_page *p, const bool *box, const plx_line *l) {
  if (l->words < BOXED_WORDS_MIN || l->words > BOXED_WORDS_MAX || l->heading || l->links) return false;
  if (p->element[l->element].tags_above & (PLX_IN_LIST | PLX_IN_QUOTE) || plx_text_opens_quote(l->text)) return false;
  uint32_t a = p->element[l->element].parent;
  for (int up = 0; up < BOX_REACH && a && p->element[a].lines == 1; up++, a = p->element[a].parent)
    if (box[a]) return true;
  return false;
}

// spec: reading.33
static void take_boxed(plx_page *p, plx_arena *tmp) {
  const bool *box = picture_boxes(p, tmp);
  for (uint32_t i = 0; i < p->n; i++)
    if (p->line[i].label == PLX_LABEL_BODY && boxed(p, box, &p->line[i]))
      p->line[i].label = PLX_LABEL_CAPTION, p->line[i].kind = PLX_BLOCK_CAPTION;
}

// A caption by the forest's word; or by half its word, where the element, or on scraped text the plain rules, say the
// same.
bool plx_caption_line(const plx_page *p, const plx_line *l, float body, float caption) {
  if (l->date_line) return false;
  if (caption >= 0.5f && caption > body) return true;
  bool told = p->element ? marked_caption(p, l) : l->label == PLX_LABEL_CAPTION;
  return told && caption >= MARKED_LEAST && body < MARKED_BODY;
}

void plx_captions_mark(plx_page *page, plx_arena *tmp) {
  take_boxed(page, tmp);
  keep_captions(page);
}
