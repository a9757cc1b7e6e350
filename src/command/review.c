/* SPDX-License-Identifier: Apache-2.0 */
/* Coders' decisions from the command line; the page does the same over HTTP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "serve/review_json.h"

typedef struct out {
  bool json, lists;
  uint64_t n;
  plx_buf line;
  plx_arena *tmp;
} out;

static void print_line(out *o) {
  puts(o->line.p);
  plx_buf_clear(&o->line);
  o->n++;
}

static bool print_decision(void *ctx, const plx_decision *d) {
  out *o = ctx;
  plx_json j = plx_json_to(&o->line);
  if (o->json) {
    plx_review_json(&j, d);
  } else {
    plx_buf_fmt(&o->line, "%.*s  %-10.*s  %-7.*s  %.*s %.*s %.*s", PLX_FMT(d->at), PLX_FMT(d->coder),
                PLX_FMT(d->verdict), PLX_FMT(d->document.n ? d->document : d->story), PLX_FMT(d->kind),
                PLX_FMT(d->finding));
    if (d->field.n) plx_buf_fmt(&o->line, " %.*s: %.*s", PLX_FMT(d->field), PLX_FMT(d->machine));
    if (d->value.n) plx_buf_fmt(&o->line, " -> %.*s", PLX_FMT(d->value));
    plx_buf_fmt(&o->line, "  \"%.*s\"", PLX_FMT(d->quote));
  }
  print_line(o);
  return true;
}

static bool print_item(void *ctx, const plx_item *i) {
  out *o = ctx;
  plx_json j = plx_json_to(&o->line);
  if (o->json) {
    plx_review_item_json(&j, i, o->tmp);
  } else {
    const char *const *field = plx_review_fields(i->kind);
    plx_buf_fmt(&o->line, "%.*s %.*s %.*s  \"%.*s\"", PLX_FMT(i->document->id), PLX_FMT(i->kind), PLX_FMT(i->finding),
                PLX_FMT(i->quote));
    for (int k = 0; field[k]; k++) {
      plx_str value = plx_review_machine(i->record, i->json, i->kind, field[k], o->tmp);
      if (value.n) plx_buf_fmt(&o->line, "  %s=%.*s", field[k], PLX_FMT(value));
    }
  }
  print_line(o);
  return true;
}

static bool print_agreement(void *ctx, const plx_agreement *a) {
  out *o = ctx;
  plx_json j = plx_json_to(&o->line);
  if (!o->json && !o->n) printf("%-10s %-10s %8s %10s %8s\n", "kind", "field", "units", "decisions", "alpha");
  if (o->json) plx_review_agreement_json(&j, a);
  else
    plx_buf_fmt(&o->line, "%-10.*s %-10.*s %8u %10u ", PLX_FMT(a->kind),
                PLX_FMT(a->field.n ? a->field : PLX_STR("(whole)")), a->units, a->decisions);
  if (!o->json && a->defined) plx_buf_fmt(&o->line, "%8.3f", a->alpha);
  print_line(o);
  return true;
}

static plx_str option(const plx_args *a, const char *name) {
  return plx_str_of(plx_arg(a, name));
}

static plx_decision_query query_of(const plx_args *a) {
  return (plx_decision_query){.document = option(a, "document"),
                              .story = option(a, "story"),
                              .coder = option(a, "coder"),
                              .kind = option(a, "kind")};
}

static void decide(const plx_args *a, plx_store *s, out *o, plx_err *e) {
  plx_decision d = {.coder = option(a, "coder"),
                    .document = option(a, "document"),
                    .story = option(a, "story"),
                    .kind = option(a, "kind"),
                    .field = option(a, "field"),
                    .value = option(a, "value"),
                    .reason = option(a, "reason"),
                    .note = option(a, "note"),
                    .verdict = plx_str_of(a->input[0]),
                    .adjudicates = plx_arg(a, "adjudicate") != NULL};
  if (a->inputs != 2)
    plx_fail(e, PLX_E_USAGE, NULL, 0, "name the finding: parallax review %s v1 --document ID --kind event --coder NAME",
             a->input[0]);
  else d.finding = plx_str_of(a->input[1]);
  if (!e->code && plx_review_add(s, &d, o->tmp, e)) print_decision(o, &d);
}

static void export_to_output(const plx_args *a, plx_store *s, plx_err *e) {
  plx_buf bytes = {0};
  const char *type;
  plx_str format = a->inputs > 1 ? plx_str_of(a->input[1]) : PLX_STR("rows");
  if (plx_review_export(s, format, option(a, "document"), &bytes, &type, e))
    fwrite(bytes.p ? bytes.p : "", 1, bytes.n, stdout);
  plx_buf_free(&bytes);
}

static void act(const plx_args *a, plx_store *s, out *o, plx_err *e) {
  plx_str verb = a->inputs ? plx_str_of(a->input[0]) : PLX_STR("list");
  plx_decision_query q = query_of(a);
  plx_str next;
  if (!plx_arg_count(a, "limit", &q.limit, e)) return;
  o->lists = plx_str_in(verb, "list queue conflicts agreement");
  if (plx_str_eqz(verb, "list")) plx_review_list(s, &q, print_decision, o, e);
  else if (plx_str_eqz(verb, "queue")) plx_review_queue(s, &q, print_item, o, o->tmp, &next, e);
  else if (plx_str_in(verb, "accept correct reject")) decide(a, s, o, e);
  else if (plx_str_eqz(verb, "conflicts")) plx_review_conflicts(s, print_decision, o, e);
  else if (plx_str_eqz(verb, "agreement")) plx_review_agreement(s, print_agreement, o, e);
  else if (plx_str_eqz(verb, "export")) export_to_output(a, s, e);
  else
    plx_fail(e, PLX_E_USAGE, NULL, 0,
             "review does list, queue, accept, correct, reject, conflicts, agreement or export; not '%s'", a->input[0]);
}

static int run(const plx_args *a) {
  plx_store *s = plx_open_store(a, PLX_STORE_CHANGE);
  if (!s) return PLX_EXIT_FAILED;
  out o = {.json = a->json, .tmp = plx_arena_new()};
  plx_err e = {0};
  act(a, s, &o, &e);
  plx_buf_free(&o.line);
  plx_arena_free(o.tmp);
  plx_store_close(s);
  if (!e.code && !o.n && o.lists && !a->quiet) fprintf(stderr, "none\n");
  return e.code ? plx_report(&e) : PLX_EXIT_DONE;
}

static const plx_option options[] = {
    {"coder", "NAME", "who decides, or whose decisions"},
    {"document", "ID", "the document of the finding"},
    {"story", "ID", "the story of the claim, or of the documents"},
    {"kind", "KIND", "event, figure, statement, entity or claim"},
    {"field", "NAME", "the field that is decided on; without it the finding as a whole"},
    {"value", "TEXT", "the right value; needed to correct"},
    {"reason", "WORD", "why, for counting"},
    {"note", "TEXT", "why, for people"},
    {"adjudicate", NULL, "settles what coders disagree on"},
    {"limit", "N", "at most N"},
    {0}};

const plx_command plx_command_review = {
    .name = "review",
    .usage = "[VERB] [FINDING]",
    .summary = "what coders decide about findings, beside what was found",
    .text =
        "VERB is one of\n"
        "  list                     decisions, newest first (what is done without a VERB)\n"
        "  queue                    findings that --coder has not decided on yet\n"
        "  accept | reject FINDING  decides on a finding, or with --field on one field of it\n"
        "  correct FINDING          gives the right --value of a --field\n"
        "  conflicts                decisions of coders who disagree, where nobody has adjudicated\n"
        "  agreement                Krippendorff's alpha (nominal) per kind and field\n"
        "  export [FORMAT]          rows (training rows, NDJSON), brat, inception or webannotation\n"
        "A finding is its id in its document (--document, --kind) or story: v1, f2, s3, e4, c5.  Nothing that the program\n"
        "found is overwritten; of one coder, finding and field the last decision counts.",
    .options = options,
    .common = "json db",
    .run = run,
};
