/* page_accounts.h - the page's accounts.
 *
 * in     a story
 * out    the section of the accounts, as HTML
 * how    see page_accounts.c
 * cost   O(claims x accounts)
 * from   -
 *
 * Cannot fail.  One thread.
 */
#ifndef PLX_COMPARE_PAGE_ACCOUNTS_H
#define PLX_COMPARE_PAGE_ACCOUNTS_H

#include "compare/page_parts.h"

void plx_page_accounts(const plx_page *p);

#endif
