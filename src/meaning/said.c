/* SPDX-License-Identifier: Apache-2.0 */
/* Words are hashed once, so that features are made of numbers and no text is looked at again. */
#include "meaning/said.h"

#include <string.h>

#include "tables.h"

static const struct {
  const char *name;
  plx_cue_class class;
} class_name[] = {{"say", PLX_CUE_SAY},       {"ask", PLX_CUE_ASK},     {"think", PLX_CUE_THINK},
                  {"want", PLX_CUE_WANT},     {"judge", PLX_CUE_JUDGE}, {"show", PLX_CUE_SHOW},
                  {"order", PLX_CUE_ORDER},   {"deny", PLX_CUE_DENY},   {"doubt", PLX_CUE_DOUBT},
                  {"refuse", PLX_CUE_REFUSE}, {"hedge", PLX_CUE_HEDGE}};

static plx_cue_class class_of(plx_str name) {
  for (size_t i = 0; i < sizeof class_name / sizeof *class_name; i++)
    if (plx_str_eqz(name, class_name[i].name)) return class_name[i].class;
  return PLX_CUE_NONE;
}

static plx_polarity polarity_of(plx_str name) {
  return plx_str_eqz(name, "deny") ? PLX_DENY : plx_str_eqz(name, "doubt") ? PLX_DOUBT : PLX_ASSERT;
}

// "say/v": short enough for the stack; a longer word is in no table.
static plx_str key_of(char *buf, size_t size, plx_str lemma, char pos) {
  if (lemma.n + 2 > size) return (plx_str){0};
  memcpy(buf, lemma.p, lemma.n);
  buf[lemma.n] = '/';
  buf[lemma.n + 1] = pos;
  return (plx_str){buf, lemma.n + 2};
}

static void read_cues(plx_cue_table *c, plx_arena *process) {
  const plx_table *t = &plx_table_cues;
  plx_map_init(&c->map, process);
  c->row = PLX_NEWS(process, plx_cue_row, t->rows);
  for (int i = 0; i < t->rows; i++) {
    char buf[64];
    plx_str address = plx_cell(t, i, PLX_CUES_ADDRESS);
    plx_str key = key_of(buf, sizeof buf, plx_cell(t, i, PLX_CUES_LEMMA), plx_cell(t, i, PLX_CUES_POS).p[0]);
    c->row[i].class = class_of(plx_cell(t, i, PLX_CUES_CLASS));
    c->row[i].polarity = polarity_of(plx_cell(t, i, PLX_CUES_POLARITY));
    c->row[i].address = plx_str_eqz(address, "obj") ? 'o' : plx_str_eqz(address, "to") ? 't' : 0;
    *plx_map_put(&c->map, key) = (uint32_t)i + 1;
  }
}

static void read_senses(plx_cue_table *c, plx_arena *process) {
  const plx_table *t = &plx_table_senses;
  plx_map_init(&c->senses, process);
  for (int i = 0; i < t->rows; i++) {
    char buf[64];
    plx_str key = key_of(buf, sizeof buf, plx_cell(t, i, PLX_SENSES_WORD), plx_cell(t, i, PLX_SENSES_POS).p[0]);
    uint32_t first = (uint32_t)plx_cell_num(t, i, PLX_SENSES_FIRST),
             second = (uint32_t)plx_cell_num(t, i, PLX_SENSES_SECOND);
    *plx_map_put(&c->senses, key) = first + 64 * second;
  }
}

plx_cue_table plx_cue_table_new(plx_arena *process) {
  plx_cue_table c = {0};
  read_cues(&c, process);
  read_senses(&c, process);
  return c;
}

static void look_up(const plx_cue_table *c, const plx_tok *t, plx_said_word *w) {
  char buf[64], pos = t->upos == PLX_UPOS_VERB                             ? 'v'
                      : t->upos == PLX_UPOS_NOUN                           ? 'n'
                      : t->upos == PLX_UPOS_ADJ || t->upos == PLX_UPOS_ADV ? 'a'
                                                                           : 0;
  plx_str key = pos ? key_of(buf, sizeof buf, t->lemma, pos) : (plx_str){0};
  if (!key.n) return;
  const uint32_t *row = plx_map_get(&c->map, key), *sense = pos == 'a' ? NULL : plx_map_get(&c->senses, key);
  if (row && *row) w->cue = c->row[*row - 1];
  if (sense) {
    w->sense[0] = (uint8_t)(*sense % 64);
    w->sense[1] = (uint8_t)(*sense / 64);
  }
}

