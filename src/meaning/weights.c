/* SPDX-License-Identifier: Apache-2.0 */
/* A byte a weight is enough: one step is 1/127 of the largest, and a score is the sum of some sixty of them. */
#include "meaning/weights.h"

#include <math.h>
#include <string.h>

#define MAGIC 0x32584C50u // "PLX2"

typedef struct header {
  uint32_t magic, slots, outputs;
  float scale;
} header;

static uint32_t slot_of(uint32_t feat, uint32_t slots) {
  return (uint32_t)(((uint64_t)feat * slots) >> 32);
}

static uint32_t tag_of(uint32_t feat) {
  return (feat & 0xFFFF) | 1;
}

static uint32_t tag_at(const uint8_t *tag, uint32_t slot) {
  return (uint32_t)tag[2 * slot] | (uint32_t)tag[2 * slot + 1] << 8;
}

static const int8_t *row_of(const plx_weights *w, uint32_t feat) {
  uint32_t want = tag_of(feat), slot = slot_of(feat, w->slots), at;
  while ((at = tag_at(w->tag, slot)) != 0) {
    if (at == want) return w->w + (size_t)slot * w->outputs;
    if (++slot == w->slots) slot = 0;
  }
  return NULL;
}

void plx_weights_score(const plx_weights *w, const uint32_t *feat, uint32_t n, float *score) {
  int32_t sum[PLX_WEIGHTS_OUTPUTS] = {0};
  for (uint32_t k = 0; k < n; k++) {
    const int8_t *row = row_of(w, feat[k]);
    if (!row) continue;
    for (uint32_t y = 0; y < w->outputs; y++) sum[y] += row[y];
  }
  for (uint32_t y = 0; y < w->outputs; y++) score[y] = w->scale * (float)sum[y];
}

bool plx_weights_read(plx_weights *w, plx_str *bytes, plx_err *e) {
  header h;
  if (bytes->n < sizeof h) return plx_fail(e, PLX_E_FORMAT, "statements.bin", 0, "the file ends early");
  memcpy(&h, bytes->p, sizeof h);
  if (h.magic != MAGIC || h.slots == 0 || h.slots > (1u << 26) || h.outputs < 1 || h.outputs > PLX_WEIGHTS_OUTPUTS)
    return plx_fail(e, PLX_E_FORMAT, "statements.bin", 0, "not a table of weights: train it again");
  size_t size = (size_t)h.slots * (2 + h.outputs);
  if (bytes->n - sizeof h < size) return plx_fail(e, PLX_E_FORMAT, "statements.bin", 0, "the file ends early");
  *w = (plx_weights){.slots = h.slots, .outputs = h.outputs, .scale = h.scale};
  w->tag = (const uint8_t *)bytes->p + sizeof h;
  w->w = (const int8_t *)w->tag + (size_t)h.slots * 2;
  bool room = false; // a probe must come to an end
  for (uint32_t i = 0; i < h.slots && !room; i++) room = tag_at(w->tag, i) == 0;
  if (!room) return plx_fail(e, PLX_E_FORMAT, "statements.bin", 0, "not a table of weights: train it again");
  bytes->p += sizeof h + size;
  bytes->n -= sizeof h + size;
  return true;
}

static bool nothing(const float *row, uint32_t outputs, float scale) {
  for (uint32_t y = 0; y < outputs; y++)
    if (fabsf(row[y]) >= 0.5f * scale) return false;
  return true;
}

void plx_weights_write(const uint32_t *feat, const float *trained, uint32_t n, uint32_t outputs, plx_buf *out) {
  float max = 1e-6f;
  for (size_t i = 0; i < (size_t)n * outputs; i++)
    if (fabsf(trained[i]) > max) max = fabsf(trained[i]);
  header h = {.magic = MAGIC, .outputs = outputs, .scale = max / 127};
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) kept += !nothing(trained + (size_t)i * outputs, outputs, h.scale);
  h.slots = kept + kept / 4 + 8;
  plx_buf_add(out, &h, sizeof h);
  plx_buf_reserve(out, (size_t)h.slots * (2 + outputs));
  uint8_t *tag = (uint8_t *)out->p + out->n, *w = tag + (size_t)h.slots * 2;
  memset(tag, 0, (size_t)h.slots * (2 + outputs));
  for (uint32_t i = 0; i < n; i++) {
    const float *row = trained + (size_t)i * outputs;
    if (nothing(row, outputs, h.scale)) continue;
    uint32_t slot = slot_of(feat[i], h.slots);
    while (tag_at(tag, slot) != 0) slot = slot + 1 == h.slots ? 0 : slot + 1;
    tag[2 * slot] = (uint8_t)tag_of(feat[i]);
    tag[2 * slot + 1] = (uint8_t)(tag_of(feat[i]) >> 8);
    for (uint32_t y = 0; y < outputs; y++) w[(size_t)slot * outputs + y] = (uint8_t)(int8_t)lrintf(row[y] / h.scale);
  }
  out->n += (size_t)h.slots * (2 + outputs);
  out->p[out->n] = 0;
}
