/* SPDX-License-Identifier: Apache-2.0 */
/* A byte a weight is enough: one step is 1/127 of the largest, and a score is the sum of some forty of them. */
#include "meaning/weights.h"

#include <math.h>
#include <string.h>

#define MAGIC 0x31584C50u // "PLX1"

typedef struct header {
  uint32_t magic, bits, outputs;
  float scale;
} header;

void plx_weights_score(const plx_weights *w, const uint32_t *feat, uint32_t n, float *score) {
  int32_t sum[PLX_WEIGHTS_OUTPUTS] = {0};
  uint32_t shift = 32 - w->bits;
  if (w->outputs == 4) {
    for (uint32_t k = 0; k < n; k++) {
      const int8_t *row = w->w + (size_t)(feat[k] >> shift) * 4;
      for (int y = 0; y < 4; y++) sum[y] += row[y];
    }
  } else {
    for (uint32_t k = 0; k < n; k++) {
      const int8_t *row = w->w + (size_t)(feat[k] >> shift) * w->outputs;
      for (uint32_t y = 0; y < w->outputs; y++) sum[y] += row[y];
    }
  }
  for (uint32_t y = 0; y < w->outputs; y++) score[y] = w->scale * (float)sum[y];
}

bool plx_weights_read(plx_weights *w, plx_str *bytes, plx_err *e) {
  header h;
  if (bytes->n < sizeof h) return plx_fail(e, PLX_E_FORMAT, "statements.bin", 0, "the file ends early");
  memcpy(&h, bytes->p, sizeof h);
  if (h.magic != MAGIC || h.bits < 4 || h.bits > 24 || h.outputs < 1 || h.outputs > PLX_WEIGHTS_OUTPUTS)
    return plx_fail(e, PLX_E_FORMAT, "statements.bin", 0, "not a table of weights: train it again");
  size_t size = ((size_t)1 << h.bits) * h.outputs;
  if (bytes->n - sizeof h < size) return plx_fail(e, PLX_E_FORMAT, "statements.bin", 0, "the file ends early");
  *w = (plx_weights){.bits = h.bits, .outputs = h.outputs, .scale = h.scale};
  w->w = (const int8_t *)bytes->p + sizeof h;
  bytes->p += sizeof h + size;
  bytes->n -= sizeof h + size;
  return true;
}

void plx_weights_write(const float *trained, uint32_t bits, uint32_t outputs, plx_buf *out) {
  size_t n = ((size_t)1 << bits) * outputs;
  float max = 1e-6f;
  for (size_t i = 0; i < n; i++)
    if (fabsf(trained[i]) > max) max = fabsf(trained[i]);
  header h = {MAGIC, bits, outputs, max / 127};
  plx_buf_add(out, &h, sizeof h);
  for (size_t i = 0; i < n; i++) plx_buf_char(out, (char)(int8_t)lrintf(trained[i] / h.scale));
}
