/* conllu.h - treebanks: CoNLL-U in, CoNLL-U out.
 *
 * in     lines of CoNLL-U; names as a second file of the same words (IOB2: number, form, label)
 * out    a plx_bank: a plx_text whose bytes are rebuilt from FORM and SpaceAfter, and what else must come out again
 * how    one pass; multiword tokens keep their surface, their words share it out; empty nodes are left out
 * cost   about 1 us a word
 * from   universaldependencies.org/format.html
 *
 * Reading fails with PLX_E_INPUT at the line that is no CoNLL-U.  One thread.
 */
#ifndef PLX_LANGUAGE_CONLLU_H
#define PLX_LANGUAGE_CONLLU_H

#include "base/lines.h"
#include "language/labels.h"
#include "text/token.h"

typedef struct plx_joined {
  uint32_t first, count; // words
  plx_str form;          // of the multiword token they make
} plx_joined;

typedef struct plx_bank {
  plx_text text;
  PLX_VEC(plx_joined) joined; // in order
  PLX_VEC(plx_str) comments;  // a sentence: its comment lines, each with its newline
  PLX_VEC(uint8_t) paragraph; // a sentence: 1 if it begins a paragraph or a document
  PLX_VEC(uint8_t) document;  // a sentence: 1 if it begins a document
} plx_bank;

// Appends up to `sentences` sentences; *more is false at the end of the file.  *b starts as {0} for each call.
bool plx_conllu_read(plx_lines *in, uint32_t sentences, plx_arena *a, plx_bank *b, bool *more, plx_err *e);
// Sets tok.ner of a whole bank from IOB2 lines over the same words.
bool plx_iob2_read(plx_lines *in, plx_bank *b, plx_err *e);
// Sentence s, and the empty line behind it.  `b` may be NULL: then words without space between that are an English
// clitic and its host come out as one multiword token.
void plx_conllu_write(const plx_text *t, const plx_bank *b, uint32_t s, plx_buf *out);
// One line: form/UPOS/head/relation of each word.
void plx_horizontal_write(const plx_text *t, uint32_t s, plx_buf *out);

#endif
