/* SPDX-License-Identifier: Apache-2.0 */
#include "text/token.h"

uint32_t plx_text_sentence_of(const plx_text *t, uint32_t tok) {
  uint32_t lo = 0, hi = t->sentence.n;
  while (lo + 1 < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (t->sentence.v[mid].first <= tok) lo = mid;
    else hi = mid;
  }
  return lo;
}
