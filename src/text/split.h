/* split.h - where tokens and sentences end.
 *
 * in     text, and the stretches of it to read (blocks: a headline, a paragraph)
 * out    tokens and sentences with their spans, as Universal Dependencies cuts English
 * how    white space cuts chunks; inside a chunk a trained classifier decides at each place where the kind of character
 *        changes, and a lexicon at the few places where it does not (can|not, do|nt); a second classifier decides after
 *        each token whether the sentence ends; the end of a block always ends one
 * cost   linear in the text: about 1 us a token; caps below bound what broken input can ask
 * from   Read & al. 2012 (sentence boundaries); Straka & al. 2016 (learned tokens); CoNLL-U
 *
 * Never fails: any bytes have tokens.  Curly and straight quotes look alike to the classifiers, so that models trained
 * on web text read printed news.  Pure; any thread.
 */
#ifndef PLX_TEXT_SPLIT_H
#define PLX_TEXT_SPLIT_H

#include "text/lexicon.h"
#include "text/linear.h"
#include "text/token.h"

#define PLX_CHUNK_CHARS_MAX     200 // a longer run without white space is cut here: no word is that long
#define PLX_SENTENCE_TOKENS_MAX 400 // a longer sentence is cut here

typedef struct plx_splitter {
  plx_linear token, sentence;
  plx_lexicon
      joined; // hash of a run of letters, lower case → offset (in code points) of the cut inside; in doubt: 16 more
  plx_lexicon shorts; // hash of an abbreviation without its full stop → its kind; may be empty
} plx_splitter;

void plx_split(const plx_splitter *m, plx_str bytes, const plx_span *blocks, uint32_t block_count, plx_arena *doc,
               plx_arena *tmp, plx_text *out);

// One round of learning over gold text (spans filled, in order).  paragraph[i] != 0: sentence i begins a block.
void plx_split_learn(plx_learner *token, plx_learner *sentence, const plx_text *gold, const uint8_t *paragraph,
                     const plx_splitter *known, plx_arena *tmp); // of `known` the lexicons
// The lexicon of `joined`, from gold text, appended to *out.
void plx_split_learn_joined(const plx_text *gold, plx_arena *tmp, plx_buf *out);
// The lexicon of `shorts`, from the tables (English).
void plx_split_learn_shorts(plx_arena *tmp, plx_buf *out);

#endif
