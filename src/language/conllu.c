/* SPDX-License-Identifier: Apache-2.0 */
#include "language/conllu.h"

#include <stdlib.h>
#include <string.h>

enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC, COLUMNS };

typedef struct reader {
  plx_arena *a;
  plx_bank *b;
  plx_buf *bytes;        // the text as it grows
  PLX_VEC(uint32_t) end; // of each token, as spans are absolute only once the buffer stands still
  plx_buf comments;
  uint32_t first;     // of the open sentence
  uint32_t joined_to; // words up to this id belong to the last multiword token
  bool paragraph, document;
} reader;

static plx_str field(plx_str s) {
  return plx_str_eqz(s, "_") ? (plx_str){0} : s;
}

static bool space_after(plx_str misc) {
  plx_str part;
  while (plx_str_cut(&misc, '|', &part))
    if (plx_str_eqz(part, "SpaceAfter=No")) return false;
  return true;
}

static plx_str ner_of(plx_str misc) {
  plx_str part;
  while (plx_str_cut(&misc, '|', &part))
    if (plx_str_starts(part, PLX_STR("NER="))) return plx_str_sub(part, 4, part.n);
  return (plx_str){0};
}

static uint32_t number(plx_str s) {
  uint32_t n = 0;
  for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 100000000; i++)
    n = n * 10 + (uint32_t)(s.p[i] - '0');
  return n;
}

static void add_text(reader *r, plx_str s, bool space) {
  plx_buf_str(r->bytes, s);
  if (space) plx_buf_char(r->bytes, ' ');
}

static void add_range(reader *r, const plx_str *col) {
  plx_str rest = col[ID], from;
  plx_str_cut(&rest, '-', &from);
  plx_joined *j = plx_vec_push(r->a, &r->b->joined);
  j->first = r->b->text.tok.n;
  j->count = number(rest) - number(from) + 1;
  j->form = plx_str_copy(r->a, col[FORM]);
  r->joined_to = number(rest);
  add_text(r, col[FORM], space_after(col[MISC]));
  // the words of it find their places when they come: from here on
}

static void add_word(reader *r, const plx_str *col) {
  plx_tok *t = plx_vec_push(r->a, &r->b->text.tok);
  t->form = plx_str_copy(r->a, col[FORM]);
  t->lemma = plx_str_copy(r->a, col[LEMMA]);
  t->xpos = plx_str_copy(r->a, field(col[XPOS]));
  t->feats = plx_str_copy(r->a, field(col[FEATS]));
  t->upos = (uint8_t)plx_upos_of(col[UPOS]);
  t->rel = (uint8_t)plx_rel_of(col[DEPREL]);
  t->head = (int32_t)number(col[HEAD]) - 1;
  t->ner = (uint8_t)plx_ner_of(ner_of(col[MISC]));
  t->space_after = space_after(col[MISC]);
  uint32_t id = number(col[ID]);
  if (id > r->joined_to) {
    uint32_t at = (uint32_t)r->bytes->n;
    add_text(r, col[FORM], t->space_after);
    t->span = plx_span_of(at, at + (uint32_t)col[FORM].n);
    return;
  }
  // a word of a multiword token: as many bytes as its form has, the last one what is left
  const plx_joined *j = &r->b->joined.v[r->b->joined.n - 1];
  size_t space = r->bytes->n && r->bytes->p[r->bytes->n - 1] == ' ' ? 1 : 0;
  uint32_t end = (uint32_t)(r->bytes->n - space), begin = end - (uint32_t)j->form.n;
  uint32_t at = r->b->text.tok.n - 1 > j->first ? plx_span_end(t[-1].span) : begin;
  uint32_t left = end - at, n = id == r->joined_to || col[FORM].n > left ? left : (uint32_t)col[FORM].n;
  t->span = (plx_span){at, n};
  t->space_after = id == r->joined_to && space;
}

