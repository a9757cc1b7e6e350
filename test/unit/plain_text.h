/* plain_text.h - text cut into tokens at blanks and before closing marks, for tests that need no model: no tags, no
 * tree. */
#ifndef PLX_TEST_PLAIN_TEXT_H
#define PLX_TEST_PLAIN_TEXT_H

#include <string.h>

#include "text/token.h"

static inline void plain_token(plx_text *x, plx_arena *a, size_t at, size_t end) {
  plx_tok *t = plx_vec_push(a, &x->tok);
  t->span = plx_span_of((uint32_t)at, (uint32_t)end);
  t->form = t->lemma = plx_span_str(x->bytes, t->span);
  t->head = -1;
}

// One sentence a line.
static inline plx_text plain_text(plx_str s, plx_arena *a) {
  plx_text x = {.bytes = s};
  plx_sentence *sentence = NULL;
  for (size_t i = 0; i < s.n;) {
    if (s.p[i] == '\n') sentence = NULL;
    if (s.p[i] == ' ' || s.p[i] == '\n') {
      i++;
      continue;
    }
    size_t end = i;
    while (end < s.n && s.p[end] != ' ' && s.p[end] != '\n') end++;
    size_t core = end;
    while (core > i + 1 && strchr(",;:!?)\"", s.p[core - 1])) core--;
    if (core == end && s.p[core - 1] == '.' && core - i > 5) core--;
    if (!sentence) {
      sentence = plx_vec_push(a, &x.sentence);
      sentence->first = x.tok.n;
      sentence->span.at = (uint32_t)i;
    }
    plain_token(&x, a, i, core);
    for (; core < end; core++) plain_token(&x, a, core, core + 1);
    sentence->count = x.tok.n - sentence->first;
    sentence->span.n = (uint32_t)(end - sentence->span.at);
    i = end;
  }
  return x;
}

#endif
