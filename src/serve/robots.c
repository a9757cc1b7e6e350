/* SPDX-License-Identifier: Apache-2.0 */
/* Read twice: once to see whether a group names us, once for the rules of the group that counts. */
#include "serve/robots.h"

#include <stdlib.h>

enum { RULE_MAX = 2048, DELAY_MAX_S = 60 };

typedef struct line {
  plx_str name, value;
} line;

static bool next(plx_str *rest, line *l) {
  plx_str all, code;
  while (plx_str_cut(rest, '\n', &all)) {
    plx_str_cut(&all, '#', &code);
    l->value = code;
    if (!plx_str_cut(&l->value, ':', &l->name) || !l->value.p) continue;
    l->name = plx_str_trim(l->name);
    l->value = plx_str_trim(l->value);
    return true;
  }
  return false;
}

static bool is(plx_str name, const char *word) {
  return plx_str_eqi(name, plx_str_of(word));
}

// Lines that name an agent stand at the head of a group; the first other line ends the head.
typedef struct group {
  bool head, ours;
} group;

static bool in_group(group *g, const line *l, plx_str agent) {
  if (is(l->name, "user-agent")) {
    if (!g->head) *g = (group){.head = true};
    g->ours |= plx_str_eqi(l->value, agent);
    return false;
  }
  g->head = false;
  return g->ours;
}

static bool names(plx_str robots, plx_str agent) {
  line l;
  while (next(&robots, &l))
    if (is(l.name, "user-agent") && plx_str_eqi(l.value, agent)) return true;
  return false;
}

// Does the rule fit the beginning of the path?  Where a star led nowhere, it is tried one character further on.
static bool fits(plx_str rule, plx_str path) {
  size_t r = 0, p = 0, star = SIZE_MAX, from = 0;
  for (;;) {
    if (r == rule.n || (r + 1 == rule.n && rule.p[r] == '$' && p == path.n)) return true;
    if (rule.p[r] == '*') {
      star = ++r;
      from = p;
    } else if (p < path.n && rule.p[r] == path.p[p]) {
      r++, p++;
    } else if (star != SIZE_MAX && from < path.n) {
      r = star;
      p = ++from;
    } else {
      return false;
    }
  }
}

bool plx_robots_allow(plx_str robots, plx_str agent, plx_str path) {
  robots = plx_str_sub(robots, 0, PLX_ROBOTS_BYTES_MAX);
  plx_str who = names(robots, agent) ? agent : PLX_STR("*");
  size_t longest = 0;
  bool allowed = true;
  group g = {0};
  line l;
  while (next(&robots, &l)) {
    if (!in_group(&g, &l, who)) continue;
    bool allow = is(l.name, "allow");
    if ((!allow && !is(l.name, "disallow")) || !l.value.n || l.value.n > RULE_MAX || !fits(l.value, path)) continue;
    if (l.value.n > longest || (l.value.n == longest && allow)) {
      longest = l.value.n;
      allowed = allow;
    }
  }
  return allowed;
}

int plx_robots_delay_s(plx_str robots, plx_str agent) {
  robots = plx_str_sub(robots, 0, PLX_ROBOTS_BYTES_MAX);
  plx_str who = names(robots, agent) ? agent : PLX_STR("*");
  group g = {0};
  line l;
  while (next(&robots, &l)) {
    if (!in_group(&g, &l, who) || !is(l.name, "crawl-delay")) continue;
    int seconds = 0;
    for (size_t i = 0; i < l.value.n && l.value.p[i] >= '0' && l.value.p[i] <= '9' && seconds <= DELAY_MAX_S; i++)
      seconds = seconds * 10 + l.value.p[i] - '0';
    return seconds < DELAY_MAX_S ? seconds : DELAY_MAX_S;
  }
  return 0;
}
