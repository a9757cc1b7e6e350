/* lexicon.h - a read-only map from hashed keys to small numbers, lying in the model file.
 *
 * in     64-bit keys, values below 2^31
 * out    the value, or -1
 * how    open addressing on the low half, the upper half compared; no strings kept
 * cost   one probe; 11 bytes a key
 * from   Knuth, volume 3, 6.4
 *
 * Two keys are taken for one once in 2^32 look-ups of a key that is not there.  Reading is pure.
 */
#ifndef PLX_TEXT_LEXICON_H
#define PLX_TEXT_LEXICON_H

#include "base/str.h"

typedef struct plx_lexicon_slot {
  uint32_t key, value; // value + 1; 0: an empty slot
} plx_lexicon_slot;

typedef struct plx_lexicon {
  uint32_t mask;
  const plx_lexicon_slot *slot; // [mask + 1]
} plx_lexicon;

bool plx_lexicon_open(plx_lexicon *x, plx_str packed); // 8-aligned, borrowed
int32_t plx_lexicon_get(const plx_lexicon *x, uint64_t key);
void plx_lexicon_pack(const uint64_t *key, const uint32_t *value, uint32_t n, plx_buf *out);

#endif
