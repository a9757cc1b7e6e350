/* review_json.h - coders' decisions as they leave and enter the program.
 *
 * in     decisions and items of store/review.h
 * out    JSON as web/openapi.json has it ("Review", "Item", "Agreement"); training rows; brat and UIMA CAS standoff; W3C Web
 *        Annotations
 * how    a writer a shape
 * cost   about the size of the output
 * from   web/openapi.json; brat.nlplab.org/standoff.html; UIMA JSON CAS 0.4 (INCEpTION); W3C Web Annotation Data Model
 *
 * Writing cannot fail but as the store does.
 */
#ifndef PLX_SERVE_REVIEW_JSON_H
#define PLX_SERVE_REVIEW_JSON_H

#include "store/review.h"

void plx_review_json(plx_json *j, const plx_decision *d);
void plx_review_item_json(plx_json *j, const plx_item *i, plx_arena *tmp);
void plx_review_agreement_json(plx_json *j, const plx_agreement *a);
// A decision from the body of a request; strings on `a`.
bool plx_review_parse(plx_str json, plx_arena *a, plx_decision *out, plx_err *e);

// format: rows, webannotation, brat, inception; the last two of one document.  type: the media type.
bool plx_review_export(plx_store *s, plx_str format, plx_str document, plx_buf *out, const char **type, plx_err *e);

#endif
