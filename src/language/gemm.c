/* SPDX-License-Identifier: Apache-2.0 */
#include "language/gemm.h"

#include <string.h>

enum { ROWS = 8, PANEL = 32 };
typedef float wide __attribute__((vector_size(64)));

static void pack(plx_strided b, uint32_t from, uint32_t n, uint32_t k, float *out) {
  uint32_t some = n - from < PANEL ? n - from : PANEL;
  for (uint32_t i = 0; i < k; i++, out += PANEL) {
    const float *p = b.p + (size_t)i * b.row + (size_t)from * b.column;
    if (some < PANEL) memset(out, 0, PANEL * sizeof *out);
    if (b.column == 1) {
      memcpy(out, p, some * sizeof *out);
    } else {
      for (uint32_t j = 0; j < some; j++) out[j] = p[(size_t)j * b.column];
    }
  }
}

// out [ROWS][PANEL] = the rows of a times the panel.
static inline __attribute__((always_inline)) void tile(const float *const row[ROWS], uint32_t step, uint32_t k,
                                                       const float *panel, float *out) {
  wide s[ROWS][2];
  for (int r = 0; r < ROWS; r++) s[r][0] = s[r][1] = (wide){0};
  for (uint32_t i = 0; i < k; i++, panel += PANEL) {
    wide b0, b1;
    memcpy(&b0, panel, sizeof b0);
    memcpy(&b1, panel + 16, sizeof b1);
    _Pragma("GCC unroll 8") for (int r = 0; r < ROWS; r++) {
      float v = row[r][(size_t)i * step];
      s[r][0] += v * b0;
      s[r][1] += v * b1;
    }
  }
  for (int r = 0; r < ROWS; r++) memcpy(out + r * PANEL, s[r], sizeof s[r]);
}

typedef void tile_of(const float *const row[ROWS], uint32_t step, uint32_t k, const float *panel, float *out);

static void tile_plain(const float *const row[ROWS], uint32_t step, uint32_t k, const float *panel, float *out) {
  tile(row, step, k, panel, out);
}
#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx512f"))) static void tile_avx512(const float *const row[ROWS], uint32_t step, uint32_t k,
                                                           const float *panel, float *out) {
  tile(row, step, k, panel, out);
}
__attribute__((target("avx2,fma"))) static void tile_avx2(const float *const row[ROWS], uint32_t step, uint32_t k,
                                                          const float *panel, float *out) {
  tile(row, step, k, panel, out);
}
static tile_of *best_tile(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return tile_avx512;
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? tile_avx2 : tile_plain;
}
#else
static tile_of *best_tile(void) {
  return tile_plain;
}
#endif

void plx_gemm(float *c, uint32_t c_row, uint32_t m, uint32_t n, uint32_t k, plx_strided a, plx_strided b, bool add,
              plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  tile_of *t = best_tile();
  float *panel = plx_arena_alloc(tmp, (size_t)k * PANEL * sizeof *panel), out[ROWS * PANEL];
  for (uint32_t p = 0; p < n; p += PANEL) {
    uint32_t some = n - p < PANEL ? n - p : PANEL;
    pack(b, p, n, k, panel);
    for (uint32_t i = 0; i < m; i += ROWS) {
      const float *row[ROWS];
      uint32_t rows = m - i < ROWS ? m - i : ROWS;
      for (uint32_t r = 0; r < ROWS; r++) row[r] = a.p + (size_t)(i + (r < rows ? r : 0)) * a.row;
      t(row, a.column, k, panel, out);
      for (uint32_t r = 0; r < rows; r++) {
        float *to = c + (size_t)(i + r) * c_row + p;
        for (uint32_t j = 0; j < some; j++) to[j] = add ? to[j] + out[r * PANEL + j] : out[r * PANEL + j];
      }
    }
  }
  plx_arena_reset(tmp, mark);
}
