/* lanes.h - eight numbers at a time, the same on every processor.
 *
 * in     -
 * out    vector types of eight, loaded from any address; two versions of a function, one with AVX2
 * how    the compiler's own vectors, which it cuts in two where there is no AVX2; never a fused product, so each lane rounds alike
 * cost   -
 * from   -
 *
 * PLX_LANES_TWICE(NAME, (parameters), (arguments)) makes NAME out of an always_inline NAME_body: it asks the processor once a call.
 */
#ifndef PLX_BASE_LANES_H
#define PLX_BASE_LANES_H

#include <stdint.h>

enum { PLX_LANES = 8 };
typedef float plx_lanes __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t plx_lanes_int __attribute__((vector_size(32), aligned(4), may_alias));

#define PLX_LANES_BODY static inline __attribute__((always_inline)) void

#if defined(__x86_64__) && defined(__GNUC__)
#define PLX_LANES_TWICE(name, parameters, arguments)                                                                   \
  __attribute__((target("avx2"))) static void name##_wide parameters {                                                 \
    name##_body arguments;                                                                                             \
  }                                                                                                                    \
  static void name##_plain parameters {                                                                                \
    name##_body arguments;                                                                                             \
  }                                                                                                                    \
  static void name parameters {                                                                                        \
    if (__builtin_cpu_supports("avx2")) name##_wide arguments;                                                         \
    else name##_plain arguments;                                                                                       \
  }
#else
#define PLX_LANES_TWICE(name, parameters, arguments)                                                                   \
  static void name parameters {                                                                                        \
    name##_body arguments;                                                                                             \
  }
#endif

#endif
