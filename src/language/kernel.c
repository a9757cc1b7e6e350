/* SPDX-License-Identifier: Apache-2.0 */
/* A tile of MR rows by one panel is summed in registers; the panel's pairs are read once for the whole tile.  The plain
 * version says what the others must give. */
#include "language/kernel.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_X86 1
#endif

plx_path plx_path_best(void) {
#ifdef HAVE_X86
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni")) return PLX_PATH_VNNI;
  if (__builtin_cpu_supports("avx512bw")) return PLX_PATH_AVX512;
  if (__builtin_cpu_supports("avx2")) return PLX_PATH_AVX2;
#endif
  return PLX_PATH_PLAIN;
}

typedef int16_t four_short __attribute__((vector_size(8)));

static plx_four size_of(plx_four v) {
  return (plx_four)((plx_four_int)v & 0x7FFFFFFF);
}

static float largest_size(const float *x, uint32_t k) {
  plx_four top = {1e-20f, 1e-20f, 1e-20f, 1e-20f};
  for (uint32_t j = 0; j + 4 <= k; j += 4) {
    plx_four v = size_of(plx_four_of(x + j));
    plx_four_int more = v > top;
    top = (plx_four)(((plx_four_int)v & more) | ((plx_four_int)top & ~more));
  }
  float a = top[0] > top[1] ? top[0] : top[1], b = top[2] > top[3] ? top[2] : top[3];
  float most = a > b ? a : b;
  for (uint32_t j = k / 4 * 4; j < k; j++) {
    float v = x[j] < 0 ? -x[j] : x[j];
    most = v > most ? v : most;
  }
  return most;
}

// Rounds half away from zero.
void plx_quantize(const float *x, uint32_t m, uint32_t k, uint32_t stride, int16_t *q, float *scale) {
  const plx_four_int sign = {INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN};
  const plx_four half = {0.5f, 0.5f, 0.5f, 0.5f};
  for (uint32_t i = 0; i < m; i++, x += stride, q += k) {
    float top = largest_size(x, k), up = (float)PLX_Q_MAX / top;
    uint32_t j = 0;
    for (; j + 4 <= k; j += 4) {
      plx_four v = plx_four_of(x + j) * up;
      v += (plx_four)((plx_four_int)half | ((plx_four_int)v & sign));
      four_short r = __builtin_convertvector(__builtin_convertvector(v, plx_four_int), four_short);
      memcpy(q + j, &r, sizeof r);
    }
    for (; j < k; j++) q[j] = (int16_t)(int)(x[j] * up + (x[j] < 0 ? -0.5f : 0.5f));
    scale[i] = top / (float)PLX_Q_MAX;
  }
}

static uint32_t round_up(uint32_t n) {
  return (n + PLX_PANEL - 1) / PLX_PANEL * PLX_PANEL;
}

uint64_t plx_panel_items(uint32_t k, uint32_t n) {
  return (uint64_t)k * round_up(n);
}

void plx_panel_pack(const int16_t *b, uint32_t k, uint32_t n, int16_t *out) {
  for (uint32_t p = 0; p < round_up(n); p += PLX_PANEL)
    for (uint32_t i = 0; i < k; i += 2)
      for (uint32_t c = p; c < p + PLX_PANEL; c++) {
        *out++ = c < n ? b[(uint64_t)c * k + i] : 0;
        *out++ = c < n ? b[(uint64_t)c * k + i + 1] : 0;
      }
}

// --- tiles: out [rows][32] = a [rows][k] times one panel ---

static void tile_plain(const int16_t *a, uint32_t rows, uint32_t k, const int16_t *panel, int32_t *out) {
  for (uint32_t r = 0; r < rows; r++, a += k, out += PLX_PANEL) {
    memset(out, 0, PLX_PANEL * sizeof *out);
    const int16_t *b = panel;
    for (uint32_t i = 0; i < k; i += 2, b += 2 * PLX_PANEL)
      for (uint32_t c = 0; c < PLX_PANEL; c++) out[c] += (int32_t)a[i] * b[2 * c] + (int32_t)a[i + 1] * b[2 * c + 1];
  }
}

enum { ROWS = 8 };

#ifdef HAVE_X86
static inline int32_t pair_at(const int16_t *a) {
  int32_t v;
  memcpy(&v, a, sizeof v);
  return v;
}

