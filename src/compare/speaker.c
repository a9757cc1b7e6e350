/* SPDX-License-Identifier: Apache-2.0 */
/* Where it is open whether two speakers are one source they are taken for one: two sources that are one would make a
 * claim look better founded than it is. */
#include "compare/speaker.h"

#include "language/labels.h"
#include "meaning/actors.h"
#include "tables.h"

static const plx_tok *tok(const plx_record *r, uint32_t i) {
  return &r->text.tok.v[i];
}

static bool is_official(plx_str actor) {
  return plx_str_find(actor, PLX_STR(" GOV"), 0) > 0;
}

static bool is_known(const plx_record *r, uint32_t head) {
  return head != PLX_NONE && head < r->text.tok.n;
}

// --- the words that name a speaker ---

// An adjective or noun that says more of the noun at `head`.
static bool is_told_more(const plx_record *r, uint32_t head) {
  for (uint32_t i = head; i-- > 0 && head - i <= 3;)
    if (tok(r, i)->head == (int32_t)head && tok(r, i)->upos != PLX_UPOS_DET && tok(r, i)->upos != PLX_UPOS_PUNCT)
      return true;
  return false;
}

static bool word_is_police(const plx_record *r, uint32_t i, uint32_t head, plx_arena *a) {
  int row = plx_table_find(&plx_table_speaker_words, plx_str_lower(a, tok(r, i)->lemma));
  if (row < 0) return false;
  plx_str where = plx_cell(&plx_table_speaker_words, row, PLX_SPEAKER_WORDS_WHERE);
  return plx_str_eqz(where, "any") || (i == head && (plx_str_eqz(where, "head") || !is_told_more(r, head)));
}

// The first token of a span, or the number of tokens.
static uint32_t first_in(const plx_record *r, plx_span span) {
  uint32_t low = 0, high = r->text.tok.n;
  while (low < high) {
    uint32_t mid = (low + high) / 2;
    if (tok(r, mid)->span.at < span.at) low = mid + 1;
    else high = mid;
  }
  return low;
}

static bool words_are_police(const plx_record *r, plx_span words, uint32_t head, plx_arena *a) {
  for (uint32_t i = first_in(r, words); i < r->text.tok.n && tok(r, i)->span.at < plx_span_end(words); i++)
    if (word_is_police(r, i, head, a)) return true;
  return false;
}

// "Howland police chief Ann Lee" speaks for the police in the next sentence too, where "Lee" does.
static bool speaks_for_police(const plx_record *r, uint32_t statement, plx_arena *a) {
  const plx_statement *s = &r->statement.v[statement];
  if (s->source.n && words_are_police(r, s->source.v[0], s->source_head, a)) return true;
  if (s->speaker != PLX_NONE && r->entity.v[s->speaker].type == PLX_ENTITY_ORG &&
      plx_str_eqz(plx_actor_sector(r->entity.v[s->speaker].actor), "COP"))
    return true;
  for (uint32_t i = 0; s->speaker != PLX_NONE && i < r->statement.n; i++) {
    const plx_statement *o = &r->statement.v[i];
    if (o->speaker == s->speaker && o->source.n && words_are_police(r, o->source.v[0], o->source_head, a)) return true;
  }
  return false;
}

// "Health" of "Lebanon's health minister", "the Health Ministry", "the Ministry of Health".
static plx_str office_in(const plx_record *r, uint32_t first, uint32_t end, plx_arena *a) {
  for (uint32_t i = first; i < end && i < r->text.tok.n; i++) {
    plx_str lemma = plx_str_lower(a, tok(r, i)->lemma);
    if (!plx_str_in(lemma, "minister ministry")) continue;
    bool of = i + 2 < r->text.tok.n && plx_str_eqz(tok(r, i + 1)->form, "of");
    if (i > 0 && (tok(r, i - 1)->upos == PLX_UPOS_NOUN || tok(r, i - 1)->upos == PLX_UPOS_ADJ ||
                  tok(r, i - 1)->upos == PLX_UPOS_PROPN))
      return plx_str_lower(a, tok(r, i - 1)->form);
    if (of) return plx_str_lower(a, tok(r, i + 2)->form);
  }
  return (plx_str){0};
}

