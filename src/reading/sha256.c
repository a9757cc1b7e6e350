/* SPDX-License-Identifier: Apache-2.0 */
/* Sixty-four rounds over each block of 64 bytes; the last block carries the length in bits.  Processors that have the rounds
 * as instructions are asked to do them: eight times as fast, and on a page of HTML that is a sixth of all work. */
#include "reading/sha256.h"

#include <string.h>
#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

// Fractional parts of the cube roots of the first 64 primes.
static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t x, int n) {
  return x >> n | x << (32 - n);
}

static void compress(uint32_t h[8], const unsigned char *p) {
  uint32_t w[64], s[8];
  for (int i = 0; i < 16; i++)
    w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
  for (int i = 16; i < 64; i++) {
    uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
  }
  memcpy(s, h, sizeof s);
  // The eight variables turn by one place a round: eight rounds written out name them anew instead of moving them.
  uint32_t A = s[0], B = s[1], C = s[2], D = s[3], E = s[4], F = s[5], G = s[6], H = s[7];
#define ROUND(a, b, c, d, e, f, g, h, i)                                                                               \
  h += (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (g ^ (e & (f ^ g))) + K[i] + w[i];                                   \
  d += h;                                                                                                              \
  h += (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) | (c & (a | b)));
  for (int i = 0; i < 64; i += 8) {
    ROUND(A, B, C, D, E, F, G, H, i)
    ROUND(H, A, B, C, D, E, F, G, i + 1)
    ROUND(G, H, A, B, C, D, E, F, i + 2)
    ROUND(F, G, H, A, B, C, D, E, i + 3)
    ROUND(E, F, G, H, A, B, C, D, i + 4)
    ROUND(D, E, F, G, H, A, B, C, i + 5)
    ROUND(C, D, E, F, G, H, A, B, i + 6)
    ROUND(B, C, D, E, F, G, H, A, i + 7)
  }
#undef ROUND
  s[0] = A, s[1] = B, s[2] = C, s[3] = D, s[4] = E, s[5] = F, s[6] = G, s[7] = H;
  for (int i = 0; i < 8; i++) h[i] += s[i];
}

#ifdef __x86_64__
static bool ask_processor(void) {
  unsigned a, b, c, d;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1) && __get_cpuid(1, &a, &b, &c, &d) && (c >> 19 & 1);
}

// Asked once: a virtual machine takes tens of microseconds to answer.
static bool has_instructions(void) {
  enum { UNKNOWN, NO, YES };
  static _Atomic int known;
  if (known == UNKNOWN) known = ask_processor() ? YES : NO;
  return known == YES;
}

// Four rounds a step; the state is kept as (A, B, E, F) and (C, D, G, H), the way the instructions want it.
__attribute__((target("sha,sse4.1"))) static void compress_all(uint32_t h[8], const unsigned char *p, size_t blocks) {
  const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i x = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)h), 0xB1);
  __m128i s1 = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(h + 4)), 0x1B), s0 = _mm_alignr_epi8(x, s1, 8);
  s1 = _mm_blend_epi16(s1, x, 0xF0);
  for (; blocks; blocks--, p += 64) {
    __m128i was0 = s0, was1 = s1, w[4];
    for (int i = 0; i < 4; i++) w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(p + 16 * i)), order);
    for (int i = 0; i < 16; i++) {
      __m128i now = w[i & 3], next = w[(i + 1) & 3], last = w[(i + 3) & 3];
      x = _mm_add_epi32(now, _mm_loadu_si128((const __m128i *)(K + 4 * i)));
      s1 = _mm_sha256rnds2_epu32(s1, s0, x);
      s0 = _mm_sha256rnds2_epu32(s0, s1, _mm_shuffle_epi32(x, 0x0E));
      x = _mm_add_epi32(_mm_sha256msg1_epu32(now, next), _mm_alignr_epi8(last, w[(i + 2) & 3], 4));
      w[i & 3] = _mm_sha256msg2_epu32(x, last);
    }
    s0 = _mm_add_epi32(s0, was0), s1 = _mm_add_epi32(s1, was1);
  }
  x = _mm_shuffle_epi32(s0, 0x1B), s1 = _mm_shuffle_epi32(s1, 0xB1);
  _mm_storeu_si128((__m128i *)h, _mm_blend_epi16(x, s1, 0xF0));
  _mm_storeu_si128((__m128i *)(h + 4), _mm_alignr_epi8(s1, x, 8));
}
#endif

static void compress_blocks(uint32_t h[8], const unsigned char *p, size_t blocks) {
#ifdef __x86_64__
  if (has_instructions()) {
    compress_all(h, p, blocks);
    return;
  }
#endif
  for (; blocks; blocks--, p += 64) compress(h, p);
}

static void digest(plx_str bytes, uint32_t h[8]) {
  static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(h, start, sizeof start);
  const unsigned char *p = (const unsigned char *)bytes.p;
  size_t n = bytes.n;
  compress_blocks(h, p, n / 64);
  p += n / 64 * 64, n %= 64;
  unsigned char last[128] = {0};
  if (n) memcpy(last, p, n);
  last[n] = 0x80;
  size_t size = n < 56 ? 64 : 128;
  for (int i = 0; i < 8; i++) last[size - 1 - (size_t)i] = (unsigned char)((uint64_t)bytes.n * 8 >> (8 * i));
  compress_blocks(h, last, size / 64);
}

plx_str plx_sha256_base64(plx_arena *a, plx_str bytes) {
  static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint32_t h[8];
  unsigned char raw[33] = {0};
  char out[44];
  digest(bytes, h);
  for (int i = 0; i < 32; i++) raw[i] = (unsigned char)(h[i / 4] >> (24 - i % 4 * 8));
  for (int i = 0, n = 0; i < 33; i += 3) {
    uint32_t three = (uint32_t)raw[i] << 16 | (uint32_t)raw[i + 1] << 8 | raw[i + 2];
    for (int shift = 18; shift >= 0; shift -= 6) out[n++] = digit[three >> shift & 63];
  }
  out[43] = '='; // 32 bytes are ten threes and two
  return plx_str_copy(a, (plx_str){out, sizeof out});
}

plx_str plx_sha256_hex(plx_arena *a, plx_str bytes) {
  uint32_t h[8];
  digest(bytes, h);
  return plx_str_fmt(a, "%08x%08x%08x%08x%08x%08x%08x%08x", h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7]);
}