static void end_sentence(reader *r) {
  plx_text *t = &r->b->text;
  uint32_t count = t->tok.n - r->first;
  if (count) {
    for (uint32_t i = r->first; i < t->tok.n; i++)
      t->tok.v[i].head =
          t->tok.v[i].head < 0 || t->tok.v[i].head >= (int32_t)count ? -1 : t->tok.v[i].head + (int32_t)r->first;
    plx_sentence *s = plx_vec_push(r->a, &t->sentence);
    *s = (plx_sentence){.first = r->first, .count = count};
    s->span = plx_span_join(t->tok.v[r->first].span, t->tok.v[t->tok.n - 1].span);
    *plx_vec_push(r->a, &r->b->comments) = plx_str_copy(r->a, plx_buf_view(&r->comments));
    *plx_vec_push(r->a, &r->b->paragraph) = r->paragraph || t->sentence.n == 1;
    *plx_vec_push(r->a, &r->b->document) = r->document || t->sentence.n == 1;
    r->paragraph = r->document = false;
  }
  plx_buf_clear(&r->comments);
  r->first = t->tok.n;
  r->joined_to = 0;
}

static void add_comment(reader *r, plx_str line) {
  bool document = plx_str_starts(line, PLX_STR("# newdoc"));
  if (document || plx_str_starts(line, PLX_STR("# newpar"))) {
    r->paragraph = true;
    r->document |= document;
    if (r->bytes->n) plx_buf_add(r->bytes, "\n\n", 2);
  }
  plx_buf_str(&r->comments, line);
  plx_buf_char(&r->comments, '\n');
}

static bool add_line(reader *r, plx_str line, const plx_lines *in, plx_err *e) {
  if (line.n == 0) {
    end_sentence(r);
    return true;
  }
  if (line.p[0] == '#') {
    add_comment(r, line);
    return true;
  }
  plx_str col[COLUMNS], rest = line;
  int n = 0;
  while (n < COLUMNS && plx_str_cut(&rest, '\t', &col[n])) n++;
  if (n < COLUMNS || number(col[ID]) == 0)
    return plx_fail(e, PLX_E_INPUT, in->name, in->number,
                    "not CoNLL-U: %d columns where 10 are needed; for plain text leave out --conllu", n);
  if (plx_str_find(col[ID], PLX_STR("."), 0) >= 0) return true;
  if (plx_str_find(col[ID], PLX_STR("-"), 0) >= 0) add_range(r, col);
  else add_word(r, col);
  return true;
}

bool plx_conllu_read(plx_lines *in, uint32_t sentences, plx_arena *a, plx_bank *b, bool *more, plx_err *e) {
  plx_buf bytes = {0};
  reader r = {.a = a, .b = b, .bytes = &bytes};
  plx_str line;
  plx_lines_got got = PLX_LINES_ONE;
  bool ok = true;
  while (ok && b->text.sentence.n < sentences && (got = plx_lines_next(in, &line, e)) == PLX_LINES_ONE)
    ok = add_line(&r, line, in, e);
  if (ok && got == PLX_LINES_END) end_sentence(&r);
  *more = got == PLX_LINES_ONE;
  b->text.bytes = plx_str_copy(a, plx_buf_view(&bytes));
  plx_buf_free(&bytes);
  plx_buf_free(&r.comments);
  return ok && got != PLX_LINES_BAD;
}

bool plx_iob2_read(plx_lines *in, plx_bank *b, plx_err *e) {
  plx_str line;
  plx_lines_got got;
  uint32_t i = 0;
  while ((got = plx_lines_next(in, &line, e)) == PLX_LINES_ONE) {
    if (line.n == 0 || line.p[0] == '#') continue;
    plx_str col[3], rest = line;
    int n = 0;
    while (n < 3 && plx_str_cut(&rest, '\t', &col[n])) n++;
    if (n < 3 || i >= b->text.tok.n || !plx_str_eq(col[1], b->text.tok.v[i].form))
      return plx_fail(e, PLX_E_INPUT, in->name, in->number,
                      "the names do not go with the treebank: other words stand here");
    b->text.tok.v[i++].ner = (uint8_t)plx_ner_of(col[2]);
  }
  if (got == PLX_LINES_END && i == b->text.tok.n) return true;
  return plx_fail(e, PLX_E_INPUT, in->name, in->number, "names for %u words where the treebank has %u", i,
                  b->text.tok.n);
}

// --- writing ---

