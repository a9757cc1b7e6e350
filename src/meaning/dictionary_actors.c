/* SPDX-License-Identifier: Apache-2.0 */
// An actor is a head phrase, the names that follow it with `+`, and roles in brackets, on its line or on lines of their
// own; an agent is a noun with a `~` in its bracket.  Both may stand in one file: the bracket tells them apart.
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "meaning/dictionary_lines.h"

typedef struct reader {
  plx_dict_lines lines;
  plx_dictionary *d;
  uint32_t actor;    // being read, or UINT32_MAX
  uint32_t roles_on; // the line of its head
  plx_map sets;      // "!PERSON!" → index into set
  PLX_VEC(plx_str) set;
} reader;

// --- codes ---

static bool is_code(plx_str s) {
  if (s.n == 0 || s.n % 3) return false;
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < 'A' || s.p[i] > 'Z') return false;
  return true;
}

// Bodies between states and beyond them: their second group is their name, not a role.
static bool named_body(plx_str code) {
  return code.n >= 6 && plx_str_in(plx_str_sub(code, 0, 3), "IGO NGO IMG MNC NGM") &&
         !plx_str_in(plx_str_sub(code, 3, 3),
                     "GOV MIL REB OPP COP JUD LEG SPY MED EDU BUS CRM CVL REF LAB HLH AGR ELI REL "
                     "HRI DEV ENV");
}

// "FRAGOVMIL" is FRA GOV MIL, "IGOUNOREF" IGOUNO REF.  spec: dict.1
static plx_str spaced(plx_str code, plx_arena *a) {
  char *out = plx_arena_alloc(a, code.n * 2);
  size_t n = 0;
  for (size_t i = 0; i < code.n; i++) {
    if (i && i % 3 == 0 && !(i == 3 && named_body(code))) out[n++] = ' ';
    out[n++] = code.p[i];
  }
  return (plx_str){out, n};
}

// --- days ---

// 990615 and 19990615; false if it is neither.
static bool read_day(plx_str s, int32_t *day) {
  if (s.n != 6 && s.n != 8) return false;
  int32_t n = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return false;
    n = n * 10 + (s.p[i] - '0');
  }
  *day = s.n == 8 ? n : n + (n < 310000 ? 20000000 : 19000000);
  int32_t month = *day / 100 % 100;
  return month >= 1 && month <= 12 && *day % 100 >= 1 && *day % 100 <= 31;
}

// "<990615", ">20030101", "030101-040101", each maybe with blanks; false where a day cannot be read.
static bool read_days(plx_str when, plx_dict_term *t, plx_arena *a) {
  char *tight = plx_arena_alloc(a, when.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < when.n; i++)
    if (when.p[i] != ' ' && when.p[i] != '\t' && when.p[i] != ',') tight[n++] = when.p[i];
  plx_str s = {tight, n}, first = {0};
  t->from = 0;
  t->to = INT32_MAX;
  if (n == 0) return true;
  if (tight[0] == '<') return read_day(plx_str_sub(s, 1, n), &t->to);
  if (tight[0] == '>') return read_day(plx_str_sub(s, 1, n), &t->from);
  return plx_str_cut(&s, '-', &first) && read_day(first, &t->from) && read_day(s, &t->to);
}

// One role: "FRDGOV 330501-381120", "---".
static void read_role(reader *r, plx_str inside) {
  plx_str when = inside, code = {0};
  plx_dict_term t;
  plx_str_cut(&when, ' ', &code);
  bool none = plx_str_eqz(code, "---");
  if (!none && !is_code(code)) {
    plx_dict_note_line(&r->lines, "'%.*s' is no code: capital letters in groups of three, as in FRAGOVMIL",
                       PLX_FMT(code));
    return;
  }
  if (!read_days(when, &t, r->d->arena)) {
    plx_dict_note_line(
        &r->lines, "the days '%.*s' cannot be read: write YYMMDD or YYYYMMDD, as in 030101-040101, <030101 or >030101",
        PLX_FMT(plx_str_trim(when)));
    return;
  }
  t.code = none ? (plx_str){0} : spaced(code, r->d->arena);
  plx_dict_actor *a = &r->d->actor.v[r->actor];
  a->dated |= t.from > 0 || t.to < INT32_MAX;
  *(plx_dict_term *)plx_vec_push(r->d->arena, &a->terms) = t;
}