static uint32_t hash_of(plx_str s) {
  return (uint32_t)plx_hash(s.p, s.n);
}

static uint32_t lower_hash(plx_str s) {
  char low[48];
  if (s.n > sizeof low) return hash_of(s);
  for (size_t i = 0; i < s.n; i++) low[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
  return hash_of((plx_str){low, s.n});
}

static bool is_mark(plx_str f) {
  return plx_str_in(f, "\" '' `` ' ` “ ” ‘ ’ „ « »");
}

static void read_words(const plx_cue_table *cues, plx_said *d) {
  for (uint32_t i = 0; i < d->text->tok.n; i++) {
    const plx_tok *t = &d->text->tok.v[i];
    plx_said_word *w = &d->word[i];
    w->form = lower_hash(t->form);
    w->lemma = t->lemma.n ? hash_of(t->lemma) : w->form;
    w->xpos = hash_of(t->xpos);
    look_up(cues, t, w);
    if (d->quotes.of[i] != PLX_NO_QUOTE) w->quoted = is_mark(t->form) ? 2 : 1;
  }
}

// One pass each way over a sentence; `last` is the nearest quoted token passed, `other` the nearest of another quotation.
static void look_for_quotes(plx_said *d, const plx_sentence *s, bool forwards) {
  const uint32_t *of = d->quotes.of;
  uint32_t last = PLX_NONE, other = PLX_NONE;
  for (uint32_t k = 0; k < s->count; k++) {
    uint32_t i = forwards ? s->first + k : s->first + s->count - 1 - k;
    if (last != PLX_NONE && of[i] != of[last]) other = last;
    if (other != PLX_NONE) {
      uint32_t far = forwards ? i - other : other - i;
      d->word[i].near |= (uint8_t)((far < 4 ? 10 : 8) >> (forwards ? 0 : 1));
    }
    if (of[i] != PLX_NO_QUOTE) last = i;
  }
}

plx_said plx_said_of(const plx_cue_table *cues, const plx_record *r, plx_arena *tmp) {
  plx_said d = {.record = r, .text = &r->text};
  d.trees = plx_trees_of(&r->text, tmp);
  d.quotes = plx_quotes_of(&r->text, tmp);
  d.word = PLX_NEWS(tmp, plx_said_word, r->text.tok.n);
  d.block = PLX_NEWS(tmp, plx_block_kind, r->text.sentence.n);
  read_words(cues, &d);
  for (uint32_t s = 0; s < r->text.sentence.n; s++) {
    uint32_t b = r->text.sentence.v[s].block;
    look_for_quotes(&d, &r->text.sentence.v[s], true);
    look_for_quotes(&d, &r->text.sentence.v[s], false);
    d.block[s] = r->doc && b < r->doc->blocks.n ? r->doc->blocks.v[b].kind : PLX_BLOCK_PARAGRAPH;
  }
  return d;
}

static bool bare_punct(const plx_said *d, uint32_t i) {
  return d->text->tok.v[i].upos == PLX_UPOS_PUNCT && d->word[i].quoted != 2;
}

// A closing mark whose opening one stands before the stretch is not part of it.
static bool stray_mark(const plx_said *d, uint32_t first, uint32_t last) {
  uint32_t q = d->quotes.of[last];
  return d->word[last].quoted == 2 && last > first && q != PLX_NO_QUOTE && d->quotes.quote.v[q].first < first &&
         d->quotes.of[first] == q;
}

void plx_said_stretch(const plx_said *d, const uint8_t *labels, uint32_t first, uint32_t count, plx_role_of role,
                      plx_arena *a, plx_said_ranges *out) {
  for (uint32_t i = 0; i < count; i++) {
    if (labels[i] != role || bare_punct(d, first + i)) continue;
    uint32_t end = i + 1, stop = i + 1; // stop: behind the last word that is no bare punctuation
    while (end < count && (labels[end] == role || (bare_punct(d, first + end) && labels[end] == PLX_SAID_NONE))) {
      if (!bare_punct(d, first + end)) stop = end + 1;
      end++;
    }
    uint32_t last = first + stop - 1;
    while (last > first + i && (stray_mark(d, first + i, last) || bare_punct(d, last))) last--;
    *plx_vec_push(a, out) = (plx_said_range){first + i, last};
    i = end - 1;
  }
}
