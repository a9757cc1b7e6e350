/* SPDX-License-Identifier: Apache-2.0 */
/* What can be said of a line without looking at its neighbours, and whether it stands on the page twice. */
#include "reading/line.h"

#include "base/map.h"
#include "reading/cue.h"
#include "reading/date.h"
#include "reading/text.h"

void plx_page_measure(plx_page *page, plx_arena *tmp) {
  plx_map seen;
  plx_map_init(&seen, tmp);
  for (uint32_t i = 0; i < page->n; i++) {
    plx_line *l = &page->line[i];
    char buf[PLX_NORMAL_BYTES];
    l->normal = plx_str_copy(tmp, (plx_str){buf, plx_cue_normal(l->text, buf, sizeof buf)});
    l->words = plx_text_words(l->text);
    l->letters = plx_text_letters(l->text);
    l->sentence_end = plx_text_sentence_end(l->text);
    l->lower_start = plx_text_lower_start(l->text);
    l->date_line = plx_date_line(l->text);
    l->cues = plx_cues_of(l->normal, &l->whole_cue);
    uint32_t *count = plx_map_put(&seen, l->text);
    l->repeat = (*count)++ > 0;
  }
  for (uint32_t i = 0; i < page->n; i++) page->line[i].times = *plx_map_get(&seen, page->line[i].text);
}
