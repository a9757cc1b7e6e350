/* SPDX-License-Identifier: Apache-2.0 */
// A block of verbs and its patterns become rows as data/events.tsv has them: what stands before the `*` is the subject's
// phrase, what stands behind it the object's, a parenthesis is a preposition with its noun.  So a user's pattern is
// matched on the tree like one of ours, and sees through passives, relative clauses and coordination.
#include <string.h>

#include "meaning/dictionary_lines.h"

enum { PATTERN_WORDS_MAX = 24, BLOCK_VERBS_MAX = 400 };

typedef struct reader {
  plx_dict_lines lines;
  plx_dictionary *d;
  plx_map sets; // lower-case name of a set → index into d->set, those of earlier files too
  bool in_set;  // `+` begins a member, not a verb of several words
  uint32_t set; // being read; UINT32_MAX: it has no name
  plx_str code; // of the block
  plx_str verb[BLOCK_VERBS_MAX];
  uint32_t verbs;
} reader;

// --- words ---

// A word as lemmas are written: lower case, letters, digits, hyphens; absent if nothing is left.
static plx_str clean(plx_str word, plx_arena *a) {
  plx_str low = plx_str_lower(a, word);
  char *out = plx_arena_alloc(a, low.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < low.n; i++) {
    char c = low.p[i];
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (c & 0x80) || (c == '_' && n)) out[n++] = c;
  }
  while (n && out[n - 1] == '_') n--; // "the word ends here"
  return n ? (plx_str){out, n} : (plx_str){0};
}

// What the lemma of a word in the plural may be, behind the word itself: "families" → "families|family".
static plx_str with_singular(plx_str w, char sep, plx_arena *a) {
  if (w.n > 4 && plx_str_ends(w, PLX_STR("ies")))
    return plx_str_fmt(a, "%.*s%c%.*sy", PLX_FMT(w), sep, (int)w.n - 3, w.p);
  if (w.n > 4 && plx_str_ends(w, PLX_STR("sses")))
    return plx_str_fmt(a, "%.*s%c%.*s", PLX_FMT(w), sep, (int)w.n - 2, w.p);
  if (w.n > 3 && w.p[w.n - 1] == 's' && w.p[w.n - 2] != 's')
    return plx_str_fmt(a, "%.*s%c%.*s", PLX_FMT(w), sep, (int)w.n - 1, w.p);
  return w;
}

static bool preposition(plx_str w) {
  return plx_str_in(w, "of to for from with against on upon in into at by over about after before between among during "
                       "under through without toward towards behind near across around");
}

static bool particle(plx_str w) {
  return plx_str_in(w, "up down out off away back over apart together forward aside along");
}

// --- sets ---

static void begin_set(reader *r, plx_str line) {
  plx_str name = clean(line, r->d->arena);
  r->in_set = true;
  r->verbs = 0;
  r->set = UINT32_MAX;
  if (!name.n) {
    plx_dict_note_line(&r->lines, "a set has no name");
    return;
  }
  plx_dict_class *c = plx_vec_push(r->d->arena, &r->d->set);
  c->name = plx_str_fmt(r->d->arena, "&%.*s", PLX_FMT(name));
  r->set = r->d->set.n - 1;
  *plx_map_put(&r->sets, name) = r->set;
}

static const plx_dict_class *set_named(const reader *r, plx_str name) {
  const uint32_t *i = plx_map_get(&r->sets, name);
  return i ? &r->d->set.v[*i] : NULL;
}

static void add_member(reader *r, plx_str line) {
  plx_arena *a = r->d->arena;
  if (r->set == UINT32_MAX) return; // noted where it begins
  bool nested = line.n > 1 && line.p[1] == '&';
  plx_str word = clean(plx_str_sub(line, 1, line.n), a);
  const plx_dict_class *other = nested ? set_named(r, word) : NULL;
  plx_dict_class *c = &r->d->set.v[r->set];
  if (!word.n || (nested && !other)) {
    plx_dict_note_line(&r->lines, nested ? "the set is not known: write it above" : "a word is missing after +");
    return;
  }
  plx_str more = other ? other->words : with_singular(word, ' ', a);
  c->words = c->words.n ? plx_str_fmt(a, "%.*s %.*s", PLX_FMT(c->words), PLX_FMT(more)) : more;
}

// --- verbs ---

static void add_row(reader *r, plx_str words, plx_str where, plx_str code, plx_str roles) {
  plx_dict_verb *v = plx_vec_push(r->d->arena, &r->d->verb);
  *v = (plx_dict_verb){words, where, code, roles, plx_dict_origin(&r->lines), r->d->verb_files};
}

