/* kernel.h - the inner products of the network, in whole numbers.
 *
 * in     activations and weights, rounded to 12 bits with a scale a row
 * out    their products, as floats
 * how    32-bit sums of 16-bit products: VNNI or AVX-512, AVX2, or plain C, chosen once from what the processor can do
 * cost   1.2 million products a word; AVX-512: about 20 us
 * from   Jacob et al. 2018 (integer inference); Goto & van de Geijn 2008 (panels)
 *
 * Whole numbers do not round: every path gives the same bits, which a test checks.  |a|, |b| <= 2047 and K <= 512 keep
 * every sum below 2^31.  Pure; any thread.
 */
#ifndef PLX_LANGUAGE_KERNEL_H
#define PLX_LANGUAGE_KERNEL_H

#include <stdint.h>

#include "base/arena.h"

#define PLX_Q_MAX     2047
#define PLX_PANEL     32  // columns of B that lie together
#define PLX_INNER_MAX 512 // K at most

// B [K][N] packed: panels of 32 columns, rows in pairs; K even, N filled up with zeros to a multiple of 32.
typedef struct plx_panels {
  uint32_t k, n, columns; // columns: n rounded up
  const int16_t *q;       // [columns / 32][k / 2][32][2]
  const float *scale;     // [columns]: value = q * scale
} plx_panels;

typedef enum { PLX_PATH_PLAIN, PLX_PATH_AVX2, PLX_PATH_AVX512, PLX_PATH_VNNI } plx_path;
plx_path plx_path_best(void); // the best this processor has

// The rows of x [m][k] (`stride` apart) as whole numbers and a scale each.
void plx_quantize(const float *x, uint32_t m, uint32_t k, uint32_t stride, int16_t *q, float *scale);
// Packs B whose columns are rows: b [n][k] with a scale each (so B = transposed).  Room: plx_panel_items(k, n).
uint64_t plx_panel_items(uint32_t k, uint32_t n);
void plx_panel_pack(const int16_t *b, uint32_t k, uint32_t n, int16_t *out);
// c [m][columns] = a [m][k] B, then times the scales of the row and the column, plus bias [columns] unless NULL.
void plx_product(plx_path path, const int16_t *a, const float *a_scale, uint32_t m, const plx_panels *b,
                 const float *bias, float *c);

// e^x to 2 ulp and the logistic function, four at a time, of plain additions and products: the same on every machine.
typedef float plx_four __attribute__((vector_size(16)));
typedef int32_t plx_four_int __attribute__((vector_size(16)));
static inline plx_four plx_four_of(const float *p) {
  plx_four v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}
static inline void plx_four_to(float *p, plx_four v) {
  __builtin_memcpy(p, &v, sizeof v);
}
// 2^(x / ln 2): the whole part goes into the exponent, the rest through a polynomial (Cephes).
static inline plx_four plx_exp(plx_four x) {
  const plx_four low = {-87, -87, -87, -87}, high = {87, 87, 87, 87};
  plx_four_int under = x<low, over = x> high;
  x = (plx_four)(((plx_four_int)x & ~under & ~over) | ((plx_four_int)low & under) | ((plx_four_int)high & over));
  plx_four_int n = __builtin_convertvector(x * 1.44269504f + 1024.5f, plx_four_int) - 1024;
  plx_four whole = __builtin_convertvector(n, plx_four), r = x - whole * 0.693359375f + whole * 2.12194440e-4f;
  plx_four p = r * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  return p * (plx_four)((n + 127) << 23);
}
static inline plx_four plx_logistic(plx_four x) {
  return 1.0f / (1.0f + plx_exp(-x));
}

#endif
