/* SPDX-License-Identifier: Apache-2.0 */
/* The command line: which command, which options, which inputs.  Everything a command needs to say about itself stands in
 * its plx_command; here it is only looked up and parsed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/log.h"
#include "base/pool.h"
#include "command/command.h"
#include "command/help.h"
#include "command/list.h"

enum { THREADS_MAX = 256, OPTIONS_MAX = 40, HEAP_PIECE_MAX = 2 << 20 };

/* --- the command line --- */

static const plx_command *find_command(const char *name) {
  for (const plx_command *const *c = plx_commands; *c; c++)
    if (strcmp((*c)->name, name) == 0) return *c;
  return NULL;
}

static int usage_error(const plx_command *c, const char *what, const char *word) {
  fprintf(stderr, "parallax: %s%s%s; see `parallax %s%s--help`\n", what, word[0] ? ": " : "", word, c ? c->name : "",
          c ? " " : "");
  return PLX_EXIT_USAGE;
}

typedef struct line {
  plx_args args;
  const char *given[OPTIONS_MAX];
  bool help;
} line;

static bool set_threads(plx_args *a, const char *value) {
  char *end;
  long n = strtol(value, &end, 10);
  if (*value == 0 || *end != 0 || n < 1 || n > THREADS_MAX) return false;
  a->threads = (int)n;
  return true;
}

static bool set_from(plx_args *a, const char *value) {
  char *end;
  unsigned long long n = strtoull(value, &end, 10);
  if (*value < '0' || *value > '9' || *end != 0 || n < 1) return false;
  a->from = n;
  return true;
}

// Returns -1 to go on, or an exit status.
static int set_common(line *l, const char *name, const char *value) {
  plx_args *a = &l->args;
  plx_err e = {0};
  if (strcmp(name, "threads") == 0 && !set_threads(a, value))
    return usage_error(a->command, "--threads takes a number from 1 to 256, not", value);
  if (strcmp(name, "from") == 0 && !set_from(a, value))
    return usage_error(a->command, "--from takes the number of a record, from 1, not", value);
  if (strcmp(name, "map") == 0 && !plx_fields_new(value, &a->fields, &e)) return plx_report(&e);
  if (strcmp(name, "json") == 0) a->json = true;
  if (strcmp(name, "quiet") == 0) a->quiet = true;
  if (strcmp(name, "db") == 0) a->db = value;
  if (strcmp(name, "model") == 0) a->model = value;
  if (strcmp(name, "help") == 0) l->help = true;
  return -1;
}

static bool same_name(const char *word, size_t n, const char *name) {
  return strlen(name) == n && memcmp(word, name, n) == 0;
}

// Finds "--word" among the command's own and the common options; *own is its index, or -1 for a common one.
static const plx_option *find_option(const plx_command *c, const char *word, size_t n, int *own) {
  for (*own = 0; c->options && c->options[*own].name; ++*own)
    if (same_name(word, n, c->options[*own].name)) return &c->options[*own];
  *own = -1;
  for (const plx_common_option *o = plx_common_options; o->id; o++)
    if (plx_takes_common(c, o) && same_name(word, n, o->option.name)) return &o->option;
  return NULL;
}

// Takes the option at argv[*i] (and its value); returns an exit status, or -1 to go on.
static int take_option(line *l, char **argv, int argc, int *i) {
  const plx_command *c = l->args.command;
  const char *word = argv[*i] + 2, *equals = strchr(word, '=');
  int own;
  const plx_option *o = find_option(c, word, equals ? (size_t)(equals - word) : strlen(word), &own);
  if (!o) return usage_error(c, "no such option", argv[*i]);
  if (!o->arg && equals) return usage_error(c, "takes no value", argv[*i]);
  const char *value = !o->arg ? "" : equals ? equals + 1 : *i + 1 < argc ? argv[++*i] : NULL;
  if (!value) return usage_error(c, "a value is missing after", argv[*i]);
  if (own < 0) return set_common(l, o->name, value);
  l->given[own] = value;
  return -1;
}

static int parse(line *l, int argc, char **argv, const char **inputs) {
  bool options = true;
  for (int i = 0; i < argc; i++) {
    if (options && strcmp(argv[i], "--") == 0) {
      options = false;
    } else if (options && strncmp(argv[i], "--", 2) == 0) {
      int status = take_option(l, argv, argc, &i);
      if (status >= 0) return status;
    } else if (options && strcmp(argv[i], "-h") == 0) {
      l->help = true;
    } else if (options && argv[i][0] == '-' && argv[i][1]) {
      return usage_error(l->args.command, "options are written --long", argv[i]);
    } else {
      inputs[l->args.inputs++] = argv[i];
    }
  }
  return -1;
}

static int run(const plx_command *c, int argc, char **argv) {
  const char **inputs = plx_xrealloc(NULL, ((size_t)argc + 1) * sizeof *inputs);
  line l = {.args = {.command = c, .input = inputs, .threads = plx_cores(), .db = getenv("PARALLAX_DB")}};
  l.args.given = l.given;
  if (!l.args.db) l.args.db = "parallax.db";
  int status = parse(&l, argc, argv, inputs);
  if (status < 0 && l.help) {
    plx_help_command(c);
    status = PLX_EXIT_DONE;
  } else if (status < 0 && l.args.inputs && !c->usage[0]) {
    status = usage_error(c, "takes no input", inputs[0]);
  } else if (status < 0) {
    if (l.args.quiet) plx_log_quiet();
    status = c->run(&l.args);
  }
  free(inputs);
  if ((fflush(stdout) != 0 || ferror(stdout)) && status < PLX_EXIT_FAILED) {
    fprintf(stderr, "parallax: cannot write standard output: is the disk full?\n");
    status = PLX_EXIT_FAILED;
  }
  return status;
}

// A document's memory goes back to the heap, not to the system: the next one wants as much.
static void keep_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, HEAP_PIECE_MAX);
  mallopt(M_TRIM_THRESHOLD, 2 * HEAP_PIECE_MAX);
#endif
}

int main(int argc, char **argv) {
  keep_memory();
  signal(SIGPIPE, SIG_DFL); // `parallax … | head` ends quietly
  const char *word = argc > 1 ? argv[1] : "--help";
  if (plx_str_in(plx_str_of(word), "--help -h help")) {
    const plx_command *c = argc > 2 ? find_command(argv[2]) : NULL;
    if (argc > 2 && !c) return usage_error(NULL, "no such command", argv[2]);
    if (c) plx_help_command(c);
    else plx_help_commands(plx_commands);
    return PLX_EXIT_DONE;
  }
  if (strcmp(word, "--version") == 0) {
    printf("parallax %s\n", PLX_VERSION);
    return PLX_EXIT_DONE;
  }
  if (strcmp(word, "--commands") == 0) { // for the Makefile: a man page each
    for (const plx_command *const *c = plx_commands; *c; c++) puts((*c)->name);
    return PLX_EXIT_DONE;
  }
  if (strcmp(word, "--man") == 0) { // likewise: of a command, or of all
    const plx_command *c = argc > 2 ? find_command(argv[2]) : NULL;
    if (c) plx_man_command(c);
    else plx_man_commands(plx_commands);
    return PLX_EXIT_DONE;
  }
  const plx_command *c = find_command(word);
  if (!c) return usage_error(NULL, "no such command", word);
  return run(c, argc - 2, argv + 2);
}