static bool ascii_letter(unsigned char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool clitic(plx_str host, plx_str s) {
  static const char *const list =
      "n't n\xE2\x80\x99t 's \xE2\x80\x99s 'm \xE2\x80\x99m 're \xE2\x80\x99re 've \xE2\x80\x99ve 'll \xE2\x80\x99ll 'd \xE2\x80\x99"
      "d N'T 'S N\xE2\x80\x99T \xE2\x80\x99S ' \xE2\x80\x99";
  unsigned char last = host.n ? (unsigned char)host.p[host.n - 1] : 0;
  if (!ascii_letter(last)) return last >= 0x80 && s.n > 1 && plx_str_in(s, list);
  return plx_str_in(s, list) || ascii_letter((unsigned char)s.p[0]); // two words of letters: do|nt, can|not
}

// How many words from i on make one multiword token (1: none).
static uint32_t joined_count(const plx_text *t, const plx_bank *b, uint32_t *next, uint32_t i, uint32_t end) {
  if (b) {
    while (*next < b->joined.n && b->joined.v[*next].first < i) ++*next;
    return *next < b->joined.n && b->joined.v[*next].first == i ? b->joined.v[*next].count : 1;
  }
  uint32_t n = 1;
  while (i + n < end && !t->tok.v[i + n - 1].space_after && t->tok.v[i + n].upos != PLX_UPOS_PUNCT &&
         clitic(t->tok.v[i + n - 1].form, t->tok.v[i + n].form))
    n++;
  return n;
}

static void write_or_blank(plx_str s, plx_buf *out) {
  plx_buf_char(out, '\t');
  if (s.n) plx_buf_str(out, s);
  else plx_buf_char(out, '_');
}

// White space and control characters inside a form would break the lines.
static void write_form(plx_str s, plx_buf *out) {
  for (size_t i = 0; i < s.n; i++) plx_buf_char(out, (unsigned char)s.p[i] < 32 ? '?' : s.p[i]);
}

static void write_word(const plx_text *t, const plx_sentence *s, uint32_t i, bool space, plx_buf *out) {
  const plx_tok *k = &t->tok.v[i];
  plx_buf_fmt(out, "%u\t", i - s->first + 1);
  write_form(k->form, out);
  write_or_blank(k->lemma, out);
  plx_buf_fmt(out, "\t%s", plx_upos_name(k->upos));
  write_or_blank(k->xpos, out);
  write_or_blank(k->feats, out);
  plx_buf_fmt(out, "\t%d\t%s\t_\t", k->head < 0 ? 0 : k->head - (int32_t)s->first + 1, plx_rel_name(k->rel));
  if (k->ner != PLX_NER_O) plx_buf_fmt(out, "NER=%s%s", plx_ner_name(k->ner), space ? "" : "|");
  plx_buf_fmt(out, "%s\n", !space ? "SpaceAfter=No" : k->ner != PLX_NER_O ? "" : "_");
}

void plx_conllu_write(const plx_text *t, const plx_bank *b, uint32_t s, plx_buf *out) {
  const plx_sentence *v = &t->sentence.v[s];
  uint32_t next = 0, in = 0; // in: words of the open multiword token still to come
  if (b) plx_buf_str(out, b->comments.v[s]);
  for (uint32_t i = v->first, end = v->first + v->count; i < end; i++) {
    uint32_t n = in ? 1 : joined_count(t, b, &next, i, end);
    if (n > 1 && i + n <= end) {
      plx_buf_fmt(out, "%u-%u\t", i - v->first + 1, i - v->first + n);
      for (uint32_t k = i; k < i + n && !b; k++) write_form(t->tok.v[k].form, out);
      if (b) write_form(b->joined.v[next].form, out);
      plx_buf_fmt(out, "\t_\t_\t_\t_\t_\t_\t_\t%s\n", t->tok.v[i + n - 1].space_after ? "_" : "SpaceAfter=No");
      in = n;
    }
    write_word(t, v, i, in > 0 || t->tok.v[i].space_after, out);
    in -= in > 0;
  }
  plx_buf_char(out, '\n');
}

void plx_horizontal_write(const plx_text *t, uint32_t s, plx_buf *out) {
  const plx_sentence *v = &t->sentence.v[s];
  for (uint32_t i = v->first; i < v->first + v->count; i++) {
    const plx_tok *k = &t->tok.v[i];
    if (i > v->first) plx_buf_char(out, ' ');
    write_form(k->form, out);
  }
  plx_buf_char(out, '\n');
}
