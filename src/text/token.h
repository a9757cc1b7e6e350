/* token.h - sentences and tokens: arrays and indices, no nodes.
 *
 * in     -
 * out    plx_text: one flat array of tokens for the document, sentences as ranges of it
 * how    text/ fills the spans; language/ fills the rest of plx_tok
 * cost   -
 * from   Universal Dependencies v2, CoNLL-U
 */
#ifndef PLX_TEXT_TOKEN_H
#define PLX_TEXT_TOKEN_H

#include "base/str.h"

typedef struct plx_tok {
  plx_span span;    // bytes of the document's text
  plx_str form;     // the words at span
  plx_str lemma;    // from here on: language/
  plx_str xpos;     // Penn tag; borrowed from the model
  plx_str feats;    // "Number=Sing|Person=3" or absent; borrowed from the model
  int32_t head;     // index of the head in plx_text.tok, or -1 for the root of its sentence
  uint8_t upos;     // plx_upos, language/labels.h
  uint8_t rel;      // plx_rel, language/labels.h
  uint8_t ner;      // plx_ner, language/labels.h
  bool space_after; // white space, or the end of the text, follows
} plx_tok;

typedef struct plx_sentence {
  plx_span span;
  uint32_t first, count; // tokens first .. first+count-1 of plx_text.tok; count >= 1
  uint32_t block;        // index into plx_doc.blocks, 0 where there are none
} plx_sentence;

typedef struct plx_text {
  plx_str bytes; // the document's text; all spans point into it
  PLX_VEC(plx_tok) tok;
  PLX_VEC(plx_sentence) sentence;
} plx_text;

// The sentence that holds a token.  O(log sentences).
uint32_t plx_text_sentence_of(const plx_text *t, uint32_t tok);

#endif
