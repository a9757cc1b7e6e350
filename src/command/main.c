/* SPDX-License-Identifier: Apache-2.0 */
/* The list of commands, the common options, and help.  Everything a command needs to say about itself stands in its
 * plx_command; here it is only looked up, parsed and printed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/pool.h"
#include "command/command.h"
#include "command/list.h"

static const struct {
  plx_option option;
  const char *id;
} common_options[] = {
    {{"threads", "N", "workers, 1 to 256 (default: all processors); the output does not depend on it"}, "threads"},
    {{"map", "FIELD=NAME,…", "which member or column is which field: title=headline,text=body,published=date (usual names are known)"}, "records"},
    {{"from", "N", "begins at record N of the first input that has records: a line, a row, a record of an archive"}, "records"},
    {{"json", NULL, "JSON for programs instead of text for people"}, "json"},
    {{"db", "NAME", "the store: a file, or postgresql://… (default: $PARALLAX_DB, else parallax.db)"}, "db"},
    {{"model", "FILE", "the language model (default: the one that came with the program)"}, "model"},
    {{"quiet", NULL, "no progress, only errors"}, "quiet"},
    {{"help", NULL, "this text"}, "help"},
};
enum { COMMON = sizeof common_options / sizeof *common_options, THREADS_MAX = 256, OPTIONS_MAX = 40 };

static bool takes(const plx_command *c, const char *common) {
  return strcmp(common, "help") == 0 || strcmp(common, "quiet") == 0 || plx_str_in(plx_str_of(common), c->common);
}

/* --- help --- */

static void print_option(FILE *f, const plx_option *o) {
  char left[64];
  snprintf(left, sizeof left, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
  fprintf(f, "  %-20s %s\n", left, o->help);
}

static void print_help(const plx_command *c) {
  printf("parallax %s%s%s - %s\n\n%s\n\nOptions:\n", c->name, c->usage[0] ? " " : "", c->usage, c->summary, c->text);
  for (const plx_option *o = c->options; o && o->name; o++) print_option(stdout, o);
  for (int i = 0; i < COMMON; i++)
    if (takes(c, common_options[i].id)) print_option(stdout, &common_options[i].option);
}

static void print_commands(FILE *f) {
  fprintf(f, "parallax %s - reads news from many outlets and works out what happened, who said so, and where accounts "
             "differ\n\nUsage: parallax COMMAND [OPTIONS] [INPUT…]\n\nCommands:\n", PLX_VERSION);
  for (const plx_command *const *c = plx_commands; *c; c++)
    fprintf(f, "  %-10s %-22s %s\n", (*c)->name, (*c)->usage, (*c)->summary);
  fprintf(f, "\n`parallax COMMAND --help` tells the rest.  Exit status: 0 done; 1 done, but some inputs could not be\n"
             "read whole; 2 wrong usage; 3 the store, model or network failed.\n");
}

// A man page is the same words with roff around them: `parallax --man compare > parallax-compare.1`.
static void print_roff(const char *s) {
  for (bool start = true; *s; start = *s++ == '\n') {
    if (start && (*s == '.' || *s == '\'')) fputs("\\&", stdout);
    if (*s == '\\') fputs("\\e", stdout);
    else if (*s == '-') fputs("\\-", stdout);
    else putchar(*s);
  }
}

static void print_man_option(const plx_option *o) {
  printf(".TP\n.B \\-\\-%s", o->name);
  if (o->arg) printf(" \\fI%s\\fR", o->arg);
  printf("\n");
  print_roff(o->help);
  printf("\n");
}

static void print_man(const plx_command *c) {
  printf(".TH PARALLAX\\-%s 1 \"\" \"parallax %s\"\n.SH NAME\nparallax\\-%s \\- %s\n.SH SYNOPSIS\n.B parallax %s\n", c->name,
         PLX_VERSION, c->name, c->summary, c->name);
  print_roff(c->usage);
  printf("\n.SH DESCRIPTION\n.nf\n");
  print_roff(c->text);
  printf("\n.fi\n.SH OPTIONS\n");
  for (const plx_option *o = c->options; o && o->name; o++) print_man_option(o);
  for (int i = 0; i < COMMON; i++)
    if (takes(c, common_options[i].id)) print_man_option(&common_options[i].option);
  printf(".SH EXIT STATUS\n0 done; 1 done, but some inputs could not be read whole; 2 wrong usage; 3 the store, model or network failed.\n");
}

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
  if (strcmp(name, "threads") == 0 && !set_threads(a, value)) return usage_error(a->command, "--threads takes a number from 1 to 256, not", value);
  if (strcmp(name, "from") == 0 && !set_from(a, value)) return usage_error(a->command, "--from takes the number of a record, from 1, not", value);
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
  for (int i = 0; i < COMMON; i++)
    if (takes(c, common_options[i].id) && same_name(word, n, common_options[i].option.name)) return &common_options[i].option;
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
    print_help(c);
    status = PLX_EXIT_DONE;
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

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_DFL); // `parallax … | head` ends quietly
  const char *word = argc > 1 ? argv[1] : "--help";
  if (strcmp(word, "--help") == 0 || strcmp(word, "help") == 0) {
    const plx_command *c = argc > 2 ? find_command(argv[2]) : NULL;
    if (c) print_help(c);
    else print_commands(stdout);
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
  if (strcmp(word, "--man") == 0 && argc > 2 && find_command(argv[2])) {
    print_man(find_command(argv[2]));
    return PLX_EXIT_DONE;
  }
  const plx_command *c = find_command(word);
  if (!c) return usage_error(NULL, "no such command", word);
  return run(c, argc - 2, argv + 2);
}