static bool is_cameo(plx_str s) {
  if (s.n < 2 || s.n > 4) return false;
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < '0' || s.p[i] > '9') return false;
  return s.p[0] < '2' || (s.p[0] == '2' && s.p[1] == '0');
}

// "170", "---", "030:030" (an event each way: the first is taken), ":075" (only the other way).  False: noted.
static bool read_code(reader *r, plx_str inside, plx_str *code, bool *swapped) {
  plx_str second = inside, first = {0};
  plx_str_cut(&second, ':', &first);
  first = plx_str_trim(first);
  second = plx_str_trim(second);
  bool none = first.n == 0 || plx_str_eqz(first, "---");
  *swapped = none && is_cameo(second);
  *code = *swapped ? second : none ? (plx_str){0} : first;
  if (!code->n || is_cameo(*code)) return true;
  plx_dict_note_line(&r->lines, "'%.*s' is no CAMEO code: two to four digits, as in [1712], or [---] for none",
                     PLX_FMT(inside));
  return false;
}

// "take_+over" in any of its spellings: the verb is the marked word; here the first, the rest its conditions.
static plx_str verb_of(reader *r, plx_str word, plx_str *rest) {
  plx_str w = clean(word, r->d->arena), first = {0};
  *rest = w;
  plx_str_cut(rest, '_', &first);
  return first;
}

// spec: dict.5
static plx_str conditions_of(reader *r, plx_str rest) {
  plx_arena *a = r->d->arena;
  plx_str where = {0}, one;
  while (plx_str_cut(&rest, '_', &one)) {
    const char *slot = particle(one) || preposition(one) ? "prt" : "obj|any";
    if (one.n) where = plx_str_fmt(a, "%.*s %s:%.*s", PLX_FMT(where), slot, PLX_FMT(with_singular(one, '|', a)));
  }
  return plx_str_trim(where);
}

// spec: dict.4
static void read_verb(reader *r, plx_str line) {
  plx_arena *a = r->d->arena;
  plx_str rest, code = r->code, inside = plx_dict_bracket(&line, '[', a);
  bool swapped = false;
  plx_dict_bracket(&line, '{', a); // its forms: we have lemmas
  plx_str verb = verb_of(r, line, &rest);
  if (!verb.n) {
    plx_dict_note_line(&r->lines, "a verb is missing");
    return;
  }
  if (inside.p && !read_code(r, inside, &code, &swapped)) return;
  if (r->verbs < BLOCK_VERBS_MAX) r->verb[r->verbs++] = clean(line, a);
  if (code.n)
    add_row(r, verb, conditions_of(r, rest), code, swapped ? PLX_STR("obj,iobj,to,from,with>subj") : (plx_str){0});
}

// "--- SEIZE [170] ---", "### SEIZE ###"
static void begin_block(reader *r, plx_str line) {
  plx_str inside = plx_dict_bracket(&line, '[', r->d->arena);
  bool swapped;
  r->in_set = false;
  r->verbs = 0;
  r->code = (plx_str){0};
  if (inside.p) read_code(r, inside, &r->code, &swapped);
}

// --- patterns ---

typedef struct pattern {
  reader *r;
  plx_str where;
  plx_str source, target; // slots; absent: as usual
  plx_str preposition;    // a bare one that waits for its noun
  bool behind;            // the `*` has been met
  bool noun;              // a noun stands behind the `*` already
  bool bad;
} pattern;

static void condition(pattern *p, const char *slots, char kind, plx_str set) {
  p->where = plx_str_fmt(p->r->d->arena, "%.*s %s%c%.*s", PLX_FMT(p->where), slots, kind, PLX_FMT(set));
}

// A word or &SET as the right side of a condition; absent, and noted, where the set is not known.
static plx_str set_of(pattern *p, plx_str word) {
  plx_arena *a = p->r->d->arena;
  plx_str name = clean(word, a);
  if (word.p[0] != '&') return name.n ? with_singular(name, '|', a) : name;
  const plx_dict_class *c = name.n ? set_named(p->r, name) : NULL;
  if (c) return c->name;
  plx_dict_note_line(&p->r->lines, "the set %.*s is not known: it must stand above the pattern", PLX_FMT(word));
  p->bad = true;
  return (plx_str){0};
}

