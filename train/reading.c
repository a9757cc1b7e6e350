/* SPDX-License-Identifier: Apache-2.0 */
/* reading - trains the judge of lines: which of a page are the article, which are captions.
 *
 *     reading html  OUT.tsv CV.ndjson SET…      sets of pages (SET/gold.jsonl, SET/html/…)
 *     reading plain OUT.tsv CV.ndjson SET…      sets of scraped text (SET/gold.jsonl, SET/text/…)
 *
 * A line is article if its runs of three words stand in the gold text.  Two forests are trained one after the other:
 * the second sees what the first thinks of the neighbours, out of folds split by site.  CV.ndjson is what the reader
 * would have written of each page by forests that never saw its site: score it to know what held-out pages will score.
 *
 * Scraped text may be trained on sets of pages too: their lines are then taken as text, once all and once those about
 * the article.  NETS=2 asks as many networks over lines too (reading_net.h); NET_WRITE=1 writes them to OUT.tsv.nets.
 *
 * In the environment: TREES, LEAVES, RATE, SECOND_TREES, SECOND_LEAVES; ORACLE=1 judges as the gold does (the ceiling);
 * OPINIONS=FILE keeps all judgements, and where the file is there already takes them from it, so that what is decided
 * from them can be tried in seconds; ROWS=FILE lists every line with what was thought of it. */
#pragma GCC optimize("O3")

#include "reading/article.h"
#include "reading/document_json.h"
#include "reading/draft.h"
#include "reading/html.h"
#include "reading_boost.h"
#include "reading_net.h"
#include "reading_words.h"

// For looking at errors: a line a row.
static void write_rows(const data *d, const char *path) {
  FILE *o = fopen(path, "w");
  for (uint32_t k = 0; o && k < d->page.n; k++)
    for (uint32_t i = 0; i < d->page.v[k].page.n; i++) {
      uint32_t r = d->page.v[k].first + i;
      const plx_page *p = &d->page.v[k].page;
      unsigned near = 0, e = p->line[i].element;
      for (int up = 0; p->element && up < 7 && e; up++, e = p->element[e].parent)
        near |= p->element[e].depth > 2 ? p->element[e].classes : 0;
      fprintf(o, "%x\t", near);
      fprintf(o, "%d\t%.*s\t%u\t%.3f\t%.3f\t%.3f\t%.0f\t%.0f\t%.3f\t%.*s\n", d->page.v[k].set,
              PLX_FMT(d->page.v[k].file), i, d->p1[r], d->p2[r], d->pc[r], d->body[r], d->caption[r], d->weight[r],
              PLX_FMT(plx_text_head(d->page.v[k].page.line[i].text, 120)));
    }
  if (o) fclose(o);
}

// What the reader would write of a page, the first of its articles.
static plx_doc *write_doc(sample *s, plx_arena *doc, plx_arena *tmp) {
  plx_docs docs = {0};
  if (!s->page.element) return plx_article_write(&s->page, &s->meta, doc, tmp);
  s->html.page = s->page;
  plx_html_write(&s->html, &s->meta, doc, tmp, &docs);
  return docs.v[0];
}

static void write_cv(const data *d, const char *path) {
  FILE *o = fopen(path, "w");
  if (!o) exit(1);
  for (uint32_t k = 0; k < d->page.n; k++) {
    sample *s = &d->page.v[k];
    plx_arena *doc = plx_arena_new(), *tmp = plx_arena_new();
    plx_page_decide(&s->page, d->p2 + s->first, d->pc + s->first, tmp);
    plx_doc *x = write_doc(s, doc, tmp);
    x->path = s->file;
    plx_buf line = {0};
    plx_cpmap cp = plx_cpmap_of(doc, x->text);
    plx_json j = plx_json_to(&line);
    plx_json_object(&j, NULL);
    plx_doc_members(&j, x, &cp);
    plx_json_end_object(&j);
    fprintf(o, "%.*s\n", PLX_FMT(plx_buf_view(&line)));
    plx_buf_free(&line);
    plx_arena_free(doc);
    plx_arena_free(tmp);
  }
  fclose(o);
}

// Both looks as one; their neighbours' as features.
static void join_looks(data *d) {
  for (uint32_t r = 0; r < d->rows; r++) d->p2[r] = plx_judge_both(d->p1[r], d->p2[r]);
  report(d, "both", d->p2, d->body);
  fill_near(d, d->p2);
}

