/* line_net_sums.h - what a line network adds up, LANES numbers at a time.
 *
 * in     LANES, the last part of a name
 * out    enter_LANES and mix_LANES, and what they are made of
 * how    line_net.c includes it once for eight lanes and once for sixteen, since compilers cut a vector that is too long for
 *        the processor badly
 * cost   a product and a sum of 2 LANES numbers each is one instruction each where the processor has such vectors
 * from   -
 *
 * Cannot fail.  Pure.
 */
#define PASTE_LATE(a, b) a##_##b
#define PASTE(a, b)      PASTE_LATE(a, b)
#define OF(name)         PASTE(name, LANES)
#define lanes            OF(plx_lanes)
#define lanes_int        OF(plx_lanes_int)
#define PARTS            (WIDTH / LANES)

// sum [2][WIDTH] += a [inputs] W and b [inputs] W
static inline __attribute__((always_inline)) void OF(add_products)(const float *a, const float *b, int inputs,
                                                                   const float *w, lanes *sum) {
  for (int f = 0; f < inputs; f++, w += WIDTH) {
    float x = a[f], y = b[f];
    for (int k = 0; k < PARTS; k++) {
      lanes v = *(const lanes *)(w + k * LANES);
      sum[k] += v * x;
      sum[PARTS + k] += v * y;
    }
  }
}

static inline __attribute__((always_inline)) void OF(start_sums)(const float *bias, lanes *sum) {
  for (int k = 0; k < PARTS; k++) sum[k] = sum[PARTS + k] = *(const lanes *)(bias + k * LANES);
}

// out = what is above zero of sum, plus `before` unless NULL
static inline __attribute__((always_inline)) void OF(put_sums)(const lanes *sum, const float *before, float *out) {
  for (int k = 0; k < PARTS; k++) {
    lanes_int above = sum[k] > 0.0f;
    lanes v = (lanes)((lanes_int)sum[k] & above);
    if (before) v += *(const lanes *)(before + k * LANES);
    *(lanes *)(out + k * LANES) = v;
  }
}

// Two lines' inputs become their first numbers.  h [2][WIDTH]
PLX_LANES_BODY OF(enter)(const float *w, const float *a, const float *b, float *h) {
  lanes sum[2 * PARTS];
  OF(start_sums)(w + PLX_NET_INPUTS * WIDTH, sum);
  OF(add_products)(a, b, PLX_NET_INPUTS, w, sum);
  OF(put_sums)(sum, NULL, h), OF(put_sums)(sum + PARTS, NULL, h + WIDTH);
}

// One layer over n lines, an even number, of `from` into `to`; EDGE lines of zeros stand on both sides of either.
PLX_LANES_BODY OF(mix)(const float *w, int step, uint32_t n, const float *from, float *to) {
  lanes sum[2 * PARTS];
  for (uint32_t i = 0; i < n; i += 2, from += 2 * WIDTH, to += 2 * WIDTH) {
    OF(start_sums)(w + PLX_NET_TAPS * WIDTH * WIDTH, sum);
    for (int t = 0; t < PLX_NET_TAPS; t++) {
      const float *a = from + (t - 1) * step * WIDTH;
      OF(add_products)(a, a + WIDTH, WIDTH, w + t * WIDTH * WIDTH, sum);
    }
    OF(put_sums)(sum, from, to), OF(put_sums)(sum + PARTS, from + WIDTH, to + WIDTH);
  }
}

#undef PARTS
#undef lanes_int
#undef lanes
#undef OF
#undef PASTE
#undef PASTE_LATE
#undef LANES
