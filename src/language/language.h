/* language.h - text in, sentences of tagged, lemmatised, parsed and named tokens out.
 *
 * in     a document's text and its blocks (a sentence never runs over the end of a block)
 * out    plx_text: every token with lemma, tags, head, relation, name label
 * how    text/ cuts sentences and tokens; trained models tag, parse and name them (doc/methods.md)
 * cost   see bench/language
 * from   doc/methods.md
 *
 * plx_model_open fails with PLX_E_FORMAT or PLX_E_SYSTEM; analysing never fails.  A model is read-only after opening:
 * any number of threads may share it, each with arenas of its own.
 */
#ifndef PLX_LANGUAGE_LANGUAGE_H
#define PLX_LANGUAGE_LANGUAGE_H

#include "base/err.h"
#include "language/labels.h"
#include "text/token.h"

typedef struct plx_model plx_model;

// path NULL: $PARALLAX_MODEL, else model/ beside or above the program, else the installed one.
plx_model *plx_model_open(const char *path, plx_err *e);
void plx_model_close(plx_model *m);            // NULL is fine
plx_str plx_model_version(const plx_model *m); // "en-ewt-gum 1", for records that name what made them

// Reads `bytes` into *out.  blocks[block_count] are the stretches to read, in order (count 0: the whole, where a blank
// line ends a sentence).  Results on `doc`; `tmp` comes back as it was.
void plx_language_read(const plx_model *m, plx_str bytes, const plx_span *blocks, uint32_t block_count, plx_arena *doc,
                       plx_arena *tmp, plx_text *out);

// The two halves of it.  split: tokens and sentences only.  label: lemma, tags, head, relation and name label of every
// token of a text whose sentences and forms are given (from a treebank, or cut by somebody else).
void plx_language_split(const plx_model *m, plx_str bytes, const plx_span *blocks, uint32_t block_count, plx_arena *doc,
                        plx_arena *tmp, plx_text *out);
void plx_language_label(const plx_model *m, plx_text *t, plx_arena *doc, plx_arena *tmp);

#endif
