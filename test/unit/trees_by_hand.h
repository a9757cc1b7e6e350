/* trees_by_hand.h - a parsed text for tests, from "form/lemma/UPOS/XPOS/head/rel" a word (heads count from 1, 0 is root). */
#ifndef PLX_TEST_TREES_BY_HAND_H
#define PLX_TEST_TREES_BY_HAND_H

#include "language/labels.h"
#include "reading/document.h"
#include "text/token.h"

static inline plx_str part_of(plx_str *rest) {
  plx_str part = {0};
  plx_str_cut(rest, '/', &part);
  return part;
}

static inline plx_text text_by_hand(plx_arena *a, const char *words) {
  plx_text t = {0};
  plx_buf bytes = {0};
  plx_str rest = plx_str_of(words), word;
  while (plx_str_cut(&rest, ' ', &word)) {
    plx_tok *k = plx_vec_push(a, &t.tok);
    if (bytes.n) plx_buf_char(&bytes, ' ');
    k->form = part_of(&word);
    k->span = (plx_span){(uint32_t)bytes.n, (uint32_t)k->form.n};
    plx_buf_str(&bytes, k->form);
    k->lemma = part_of(&word);
    k->upos = plx_upos_of(part_of(&word));
    k->xpos = part_of(&word);
    plx_str head = part_of(&word);
    k->head = -1;
    for (size_t i = 0, n = 0; i < head.n; i++) {
      n = n * 10 + (size_t)(head.p[i] - '0');
      k->head = (int32_t)n - 1;
    }
    k->rel = plx_rel_of(part_of(&word));
    k->space_after = true;
  }
  t.bytes = plx_str_copy(a, plx_buf_view(&bytes));
  plx_buf_free(&bytes);
  plx_sentence *s = plx_vec_push(a, &t.sentence);
  *s = (plx_sentence){.span = {0, (uint32_t)t.bytes.n}, .count = t.tok.n};
  return t;
}

#endif