// Which slots a word in this place of the pattern may fill.
static const char *slots_here(const pattern *p, plx_arena *a) {
  if (p->preposition.n) return plx_str_fmt(a, p->noun ? "%.*s|any" : "%.*s", PLX_FMT(p->preposition)).p;
  return !p->behind ? "subj" : p->noun ? "obj|any" : "obj|prt|iobj";
}

// Words of one phrase: the last is its head, the others stand in it.
static void add_phrase(pattern *p, plx_str words) {
  plx_arena *a = p->r->d->arena;
  const char *slots = slots_here(p, a);
  plx_str one, last = {0};
  words = plx_str_trim(words);
  while (plx_str_cut(&words, ' ', &one)) {
    if (!one.n) continue;
    plx_str set = last.n ? set_of(p, last) : (plx_str){0};
    if (set.n) condition(p, slots, '~', set);
    last = one;
  }
  plx_str head = last.n ? set_of(p, last) : (plx_str){0};
  if (head.n) condition(p, slots, ':', head);
  p->noun |= p->behind && !p->preposition.n;
  p->preposition = (plx_str){0};
}

// "(OF &REFUGEE)", "(INTO)", "(FOR {MEDICAL TREATMENT})"
static void add_prepositional(pattern *p, plx_str inside) {
  plx_arena *a = p->r->d->arena;
  plx_str rest = plx_str_trim(inside), first = {0};
  plx_str_cut(&rest, ' ', &first);
  p->preposition = clean(first, a);
  char *plain = plx_arena_alloc(a, rest.n + 1);
  for (size_t i = 0; i < rest.n; i++) plain[i] = rest.p[i] == '{' || rest.p[i] == '}' ? ' ' : rest.p[i];
  rest = plx_str_trim((plx_str){plain, rest.n});
  if (rest.n) add_phrase(p, rest);
  else if (p->preposition.n && p->noun) condition(p, "prt|any", ':', p->preposition);
  else if (p->preposition.n) condition(p, p->preposition.p, ':', PLX_STR("*"));
  p->preposition = (plx_str){0};
}

// `$` the source and `+` the target, where they do not stand as in "$ * +".  Passives are the tree's affair.
static void mark_role(pattern *p, plx_str *role, bool source) {
  plx_arena *a = p->r->d->arena;
  bool by = plx_str_eqz(p->preposition, "by");
  if (by && source) p->target = (plx_str){0}; // "+ WAS * BY $": as usual, in the passive
  if (p->preposition.n && !by) *role = plx_str_fmt(a, "%.*s,obj", PLX_FMT(p->preposition));
  else if (!by && p->behind == source) *role = p->behind ? PLX_STR("obj,iobj,to,from,with") : PLX_STR("subj");
  p->preposition = (plx_str){0};
}

static void add_word(pattern *p, plx_str word) {
  plx_arena *a = p->r->d->arena;
  if (plx_str_eqz(word, "*")) {
    p->behind = true;
    p->preposition = (plx_str){0};
    return;
  }
  if (plx_str_eqz(word, "$")) return mark_role(p, &p->source, true);
  if (plx_str_eqz(word, "+")) return mark_role(p, &p->target, false);
  if (plx_str_eqz(word, "%") || plx_str_eqz(word, "^")) return;
  plx_str bare = clean(word, a);
  if (p->behind && bare.n && preposition(bare)) {
    if (p->preposition.n) condition(p, "prt|any", ':', p->preposition);
    p->preposition = bare;
    return;
  }
  if (word.p[0] == '&' || !memchr(word.p, '_', word.n)) return add_phrase(p, word);
  char *parts = plx_arena_alloc(a, word.n + 1); // joined words are one phrase
  for (size_t i = 0; i < word.n; i++) parts[i] = word.p[i] == '_' ? ' ' : word.p[i];
  add_phrase(p, (plx_str){parts, word.n});
}

// The next word, or what stands in (…) or {…}; *open tells which.
static bool next_part(plx_str *rest, plx_str *part, char *open) {
  *rest = plx_str_trim(*rest);
  if (!rest->n) return false;
  *open = rest->p[0] == '(' || rest->p[0] == '{' ? rest->p[0] : 0;
  size_t end = *open ? 1 : 0, deep = *open ? 1 : 0;
  for (; end < rest->n; end++) {
    char c = rest->p[end];
    if (!*open && (c == ' ' || c == '\t' || c == '(' || c == '{')) break;
    deep += *open && (c == '(' || c == '{');
    if (*open && (c == ')' || c == '}') && --deep == 0) break;
  }
  *part = plx_str_sub(*rest, *open ? 1 : 0, *open ? end - 1 : end);
  *rest = plx_str_sub(*rest, *open && end < rest->n ? end + 1 : end, rest->n);
  return true;
}

