/* gemm.h - products of float matrices, for learning.
 *
 * in     A [m][k] and B [k][n], each with any strides
 * out    C [m][n] = A B, or C + A B
 * how    panels of 32 columns of B are copied together; 8 by 32 sums stay in registers; AVX-512, AVX2 or plain
 * cost   up to 80 billion products a second on one core with AVX-512
 * from   Goto & van de Geijn 2008
 *
 * Each sum runs over k in order, so a result does not depend on tiling; it may differ in the last bit between machines
 * with and without fused multiply-add.  Pure.
 */
#ifndef PLX_LANGUAGE_GEMM_H
#define PLX_LANGUAGE_GEMM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct plx_strided {
  const float *p;
  uint32_t row, column; // steps to the next row and to the next column
} plx_strided;

void plx_gemm(float *c, uint32_t c_row, uint32_t m, uint32_t n, uint32_t k, plx_strided a, plx_strided b, bool add,
              plx_arena *tmp);

#endif