static void read_roles(reader *r, plx_str *line) {
  for (;;) {
    plx_str inside = plx_dict_bracket(line, '[', r->d->arena);
    if (!inside.p) return;
    read_role(r, inside);
  }
}

// --- actors ---

static void check_last(const reader *r) {
  if (r->actor == UINT32_MAX || r->d->actor.v[r->actor].terms.n) return;
  plx_dict_lines at = r->lines;
  at.number = r->roles_on;
  plx_dict_note_line(&at,
                     "an actor without a code: write one in brackets behind it, as in [FRAGOV], or [---] for none");
}

static void add_name(reader *r, plx_str words) {
  plx_str name = plx_dict_phrase(words, r->d->arena);
  if (name.n == 0) {
    plx_dict_note_line(&r->lines, "a name is missing");
    return;
  }
  plx_dict_name *n = plx_vec_push(r->d->arena, &r->d->name);
  *n = (plx_dict_name){name, r->actor};
}

// spec: dict.2
static void read_actor(reader *r, plx_str line) {
  if (line.p[0] != '[' && line.p[0] != '+') {
    check_last(r);
    plx_dict_actor *a = plx_vec_push(r->d->arena, &r->d->actor);
    a->origin = plx_dict_origin(&r->lines);
    r->actor = r->d->actor.n - 1;
    r->roles_on = r->lines.number;
  }
  if (r->actor == UINT32_MAX) {
    plx_dict_note_line(&r->lines, "it belongs to no actor: a line with a name must stand above it");
    return;
  }
  plx_str name = line;
  read_roles(r, &name);
  if (name.n && name.p[0] == '+') name = plx_str_sub(name, 1, name.n);
  if (line.p[0] != '[') add_name(r, name);
}

// --- agents ---

// "!PERSON! = MAN, MEN, WOMAN, WOMEN"
static void read_set(reader *r, plx_str line) {
  ptrdiff_t is = plx_str_find(line, PLX_STR("="), 0);
  plx_str name = plx_str_trim(plx_str_sub(line, 0, is < 0 ? line.n : (size_t)is));
  if (is < 0 || name.n < 3 || name.p[name.n - 1] != '!') {
    plx_dict_note_line(&r->lines, "a set reads !NAME! = ONE, TWO, THREE");
    return;
  }
  *(plx_str *)plx_vec_push(r->d->arena, &r->set) = plx_str_sub(line, (size_t)is + 1, line.n);
  *plx_map_put(&r->sets, name) = r->set.n - 1;
}

static void add_agent(reader *r, plx_str noun, plx_str sector) {
  plx_dict_agent *a = noun.n ? plx_vec_push(r->d->arena, &r->d->agent) : NULL;
  if (a) *a = (plx_dict_agent){noun, sector, plx_dict_origin(&r->lines)};
}

// A noun with a set in it: a noun for each member, which has its own plural.
static void add_members(reader *r, plx_str noun, plx_str sector) {
  size_t at = (size_t)plx_str_find(noun, PLX_STR("!"), 0);
  ptrdiff_t close = plx_str_find(noun, PLX_STR("!"), at + 1);
  plx_str name = plx_str_sub(noun, at, close < 0 ? noun.n : (size_t)close + 1 - at), one;
  const uint32_t *set = plx_map_get(&r->sets, name);
  if (!set || close < 0) {
    plx_dict_note_line(&r->lines, "the set %.*s is not known: write it above, as in !PERSON! = MAN, MEN",
                       PLX_FMT(name));
    return;
  }
  plx_str members = r->set.v[*set], end = plx_str_sub(noun, (size_t)close + 1, noun.n);
  while (plx_str_cut(&members, ',', &one)) {
    plx_str whole = plx_str_fmt(r->d->arena, "%.*s%.*s%.*s", (int)at, noun.p, PLX_FMT(plx_str_trim(one)), PLX_FMT(end));
    add_agent(r, plx_dict_phrase(whole, r->d->arena), sector);
  }
}

