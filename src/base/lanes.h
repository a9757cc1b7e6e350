/* lanes.h - eight or sixteen numbers at a time, the same on every processor.
 *
 * in     -
 * out    vector types, loaded from any address; versions of a function, with AVX-512, with AVX2 and without
 * how    the compiler's own vectors; those of eight it cuts in two where there is no AVX2, those of sixteen are for AVX-512
 *        only; never a fused product (-ffp-contract=off), so each lane rounds alike
 * cost   -
 * from   -
 *
 * PLX_LANES_TWICE(NAME, (parameters), (arguments)) makes NAME out of an always_inline NAME_body, PLX_LANES_THRICE out of NAME_8 and
 * NAME_16: it asks the processor once a call.
 */
#ifndef PLX_BASE_LANES_H
#define PLX_BASE_LANES_H

#include <stdint.h>

enum { PLX_LANES = 8 };
typedef float plx_lanes __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t plx_lanes_int __attribute__((vector_size(32), aligned(4), may_alias));

typedef float plx_lanes_16 __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t plx_lanes_int_16 __attribute__((vector_size(64), aligned(4), may_alias));
typedef plx_lanes plx_lanes_8;
typedef plx_lanes_int plx_lanes_int_8;

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
#define PLX_LANES_THRICE(name, parameters, arguments)                                                                  \
  __attribute__((target("avx512f"))) static void name##_avx512 parameters {                                            \
    name##_16 arguments;                                                                                               \
  }                                                                                                                    \
  __attribute__((target("avx2"))) static void name##_avx2 parameters {                                                 \
    name##_8 arguments;                                                                                                \
  }                                                                                                                    \
  static void name##_plain parameters {                                                                                \
    name##_8 arguments;                                                                                                \
  }                                                                                                                    \
  static void name parameters {                                                                                        \
    if (__builtin_cpu_supports("avx512f")) name##_avx512 arguments;                                                    \
    else if (__builtin_cpu_supports("avx2")) name##_avx2 arguments;                                                    \
    else name##_plain arguments;                                                                                       \
  }
#else
#define PLX_LANES_TWICE(name, parameters, arguments)                                                                   \
  static void name parameters {                                                                                        \
    name##_body arguments;                                                                                             \
  }
#define PLX_LANES_THRICE(name, parameters, arguments)                                                                  \
  static void name parameters {                                                                                        \
    name##_8 arguments;                                                                                                \
  }
#endif

#endif