// The roles column: where both stay as usual, nothing.
static plx_str roles_of(const pattern *p) {
  if (!p->source.n && !p->target.n) return (plx_str){0};
  plx_str source = p->source.n ? p->source : PLX_STR("subj");
  plx_str target = p->target.n ? p->target : PLX_STR("obj,iobj,against,on,with,to,from");
  return plx_str_fmt(p->r->d->arena, "%.*s>%.*s", PLX_FMT(source), PLX_FMT(target));
}

// The pattern holds for every verb of its block: those of one word share a row, each other has its own.
static void add_pattern_rows(const pattern *p, plx_str code, plx_str roles) {
  reader *r = p->r;
  plx_arena *a = r->d->arena;
  plx_str single = {0};
  for (uint32_t i = 0; i < r->verbs; i++) {
    plx_str rest, verb = verb_of(r, r->verb[i], &rest);
    if (!rest.n) {
      single = single.n ? plx_str_fmt(a, "%.*s %.*s", PLX_FMT(single), PLX_FMT(verb)) : verb;
      continue;
    }
    plx_str own = conditions_of(r, rest);
    add_row(r, verb, plx_str_trim(plx_str_fmt(a, "%.*s%.*s", PLX_FMT(own), PLX_FMT(p->where))), code, roles);
  }
  if (single.n) add_row(r, single, plx_str_trim(p->where), code, roles);
}

// spec: dict.6
static void read_pattern(reader *r, plx_str line) {
  pattern p = {.r = r};
  bool swapped = false;
  plx_str code = {0}, inside = plx_dict_bracket(&line, '[', r->d->arena), rest = plx_str_sub(line, 1, line.n), part;
  if (!inside.p) {
    plx_dict_note_line(&r->lines, "a pattern without a code: write one in brackets behind it, as in - * VILLAGE [190]");
    return;
  }
  if (r->verbs == 0 || !memchr(rest.p, '*', rest.n)) {
    plx_dict_note_line(&r->lines,
                       r->verbs ? "a pattern needs a * where the verb stands" : "no verb stands above the pattern");
    return;
  }
  if (!read_code(r, inside, &code, &swapped)) return;
  char open;
  for (int words = 0; words < PATTERN_WORDS_MAX && next_part(&rest, &part, &open); words++) {
    if (open == '(') add_prepositional(&p, part);
    else if (open == '{') add_phrase(&p, part);
    else add_word(&p, part);
  }
  if (p.preposition.n) condition(&p, "prt|any", ':', p.preposition);
  if (p.bad) return;
  plx_str roles = swapped ? PLX_STR("obj,iobj,to,from,with>subj") : roles_of(&p);
  add_pattern_rows(&p, code.n ? code : PLX_STR("NONE"), roles);
}

// --- the file ---

static void read_line(reader *r, plx_str line) {
  if (r->lines.headline || plx_str_starts(line, PLX_STR("---"))) begin_block(r, line);
  else if (line.p[0] == '&') begin_set(r, line);
  else if (r->in_set && line.p[0] == '+') add_member(r, line);
  else if (line.p[0] == '-') read_pattern(r, line);
  else if (line.p[0] == '~')
    plx_dict_note_line(&r->lines, "transformations are not read: our rows see through such clauses themselves");
  else read_verb(r, line);
}

void plx_dictionary_add_verbs(plx_dictionary *d, const char *file, plx_str bytes, plx_dict_note *note, void *ctx) {
  plx_arena *tmp = plx_arena_new();
  reader *r = PLX_NEW(tmp, reader);
  *r = (reader){.lines = plx_dict_lines_of(d, file, bytes, note, ctx), .d = d};
  plx_map_init(&r->sets, tmp);
  for (uint32_t i = 0; i < d->set.n; i++)
    *plx_map_put(&r->sets, plx_str_sub(d->set.v[i].name, 1, d->set.v[i].name.n)) = i;
  plx_str line;
  while (plx_dict_line(&r->lines, &line)) {
    if (line.n || r->lines.headline) {
      read_line(r, line);
      continue;
    }
    if (!r->lines.blank) continue;
    r->in_set = false; // a blank line ends a set, and a block that has begun
    if (r->verbs) r->code = (plx_str){0};
    r->verbs = 0;
  }
  d->verb_files++;
  plx_arena_free(tmp);
}