// "~GOV", "NGO~": the part that is not the mark.  spec: dict.3
static bool read_sector(reader *r, plx_str inside, plx_str *sector) {
  plx_str part = inside;
  if (part.p[0] == '~') part = plx_str_sub(part, 1, part.n);
  else if (part.p[part.n - 1] == '~') part = plx_str_sub(part, 0, part.n - 1);
  *sector = (plx_str){0};
  if (part.n == 0 || plx_str_eqz(part, "---")) return true;
  if (!is_code(part)) {
    plx_dict_note_line(&r->lines, "'%.*s' is no agent's code: write [~GOV], or [NGO~] for what stands first",
                       PLX_FMT(inside));
    return false;
  }
  *sector = spaced(part, r->d->arena);
  return true;
}

static void read_agent(reader *r, plx_str line) {
  plx_arena *a = r->d->arena;
  plx_str sector, inside = plx_dict_bracket(&line, '[', a), braces = plx_dict_bracket(&line, '{', a);
  if (!read_sector(r, inside, &sector)) return;
  if (line.n && memchr(line.p, '!', line.n)) {
    add_members(r, line, sector);
    return;
  }
  plx_str noun = plx_dict_phrase(line, a), form;
  if (noun.n == 0) plx_dict_note_line(&r->lines, "a noun is missing before the bracket");
  add_agent(r, noun, sector);
  if (!braces.p && noun.n) add_agent(r, plx_dict_plural(noun, a), sector);
  while (plx_str_cut(&braces, ' ', &form)) add_agent(r, plx_dict_phrase(form, a), sector);
}

static bool agent_line(plx_str line) {
  const char *open = memchr(line.p, '[', line.n);
  return open && line.p[0] != '[' && memchr(open, '~', line.n - (size_t)(open - line.p));
}

void plx_dictionary_add_actors(plx_dictionary *d, const char *file, plx_str bytes, plx_dict_note *note, void *ctx) {
  reader r = {.lines = plx_dict_lines_of(d, file, bytes, note, ctx), .d = d, .actor = UINT32_MAX};
  plx_str line;
  plx_map_init(&r.sets, d->arena);
  while (plx_dict_line(&r.lines, &line)) {
    if (line.n == 0) continue;
    if (line.p[0] == '!') read_set(&r, line);
    else if (agent_line(line)) read_agent(&r, line);
    else read_actor(&r, line);
  }
  check_last(&r);
}

// --- asking ---

static int32_t day_number(plx_str day) {
  int32_t n = 0, digits = 0;
  for (size_t i = 0; i < day.n && digits < 8; i++) {
    if (day.p[i] == '-') continue;
    if (day.p[i] < '0' || day.p[i] > '9') break;
    n = n * 10 + (day.p[i] - '0');
    digits++;
  }
  return digits == 8 ? n : 0;
}

// spec: dict.2
plx_str plx_dict_actor_code(const plx_dict_actor *a, plx_str day) {
  int32_t at = day_number(day);
  const plx_dict_term *open = NULL;
  for (uint32_t i = 0; i < a->terms.n; i++) {
    const plx_dict_term *t = &a->terms.v[i];
    bool always = t->from == 0 && t->to == INT32_MAX;
    if (always && !open) open = t;
    if (!always && at && at >= t->from && at <= t->to) return t->code;
  }
  if (open) return open->code;
  return at == 0 && a->terms.n ? a->terms.v[a->terms.n - 1].code : (plx_str){0};
}

void plx_dictionary_init(plx_dictionary *d, plx_arena *process) {
  *d = (plx_dictionary){.arena = process};
}
