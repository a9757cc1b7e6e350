/* scope.h - how much of an event a count covers.
 *
 * in     a figure in its sentence
 * out    all of it, some of it ("two of them", "at the scene") or more than it ("in separate shootings across the city");
 *        whether whoever did it is counted; whether it is told as a first count
 * how    phrases of data/scope_words.tsv, by where they stand to the number
 * cost   O(words of the sentence x phrases)
 * from   doc/methods/70-story.md
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_SCOPE_H
#define PLX_COMPARE_SCOPE_H

#include "story/side.h"

enum { PLX_LEAD = 4 }; // title, standfirst and first sentences of an account tell what it is about

typedef enum plx_scope_kind { PLX_SCOPE_WHOLE, PLX_SCOPE_PART, PLX_SCOPE_WIDE } plx_scope_kind;
typedef enum plx_doer { PLX_DOER_UNSAID, PLX_DOER_COUNTED, PLX_DOER_LEFT_OUT } plx_doer;

typedef struct plx_scope {
  plx_scope_kind kind;
  plx_doer doer;
  bool early;
} plx_scope;

plx_scope plx_scope_of(const plx_side *s, const plx_figure *figure, plx_arena *tmp);

#endif