static plx_str office_of(const plx_record *r, const plx_statement *s, plx_arena *a) {
  plx_str office = {0};
  if (s->speaker != PLX_NONE) {
    const plx_entity *e = &r->entity.v[s->speaker];
    for (uint32_t i = 0; i < e->mentions.n && !office.n; i++) {
      const plx_mention *m = &r->mention.v[e->mentions.v[i]];
      office = office_in(r, m->first, m->first + m->count, a);
    }
  }
  if (office.n || !is_known(r, s->source_head)) return office;
  return office_in(r, s->source_head, s->source_head + 1, a);
}

// The name that follows the noun: "the aid group Helping Hands", "a spokesman, Bo Orr".
static plx_str name_beside(const plx_record *r, const plx_statement *s) {
  if (!s->source.n || !is_known(r, s->source_head)) return (plx_str){0};
  uint32_t i = s->source_head + 1;
  if (i < r->text.tok.n && tok(r, i)->upos == PLX_UPOS_PUNCT) i++;
  uint32_t m = i < r->text.tok.n ? plx_mention_over(r, i) : PLX_NONE;
  if (m == PLX_NONE || !plx_span_holds(s->source.v[0], r->mention.v[m].span)) return (plx_str){0};
  const plx_entity *e = &r->entity.v[r->mention.v[m].entity];
  return e->type == PLX_ENTITY_PER || e->type == PLX_ENTITY_ORG ? e->key : (plx_str){0};
}

// The noun that names nobody in particular: "friends", of "they" the one that it stands for.
static plx_str noun_of(const plx_record *r, const plx_statement *s, plx_arena *a) {
  if (is_known(r, s->source_head) && tok(r, s->source_head)->upos != PLX_UPOS_PRON)
    return plx_str_lower(a, tok(r, s->source_head)->lemma);
  const plx_entity *e = s->speaker == PLX_NONE ? NULL : &r->entity.v[s->speaker];
  for (uint32_t i = 0; e && i < e->mentions.n; i++) {
    const plx_mention *m = &r->mention.v[e->mentions.v[i]];
    if (m->kind == PLX_MENTION_NOMINAL) return plx_str_lower(a, tok(r, m->head)->lemma);
  }
  return (plx_str){0};
}

plx_speaker plx_speaker_of(const plx_record *r, uint32_t statement, plx_arena *a) {
  plx_speaker x = {.police = false};
  if (statement == PLX_NONE) return x;
  const plx_statement *s = &r->statement.v[statement];
  const plx_entity *e = s->speaker == PLX_NONE ? NULL : &r->entity.v[s->speaker];
  if (e) {
    x.name = e->key;
    x.actor = e->actor;
    x.body = e->type == PLX_ENTITY_ORG && e->key.n;
  }
  x.key = is_official(x.actor) ? x.actor : x.name.n ? x.name : noun_of(r, s, a);
  if (!x.key.n) return x;
  x.beside = name_beside(r, s);
  x.office = office_of(r, s, a);
  bool aside = plx_str_in(x.actor, "CVL JUD"); // "a friend of the officer"
  x.police = !aside && speaks_for_police(r, statement, a);
  return x;
}

// --- two speakers ---

static bool same(plx_str a, plx_str b) {
  return a.n && plx_str_eq(a, b);
}

static bool of_two_countries(plx_str a, plx_str b) {
  plx_str x = plx_actor_country(a), y = plx_actor_country(b);
  return x.n && y.n && !plx_str_eq(x, y);
}

// "Russia", its government and its army speak for one state.
static bool of_one_state(plx_str a, plx_str b) {
  plx_str x = plx_actor_country(a), y = plx_actor_country(b), p = plx_actor_sector(a), q = plx_actor_sector(b);
  bool speaks = (!p.n || plx_str_in(p, "GOV MIL")) && (!q.n || plx_str_in(q, "GOV MIL"));
  return speaks && x.n && plx_str_eq(x, y);
}

// spec: story.8  spec: story.9
bool plx_speakers_one(const plx_speaker *x, const plx_speaker *y) {
  if (!x->key.n || !y->key.n) return false;
  if (same(x->name, y->name) || same(x->beside, y->beside) || same(x->name, y->beside) || same(x->beside, y->name))
    return true;
  if (of_two_countries(x->actor, y->actor)) return false;
  if (same(x->office, y->office) || of_one_state(x->actor, y->actor)) return true;
  if (x->police && y->police && !(x->body && y->body)) return true;
  return same(x->key, y->key);
}
