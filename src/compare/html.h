/* html.h - text into HTML without a way out of it.
 *
 * in     any bytes
 * out    the same words, safe between tags and inside quoted attributes
 * how    five characters become entities, control characters go, bytes that are no UTF-8 become U+FFFD
 * cost   linear
 * from   HTML Living Standard, 13.3 "Serializing HTML fragments"
 *
 * Cannot fail.  What is written with plx_html_raw is our own and never holds anything of an article.
 */
#ifndef PLX_COMPARE_HTML_H
#define PLX_COMPARE_HTML_H

#include "base/str.h"

void plx_html_raw(plx_buf *out, const char *markup);
void plx_html_text(plx_buf *out, plx_str text);
void plx_html_attr(plx_buf *out, const char *name, plx_str value);                         // ' name="value"'
void plx_html_element(plx_buf *out, const char *tag, const char *css_class, plx_str text); // class NULL: none

#endif
