/* page_parts.h - what the files that write the page share.
 *
 * in     a story
 * out    pieces of HTML
 * how    letters for accounts, links for claims
 * cost   -
 * from   -
 */
#ifndef PLX_COMPARE_PAGE_PARTS_H
#define PLX_COMPARE_PAGE_PARTS_H

#include "compare/html.h"
#include "compare/view.h"

typedef struct plx_page {
  const plx_story *s;
  plx_arena *tmp;
  plx_buf *out;
} plx_page;

extern const char *const plx_relation_class[]; // "is-agree" … by plx_relation

void plx_page_letter(const plx_page *p,
                     uint32_t document); // the account's letter, with its outlet for who cannot see it
void plx_page_letters(const plx_page *p, const plx_picks *documents);
void plx_page_link(const plx_page *p, uint32_t claim, plx_str text); // to a claim

#endif
