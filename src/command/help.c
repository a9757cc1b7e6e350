/* SPDX-License-Identifier: Apache-2.0 */
/* The same words twice: for the terminal they flow to its width, for man they get roff around them. */
#include "command/help.h"

#include <stdio.h>
#include <string.h>

#include "compare/flow.h"

enum { WIDTH_MIN = 40, WIDTH_MAX = 110, MARGIN = 2, OPTION_COLUMN = 23, SUMMARY_COLUMN = 13 };

static const char about[] =
    "reads news from many outlets and works out what happened, who said so, and where accounts differ";
static const char exits[] =
    "Exit status: 0 done; 1 done, but some inputs could not be read whole; 2 wrong usage; 3 the store, model or "
    "network failed.";

const plx_common_option plx_common_options[] = {
    {{"threads", "N", "workers, 1 to 256 (default: all processors); the output does not depend on it"}, "threads"},
    {{"map", "FIELD=NAME,…",
      "which member or column is which field: title=headline,text=body,published=date (usual names are known)"},
     "records"},
    {{"from", "N", "begins at record N of the first input that has records: a line, a row, a record of an archive"},
     "records"},
    {{"json", NULL, "JSON for programs instead of text for people"}, "json"},
    {{"db", "NAME", "the store: a file, or postgresql://… (default: $PARALLAX_DB, else parallax.db)"}, "db"},
    {{"model", "FILE", "the language model (default: the one that came with the program)"}, "model"},
    {{"quiet", NULL, "no progress, only errors"}, "quiet"},
    {{"help", NULL, "this text"}, "help"},
    {{0}, NULL},
};

bool plx_takes_common(const plx_command *c, const plx_common_option *o) {
  return strcmp(o->id, "help") == 0 || strcmp(o->id, "quiet") == 0 || plx_str_in(plx_str_of(o->id), c->common);
}

// The next paragraph of a text, or the next line of it that stands for itself: a blank one, or one that begins with a
// blank.
static bool next_piece(plx_str *text, plx_str *piece) {
  size_t n = 0;
  if (!text->n) return false;
  for (bool more = true; more;) {
    while (n < text->n && text->p[n] != '\n') n++;
    bool own = text->p[0] == ' ' || text->p[0] == '\n';
    more = !own && n + 1 < text->n && text->p[n + 1] != '\n' && text->p[n + 1] != ' ';
    n += more;
  }
  *piece = plx_str_sub(*text, 0, n);
  *text = plx_str_sub(*text, n + 1, text->n);
  return true;
}

/* --- for the terminal --- */

static plx_flow flow_here(plx_buf *out) {
  int width = plx_terminal_here(false).width;
  return (plx_flow){.out = out, .width = width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width};
}

static void flow_end(plx_flow *f) {
  fwrite(f->out->p, 1, f->out->n, stdout);
  plx_buf_free(f->out);
  plx_flow_free(f);
}

static void paragraph(plx_flow *f, plx_str text) {
  plx_flow_start(f, 0, 0);
  plx_flow_text(f, NULL, text);
  plx_flow_end(f);
}

// "  left      right", the right one flowing in its column.
static void two_columns(plx_flow *f, const char *left, const char *more, int column, const char *right) {
  plx_flow_start(f, MARGIN, column);
  plx_flow_text(f, NULL, plx_str_of(left));
  if (more && *more) plx_flow_text(f, NULL, PLX_STR(" "));
  if (more) plx_flow_text(f, NULL, plx_str_of(more));
  plx_flow_column(f, column);
  plx_flow_text(f, NULL, plx_str_of(right));
  plx_flow_end(f);
}

static void option(plx_flow *f, const plx_option *o) {
  char name[64];
  snprintf(name, sizeof name, "--%s", o->name);
  two_columns(f, name, o->arg, OPTION_COLUMN, o->help);
}

