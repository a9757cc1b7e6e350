/* weights.h - linear scores over hashed features.
 *
 * in     feature hashes of one thing to be scored
 * out    a score for each of a few outputs
 * how    a table from 32-bit feature to a row of signed bytes, open addressing, half of the hash kept as a tag; the rows
 *        of the features that are there are summed
 * cost   one or two probes a feature
 * from   Weinberger et al. 2009, "Feature hashing for large scale multitask learning"
 *
 * A feature never seen in training scores nothing (but for one chance in some thirty thousand).  Read-only, any thread.
 */
#ifndef PLX_MEANING_WEIGHTS_H
#define PLX_MEANING_WEIGHTS_H

#include "base/err.h"
#include "base/str.h"

#define PLX_WEIGHTS_OUTPUTS 4 // at most

typedef struct plx_weights {
  uint32_t slots;     // places in the table
  uint32_t outputs;   // numbers a row, 1..PLX_WEIGHTS_OUTPUTS
  float scale;        // of a step
  const uint8_t *tag; // [slots] little-endian u16; 0: empty
  const int8_t *w;    // [slots][outputs]
} plx_weights;

// Features are made with these: equal on every machine.
static inline uint32_t plx_feat(uint32_t kind, uint32_t value) {
  uint32_t h = (value + kind * 0x9E3779B1u) * 0x85EBCA6Bu;
  h ^= h >> 13;
  h *= 0xC2B2AE35u;
  return h ^ (h >> 16);
}
static inline uint32_t plx_feat2(uint32_t kind, uint32_t a, uint32_t b) {
  return plx_feat(kind, a * 0x2C1B3C6Du ^ (b + 0x165667B1u) * 0x297A2D39u ^ (b >> 15));
}
static inline uint32_t plx_feat3(uint32_t kind, uint32_t a, uint32_t b, uint32_t c) {
  return plx_feat2(kind, plx_feat(a, b), c);
}

// score[outputs] = scale x the sum of the rows.
void plx_weights_score(const plx_weights *w, const uint32_t *feat, uint32_t n, float *score);

// Takes the next table off *bytes, which it borrows: u32 magic, slots, outputs, f32 scale, tags, rows; little-endian.
bool plx_weights_read(plx_weights *w, plx_str *bytes, plx_err *e);
// Rounds trained[n x outputs], the rows of feat[n], to bytes and appends the table.  Rows that round to nothing go.
void plx_weights_write(const uint32_t *feat, const float *trained, uint32_t n, uint32_t outputs, plx_buf *out);

#endif
