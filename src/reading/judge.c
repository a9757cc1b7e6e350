/* SPDX-License-Identifier: Apache-2.0 */
/* Two looks at the page: what a line is by itself and by its surroundings, then once more with the first opinion of all
 * lines in view.  Then the networks are heard. */
#include "reading/judge.h"

#include <math.h>

#include "reading/decide.h"
#include "reading/features.h"
#include "reading/line_net.h"
#include "reading/second_look.h"
#include "reading/trees.h"

enum { LINES_JUDGED_MAX = 30000, SHORT_WORDS = 12 };

float plx_judge_both(float p, float q) {
  const float second = 0.7f, odds = second * plx_log_odds(q) + (1 - second) * plx_log_odds(p);
  return 1 / (1 + expf(-odds));
}

// The networks were taught words, not lines: of short lines the forests know more, where they see elements.
float plx_judge_all(const plx_page *page, uint32_t i, float looks, float nets) {
  const float share = !page->element ? 0.7f : page->line[i].words < SHORT_WORDS ? 0.3f : 0.5f;
  return 1 / (1 + expf(-(share * nets + (1 - share) * plx_log_odds(looks))));
}

typedef struct judges {
  const plx_forest *body_1, *body_2, *caption;
  const plx_line_nets *nets;
} judges;

static float *column(const plx_page *page, plx_arena *tmp) {
  return PLX_NEWS(tmp, float, page->n + 1);
}

void plx_page_judge(plx_page *page, const plx_hints *hints, plx_arena *tmp) {
  static const judges of_html = {&plx_forest_html_body_1, &plx_forest_html_body_2, &plx_forest_html_caption,
                                 &plx_line_nets_html};
  static const judges of_text = {&plx_forest_plain_body_1, &plx_forest_plain_body_2, &plx_forest_plain_caption,
                                 &plx_line_nets_plain};
  if (page->n > LINES_JUDGED_MAX) { // no article has so many lines: the plain rules, which cost less, will do
    plx_page_label(page);
    return;
  }
  const judges *f = page->element ? &of_html : &of_text;
  float *x = plx_arena_raw(tmp, (page->n + 1) * (size_t)PLX_FEATURES * sizeof(float)),
        *near = PLX_NEWS(tmp, float, page->n *(size_t)PLX_FEATURES_NEAR + 1);
  float *first = column(page, tmp), *both = column(page, tmp), *caption = column(page, tmp), *odds = column(page, tmp);
  plx_rows rows = {x, near, page->n, PLX_FEATURES, PLX_FEATURES_NEAR};
  plx_shared shared = plx_shared_of(page, tmp);
  plx_features_of(page, hints, tmp, x);
  plx_forest_shares(f->body_1, &rows, first);
  plx_second_look(page, &shared, first, tmp, near);
  plx_forest_shares(f->body_2, &rows, both);
  for (uint32_t i = 0; i < page->n; i++) both[i] = plx_judge_both(first[i], both[i]);
  plx_second_look(page, &shared, both, tmp, near);
  plx_forest_shares(f->caption, &rows, caption);
  plx_line_nets_ask(f->nets, &rows, first, both, tmp, odds);
  for (uint32_t i = 0; i < page->n; i++) both[i] = plx_judge_all(page, i, both[i], odds[i]);
  plx_page_decide(page, both, caption, tmp);
}