void plx_help_command(const plx_command *c) {
  plx_buf out = {0};
  plx_flow f = flow_here(&out);
  plx_str text = plx_str_of(c->text), piece;
  plx_buf_fmt(&out, "parallax %s%s%s - %s\n\n", c->name, c->usage[0] ? " " : "", c->usage, c->summary);
  while (next_piece(&text, &piece)) {
    if (piece.n && piece.p[0] != ' ') paragraph(&f, piece);
    else plx_buf_fmt(&out, "%.*s\n", PLX_FMT(piece));
  }
  plx_buf_str(&out, PLX_STR("\nOptions:\n"));
  for (const plx_option *o = c->options; o && o->name; o++) option(&f, o);
  for (const plx_common_option *o = plx_common_options; o->id; o++)
    if (plx_takes_common(c, o)) option(&f, &o->option);
  flow_end(&f);
}

void plx_help_commands(const plx_command *const *list) {
  plx_buf out = {0};
  plx_flow f = flow_here(&out);
  plx_buf_fmt(&out, "parallax %s - %s\n\nUsage: parallax COMMAND [OPTIONS] [INPUT…]\n\nCommands:\n", PLX_VERSION,
              about);
  for (; *list; list++) two_columns(&f, (*list)->name, NULL, SUMMARY_COLUMN, (*list)->summary);
  plx_buf_str(&out, PLX_STR("\n`parallax COMMAND --help` tells the rest.\n"));
  paragraph(&f, plx_str_of(exits));
  flow_end(&f);
}

/* --- for man --- */

static void roff(plx_str s) {
  bool start = true;
  for (size_t i = 0; i < s.n; start = s.p[i++] == '\n') {
    if (start && (s.p[i] == '.' || s.p[i] == '\'')) fputs("\\&", stdout);
    if (s.p[i] == '\\') fputs("\\e", stdout);
    else if (s.p[i] == '-') fputs("\\-", stdout);
    else putchar(s.p[i]);
  }
}

static void man_option(const plx_option *o) {
  printf(".TP\n.B \\-\\-%s", o->name);
  if (o->arg) printf(" \\fI%s\\fR", o->arg);
  printf("\n");
  roff(plx_str_of(o->help));
  printf("\n");
}

static void man_text(const char *words) {
  plx_str text = plx_str_of(words), piece;
  while (next_piece(&text, &piece)) {
    bool own = piece.n && piece.p[0] == ' ';
    if (own) fputs(".nf\n", stdout);
    if (piece.n) roff(piece);
    puts(piece.n ? "" : ".PP");
    if (own) fputs(".fi\n", stdout);
  }
}

void plx_man_command(const plx_command *c) {
  printf(".TH PARALLAX\\-%s 1 \"\" \"parallax %s\"\n.SH NAME\nparallax\\-%s \\- %s\n.SH SYNOPSIS\n.B parallax %s\n",
         c->name, PLX_VERSION, c->name, c->summary, c->name);
  roff(plx_str_of(c->usage));
  printf("\n.SH DESCRIPTION\n");
  man_text(c->text);
  printf(".SH OPTIONS\n");
  for (const plx_option *o = c->options; o && o->name; o++) man_option(o);
  for (const plx_common_option *o = plx_common_options; o->id; o++)
    if (plx_takes_common(c, o)) man_option(&o->option);
  printf(".SH DIAGNOSTICS\n%s\n.SH SEE ALSO\n.BR parallax (1)\n", exits);
}

void plx_man_commands(const plx_command *const *list) {
  printf(".TH PARALLAX 1 \"\" \"parallax %s\"\n.SH NAME\nparallax \\- %s\n.SH SYNOPSIS\n.B parallax\n"
         "\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIINPUT\\fR…]\n.SH COMMANDS\n",
         PLX_VERSION, about);
  for (; *list; list++) {
    printf(".TP\n.BR parallax\\-%s (1)\n", (*list)->name);
    roff(plx_str_of((*list)->summary));
    printf("\n");
  }
  printf(
      ".SH ENVIRONMENT\n.TP\n.B PARALLAX_DB\nthe store, where no \\-\\-db is given\n.TP\n.B NO_COLOR\nno colour, on a terminal "
      "either\n.TP\n.B COLUMNS\nhow wide to draw, where standard output is no terminal\n.SH DIAGNOSTICS\n%s\n",
      exits);
}
