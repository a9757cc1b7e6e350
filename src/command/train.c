/* SPDX-License-Identifier: Apache-2.0 */
/* Treebanks in, a model out. */
#include "language/train.h"

#include <stdlib.h>
#include <string.h>

#include "command/command.h"

// "FILE.conllu" or "FILE.conllu,NAMES.iob2": cut in two on the arena.
static void bank_of(const char *word, plx_arena *a, const char **bank, const char **name) {
  plx_str rest = plx_str_of(word), first;
  plx_str_cut(&rest, ',', &first);
  *bank = plx_str_copy(a, first).p;
  *name = rest.n ? plx_str_copy(a, rest).p : NULL;
}

static int run(const plx_args *a) {
  plx_err e = {0};
  const char *out = plx_arg(a, "out"), *rounds = plx_arg(a, "rounds"), *seed = plx_arg(a, "seed"),
             *rate = plx_arg(a, "rate");
  const char *version = plx_arg(a, "version");
  if (!out || a->inputs == 0) {
    plx_fail(&e, PLX_E_USAGE, "train", 0,
             "needs treebanks and --out FILE: parallax train A.conllu,A.iob2 --out model.plxm");
    return plx_report(&e);
  }
  plx_arena *arena = plx_arena_new();
  const char **bank = PLX_NEWS(arena, const char *, (size_t)a->inputs),
             **name = PLX_NEWS(arena, const char *, (size_t)a->inputs);
  for (int i = 0; i < a->inputs; i++) bank_of(a->input[i], arena, &bank[i], &name[i]);
  plx_training t = {.bank = bank, .name = name, .banks = a->inputs, .rounds = rounds ? atoi(rounds) : 40};
  const char *dev = plx_arg(a, "dev");
  t.dev_from = a->inputs - (dev ? atoi(dev) : 0);
  if (t.dev_from < 1) t.dev_from = 1;
  t.silver = plx_arg(a, "silver");
  t.senses = plx_arg(a, "senses");
  t.lists = plx_arg(a, "lists") != NULL;
  t.classes = plx_arg(a, "classes");
  t.rate = rate ? strtod(rate, NULL) : PLX_TRAIN_RATE;
  t.from = plx_arg(a, "from");
  t.state = plx_arg(a, "state");
  t.seed = seed ? strtoull(seed, NULL, 10) : 1;
  t.version = version ? version : "unnamed";
  t.progress = a->quiet ? NULL : stderr;
  bool ok = plx_train(&t, out, &e);
  plx_arena_free(arena);
  return ok ? PLX_EXIT_DONE : plx_report(&e);
}

static const plx_option options[] = {
    {"out", "FILE", "where to write the model"},
    {"rounds", "N",
     "how often to go through the treebanks (40); 0: learn anew only what is counted, the network being --from a "
     "model"},
    {"rate", "R", "of learning, at its highest (0.0022); less when going on --from a model"},
    {"dev", "N", "the last N treebanks are not learned from but measured on after each round"},
    {"silver", "FILE",
     "CoNLL-U that better models wrote: the network learns from it too; words, cuts and lemmas are not counted there"},
    {"senses", "FOLDER", "WordNet's files (/usr/share/wordnet): what kind of thing a word means"},
    {"lists", NULL, "know the names of the program's own tables (English), and WordNet's where --senses is given"},
    {"classes", "FILE", "lines of word, tab, number: words of one number stand in alike places"},
    {"from", "MODELS",
     "begin with the weights of this model (of several, A,B: their mean), where the shapes are the same"},
    {"state", "FILE", "keep the state of learning here, and go on from it"},
    {"seed", "N", "the order of sentences follows from it (1)"},
    {"version", "WORDS", "the name records will know this model by"},
    {0},
};

const plx_command plx_command_train = {
    .name = "train",
    .usage = "BANK.conllu[,NAMES.iob2]…",
    .summary = "trains a language model from treebanks",
    .text =
        "Learns token and sentence boundaries, tags, lemmas, features, trees and names from CoNLL-U treebanks of any\n"
        "language.  Names stand in a second file of the same words (number, form, B-PER…), or as NER= in the last "
        "column.\n"
        "The same files and the same seed give the same model, byte for byte.",
    .options = options,
    .common = "quiet",
    .run = run,
};