#define TILE_512(NAME, TARGET, STEP)                                                                                   \
  __attribute__((target(TARGET))) static void NAME(const int16_t *a, uint32_t rows, uint32_t k, const int16_t *panel,  \
                                                   int32_t *out) {                                                     \
    __m512i s[ROWS][2];                                                                                                \
    const int16_t *row[ROWS];                                                                                          \
    for (uint32_t r = 0; r < ROWS; r++) {                                                                              \
      s[r][0] = s[r][1] = _mm512_setzero_si512();                                                                      \
      row[r] = a + (r < rows ? r : 0) * (uint64_t)k;                                                                   \
    }                                                                                                                  \
    for (uint32_t i = 0; i < k; i += 2, panel += 2 * PLX_PANEL) {                                                      \
      __m512i b0 = _mm512_loadu_si512(panel), b1 = _mm512_loadu_si512(panel + PLX_PANEL);                              \
      _Pragma("GCC unroll 8") for (uint32_t r = 0; r < ROWS; r++) {                                                    \
        __m512i v = _mm512_set1_epi32(pair_at(row[r] + i));                                                            \
        s[r][0] = STEP(s[r][0], v, b0);                                                                                \
        s[r][1] = STEP(s[r][1], v, b1);                                                                                \
      }                                                                                                                \
    }                                                                                                                  \
    for (uint32_t r = 0; r < rows; r++) {                                                                              \
      _mm512_storeu_si512(out + r * PLX_PANEL, s[r][0]);                                                               \
      _mm512_storeu_si512(out + r * PLX_PANEL + 16, s[r][1]);                                                          \
    }                                                                                                                  \
  }
#define STEP_BW(s, v, b) _mm512_add_epi32(s, _mm512_madd_epi16(v, b))
TILE_512(tile_avx512, "avx512f,avx512bw", STEP_BW)
TILE_512(tile_vnni, "avx512f,avx512bw,avx512vnni", _mm512_dpwssd_epi32)

__attribute__((target("avx2"))) static void half_avx2(const int16_t *a, uint32_t rows, uint32_t k, const int16_t *panel,
                                                      int32_t *out) {
  enum { FEW = 4 };
  for (uint32_t from = 0; from < rows; from += FEW) {
    __m256i s[FEW][2];
    const int16_t *row[FEW];
    for (uint32_t r = 0; r < FEW; r++) {
      s[r][0] = s[r][1] = _mm256_setzero_si256();
      row[r] = a + (from + r < rows ? from + r : 0) * (uint64_t)k;
    }
    const int16_t *b = panel;
    for (uint32_t i = 0; i < k; i += 2, b += 2 * PLX_PANEL) {
      __m256i b0 = _mm256_loadu_si256((const void *)b), b1 = _mm256_loadu_si256((const void *)(b + 16));
      _Pragma("GCC unroll 4") for (uint32_t r = 0; r < FEW; r++) {
        __m256i v = _mm256_set1_epi32(pair_at(row[r] + i));
        s[r][0] = _mm256_add_epi32(s[r][0], _mm256_madd_epi16(v, b0));
        s[r][1] = _mm256_add_epi32(s[r][1], _mm256_madd_epi16(v, b1));
      }
    }
    for (uint32_t r = 0; r < FEW && from + r < rows; r++) {
      _mm256_storeu_si256((void *)(out + (from + r) * PLX_PANEL), s[r][0]);
      _mm256_storeu_si256((void *)(out + (from + r) * PLX_PANEL + 8), s[r][1]);
    }
  }
}

static void tile_avx2(const int16_t *a, uint32_t rows, uint32_t k, const int16_t *panel, int32_t *out) {
  half_avx2(a, rows, k, panel, out);
  half_avx2(a, rows, k, panel + PLX_PANEL, out + PLX_PANEL / 2);
}
#endif

typedef void tile(const int16_t *a, uint32_t rows, uint32_t k, const int16_t *panel, int32_t *out);

static tile *tile_of(plx_path path) {
#ifdef HAVE_X86
  if (path == PLX_PATH_VNNI) return tile_vnni;
  if (path == PLX_PATH_AVX512) return tile_avx512;
  if (path == PLX_PATH_AVX2) return tile_avx2;
#endif
  (void)path;
  return tile_plain;
}

void plx_product(plx_path path, const int16_t *a, const float *a_scale, uint32_t m, const plx_panels *b,
                 const float *bias, float *c) {
  tile *t = tile_of(path);
  int32_t sum[ROWS * PLX_PANEL];
  for (uint32_t i = 0; i < m; i += ROWS) {
    uint32_t rows = m - i < ROWS ? m - i : ROWS;
    for (uint32_t p = 0; p < b->columns; p += PLX_PANEL) {
      t(a + (uint64_t)i * b->k, rows, b->k, b->q + (uint64_t)p * b->k, sum);
      for (uint32_t r = 0; r < rows; r++) {
        float *out = c + (uint64_t)(i + r) * b->columns + p, s = a_scale[i + r];
        for (uint32_t j = 0; j < PLX_PANEL; j += 4) {
          plx_four_int whole;
          memcpy(&whole, sum + r * PLX_PANEL + j, sizeof whole);
          plx_four v = __builtin_convertvector(whole, plx_four) * (plx_four_of(b->scale + p + j) * s);
          plx_four_to(out + j, bias ? v + plx_four_of(bias + p + j) : v);
        }
      }
    }
  }
}
