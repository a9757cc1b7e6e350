/* linear.h - a linear classifier over hashed features, for decisions too small for a network: token and sentence ends.
 *
 * in     a few dozen 64-bit features of one decision
 * out    a score a class; the best of those allowed
 * how    score[y] = sum over features of w[feature][y], rows sparse; trained as an averaged perceptron
 * cost   one probe a feature and an add an entry: about 1 us for 50 features
 * from   Collins 2002; Freund & Schapire 1999 (averaging); Weinberger et al. 2009 (hashing)
 *
 * Scores are integers, so every machine gives the same answer.  Reading is pure and lies in the mapped model file;
 * a learner belongs to one thread.
 */
#ifndef PLX_TEXT_LINEAR_H
#define PLX_TEXT_LINEAR_H

#include "base/str.h"

#define PLX_LINEAR_CLASSES_MAX  256
#define PLX_LINEAR_FEATURES_MAX 96

// One decision's features.
typedef struct plx_feats {
  uint64_t v[PLX_LINEAR_FEATURES_MAX];
  int n;
} plx_feats;

// Mixes a value into a feature's hash.
static inline uint64_t plx_mix(uint64_t h, uint64_t v) {
  h = (h ^ v) * 0x9E3779B97F4A7C15u;
  return h ^ (h >> 29);
}
#define PLX_FEAT1(f, t, a)       ((f)->v[(f)->n++] = plx_mix(plx_mix(t, a), 0x51))
#define PLX_FEAT2(f, t, a, b)    ((f)->v[(f)->n++] = plx_mix(plx_mix(plx_mix(t, a), b), 0x52))
#define PLX_FEAT3(f, t, a, b, c) ((f)->v[(f)->n++] = plx_mix(plx_mix(plx_mix(plx_mix(t, a), b), c), 0x53))

typedef struct plx_linear_slot {
  uint32_t key;   // upper half of the feature
  uint32_t first; // its first entry + 1; 0: an empty slot
} plx_linear_slot;
typedef struct plx_linear_entry {
  uint16_t class_last; // class, and bit 15 on the last entry of a row
  int16_t weight;
} plx_linear_entry;

typedef struct plx_linear {
  uint32_t mask, classes;
  const plx_linear_slot *slot;   // [mask + 1]
  const plx_linear_entry *entry; // rows, one after the other
} plx_linear;

// The view of a packed classifier (borrowed bytes, 8-aligned); false if they are not one.
bool plx_linear_open(plx_linear *m, plx_str packed);
void plx_linear_score(const plx_linear *m, const plx_feats *f, int32_t *score); // score[classes], overwritten
// The best of the classes with allow[y] != 0 (NULL: all); ties to the smaller.
int plx_linear_best(const int32_t *score, int classes, const uint8_t *allow);

typedef struct plx_learner plx_learner;
plx_learner *plx_learner_new(int classes);
void plx_learner_free(plx_learner *l);
int plx_learner_classes(const plx_learner *l);
void plx_learner_score(const plx_learner *l, const plx_feats *f, float *score);
// One step: up for `right`, down for `wrong` (the same: only the clock goes on).
void plx_learner_update(plx_learner *l, const plx_feats *f, int right, int wrong);
#define PLX_LINEAR_WEIGHT_MAX 32767           // packed weights are scaled so that the largest is this
double plx_learner_top(const plx_learner *l); // the largest averaged weight
// The averaged weights of the rows_max strongest features, appended to *out.
void plx_learner_pack(const plx_learner *l, uint32_t rows_max, plx_buf *out);

#endif
