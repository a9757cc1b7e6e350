/* str.h - text that is borrowed (plx_str), built (plx_buf), or pointed at (plx_span).
 *
 * in     bytes
 * out    slices, comparisons, numbers, built-up strings
 * how    pointer and length; never NUL-terminated, never owned
 * cost   what memcmp and memcpy cost
 * from   -
 *
 * Cannot fail.  A plx_buf belongs to one thread; the rest is pure.
 */
#ifndef PLX_BASE_STR_H
#define PLX_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

// A borrowed slice.  {NULL, 0} is "absent"; a slice of length 0 with a pointer is "empty".
typedef struct plx_str {
  const char *p;
  size_t n;
} plx_str;

// Bytes at..at+n of a document's text.  n = 0 is "no span".
typedef struct plx_span {
  uint32_t at, n;
} plx_span;

#define PLX_STR(literal) ((plx_str){"" literal "", sizeof(literal) - 1})
// For printf: printf("%.*s", PLX_FMT(s))
#define PLX_FMT(s) (int)(s).n, (s).p ? (s).p : ""

plx_str plx_str_of(const char *z); // a NUL-terminated string, borrowed; NULL gives absent
bool plx_str_eq(plx_str a, plx_str b);
bool plx_str_eqz(plx_str a, const char *z);
bool plx_str_eqi(plx_str a, plx_str b); // ASCII case aside
bool plx_str_starts(plx_str s, plx_str prefix);
bool plx_str_ends(plx_str s, plx_str suffix);
int plx_str_cmp(plx_str a, plx_str b);               // by bytes: <0, 0, >0
plx_str plx_str_sub(plx_str s, size_t at, size_t n); // clipped to s
plx_str plx_str_trim(plx_str s);                     // ASCII white space off both ends
// Where `needle` first stands in s at or after `from`, or -1.
ptrdiff_t plx_str_find(plx_str s, plx_str needle, size_t from);
// The part of *rest before the next `sep` (or all of it), which is taken off *rest.  False when *rest is absent.
bool plx_str_cut(plx_str *rest, char sep, plx_str *part);
// Does one of the words in `list` (blank-separated) equal s?  For short, fixed lists in code.
bool plx_str_in(plx_str s, const char *list);

plx_str plx_str_copy(plx_arena *a, plx_str s);  // always followed by a NUL that is not counted
plx_str plx_str_lower(plx_arena *a, plx_str s); // Unicode simple lower case
plx_str plx_str_fmt(plx_arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
plx_str plx_str_join(plx_arena *a, const plx_str *parts, size_t n, plx_str sep);

plx_str plx_span_str(plx_str text, plx_span s); // the words a span points at
plx_span plx_span_of(uint32_t first, uint32_t end);
plx_span plx_span_join(plx_span a, plx_span b); // the smallest that holds both; an empty one is ignored
uint32_t plx_span_end(plx_span s);
uint32_t plx_span_overlap(plx_span a, plx_span b); // bytes shared
bool plx_span_holds(plx_span outer, plx_span inner);

// A growing string.  Start from {0}; free with plx_buf_free.  Always followed by a NUL that is not counted.
typedef struct plx_buf {
  char *p;
  size_t n, cap;
} plx_buf;

void plx_buf_free(plx_buf *b); // back to {0}
void plx_buf_clear(plx_buf *b);
void plx_buf_reserve(plx_buf *b, size_t more);
void plx_buf_add(plx_buf *b, const void *p, size_t n);
void plx_buf_str(plx_buf *b, plx_str s);
void plx_buf_char(plx_buf *b, char c);
void plx_buf_fmt(plx_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
plx_str plx_buf_view(const plx_buf *b); // valid until the buffer changes

// A growing array on an arena.  PLX_VEC(plx_tok) toks = {0};  plx_tok *t = plx_vec_push(arena, &toks);
// Push first, then fill: an assignment's right side may run before or after the push, so it must not look at the vector.
// The new element is zeroed.  Old copies stay in the arena until it goes: at most as much again.
#define PLX_VEC(T)                                                                                                     \
  struct {                                                                                                             \
    T *v;                                                                                                              \
    uint32_t n, cap;                                                                                                   \
  }
#define plx_vec_push(arena, vec)                                                                                       \
  ((vec)->n < (vec)->cap                                                                                               \
       ? (void)0                                                                                                       \
       : (void)((vec)->v = plx_vec_grow((arena), (vec)->v, (vec)->n, &(vec)->cap, sizeof *(vec)->v)),                  \
   memset(&(vec)->v[(vec)->n], 0, sizeof *(vec)->v), &(vec)->v[(vec)->n++])
// Room for n elements in all, of an empty vector whose size is known.
#define plx_vec_room(arena, vec, n_all)                                                                                \
  ((vec)->cap = (n_all), (vec)->v = plx_arena_raw((arena), (size_t)(vec)->cap * sizeof *(vec)->v))
void *plx_vec_grow(plx_arena *a, void *old, uint32_t n, uint32_t *cap, size_t size);

#endif
