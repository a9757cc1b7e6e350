/* guess.h - lemmas and features by analogy: the longest known ending decides.
 *
 * in     a word and its tag
 * out    the number of a value (an edit script, a set of features)
 * how    keys from the special to the general: the word as written, in lower case, its last 7..1 bytes, the tag alone (of
 *        names the last two apart by their capitals);
 *        a key is kept only where it says something else than the next more general one
 * cost   at most ten probes a word
 * from   Straka & Straková 2017 (lemma rules); Mikheev 1997 (guessing by endings)
 *
 * Pure.  Learning belongs to one thread.
 */
#ifndef PLX_LANGUAGE_GUESS_H
#define PLX_LANGUAGE_GUESS_H

#include "base/map.h"
#include "text/lexicon.h"

// With this bit in its tag a word is a name: what its ending says depends on its capitals ("india" → "India").
#define PLX_GUESS_NAME 0x80000000u
int32_t plx_guess(const plx_lexicon *x, plx_str form, uint32_t tag); // -1: never saw the tag

typedef struct plx_guess_row {
  plx_str form;
  uint32_t tag, value;
  bool alone; // says nothing of other words with its ending
} plx_guess_row;
void plx_guess_learn(const plx_guess_row *row, uint32_t n, plx_arena *tmp, plx_buf *out);

// --- edit scripts: "L2+y" is lower case, two bytes off the end, "y" on; "A" leaves the case; "C0+" is "TEHRAN" → "Tehran" ---
typedef struct plx_script {
  bool lower, capital;
  uint32_t strip;
  plx_str add;
} plx_script;
plx_str plx_script_make(plx_arena *a, plx_str form, plx_str lemma, bool name); // name: prefer to keep the case
// Puts on so much that no other word will do so: "Sept." → "September".
bool plx_script_is_odd(plx_str s);
bool plx_script_parse(plx_str s, plx_script *out);
plx_str plx_script_apply(const plx_script *s, plx_str form, plx_arena *a);

#endif