// Nets go to OUT.nets.
static void judge_by_nets(data *d, bool html, const char *out) {
  char path[1000];
  if (!getenv("NETS")) return;
  snprintf(path, sizeof path, "%s.nets", out);
  mix_nets(d, d->p1, d->p2, getenv("NET_WRITE") ? path : NULL, html ? "html" : "plain");
}

int main(int argc, char **argv) {
  if (argc < 5 || (strcmp(argv[1], "html") != 0 && strcmp(argv[1], "plain") != 0)) {
    fprintf(stderr, "usage: reading html|plain OUT.tsv CV.ndjson SET...\n");
    return 2;
  }
  bool html = argv[1][0] == 'h', oracle = getenv("ORACLE") != NULL;
  const char *trees = getenv("TREES"), *leaves = getenv("LEAVES");
  data d = {.arena = plx_arena_new()};
  labels *all = NULL;
  uint32_t pages = 0;
  for (int i = 4; i < argc; i++) load_set(&d, html, argv[i], &all, &pages);
  fill_rows(&d, all);
  printf("%u pages, %u lines\n", d.page.n, d.rows);
  if (oracle) { // what perfect judgement would score: the ceiling that lines and labels set
    d.p2 = d.body, d.pc = d.caption;
    write_cv(&d, argv[3]);
    if (getenv("ROWS")) write_rows(&d, getenv("ROWS"));
    return 0;
  }
  const char *opinions = getenv("OPINIONS"); // judgements of an earlier run: only what follows them is done again
  float *const judged[] = {d.p1, d.p2, d.pc};
  plx_buf loaded = {0};
  bool known = opinions && plx_file_read(opinions, 1 << 30, &loaded, NULL) && loaded.n == 3 * d.rows * sizeof(float);
  for (int i = 0; known && i < 3; i++)
    memcpy(judged[i], loaded.p + (size_t)i * d.rows * sizeof(float), d.rows * sizeof(float));
  lexicon words = {0};
  fill_lexicon(&words, &d);
  fill_learned(&d, &words);
  if (known) {
    join_looks(&d);
    judge_by_nets(&d, html, argv[2]);
    write_cv(&d, argv[3]);
    return 0;
  }
  plan p = {d.body, trees ? atoi(trees) : 240, leaves ? atoi(leaves) : 24, getenv("RATE") ? atof(getenv("RATE")) : 0.05,
            -1};
  fill_near(&d, d.p1);
  const char *again = getenv("SECOND_TREES"), *again_leaves = getenv("SECOND_LEAVES");
  forest first = cross(&d, PLX_FEATURES, p, d.p1, "body 1");
  fill_near(&d, d.p1);
  p.trees = again ? atoi(again) : 160, p.leaves = again_leaves ? atoi(again_leaves) : 16;
  child_min = 8, lambda = 20;
  forest second = cross(&d, WIDTH_MAX, p, d.p2, "body 2");
  plx_buf_clear(&loaded);
  for (int i = 0; i < 2; i++) plx_buf_add(&loaded, judged[i], d.rows * sizeof(float));
  join_looks(&d);
  // Captions are learned only from pages whose gold tells them.
  float *captions = PLX_NEWS(d.arena, float, d.rows + 1);
  for (uint32_t k = 0; k < d.page.n; k++)
    for (uint32_t i = 0; i < d.page.v[k].page.n; i++) {
      uint32_t r = d.page.v[k].first + i;
      captions[r] = d.page.v[k].captions ? d.caption[r] : -1;
    }
  plan c = {captions, 60, 16, 0.1, -1};
  forest third = cross(&d, WIDTH_MAX, c, d.pc, "caption");
  judge_by_nets(&d, html, argv[2]);
  FILE *o = fopen(argv[2], "w");
  if (!o) return 1;
  write_forest(o, html ? "html_body_1" : "plain_body_1", &first);
  write_forest(o, html ? "html_body_2" : "plain_body_2", &second);
  write_forest(o, html ? "html_caption" : "plain_caption", &third);
  fclose(o);
  float *w = regress(&words, &d, -1);
  char path[1000];
  snprintf(path, sizeof path, "%s.words", argv[2]);
  write_words(path, "", &words, w, false);
  snprintf(path, sizeof path, "%s.names", argv[2]);
  write_words(path, "", &words, w, true);
  write_cv(&d, argv[3]);
  plx_buf_add(&loaded, judged[2], d.rows * sizeof(float));
  if (opinions) plx_file_write(opinions, plx_buf_view(&loaded), NULL);
  if (getenv("ROWS")) write_rows(&d, getenv("ROWS"));
  return 0;
}
