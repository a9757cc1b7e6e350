/* command.h - what a command is: a name, its words, and a function.
 *
 * in     a command line
 * out    an exit status: 0 done, 1 done but some inputs could not be read, 2 wrong usage, 3 store, model or network failed
 * how    main.c holds the list; --help and the man pages are printed from the same words; one file per command
 * cost   -
 * from   CONTRACT.md, "Commands"
 *
 * Every command understands --help, --quiet, --json, --threads N, --db NAME, --model FILE where it means something.
 */
#ifndef PLX_COMMAND_COMMAND_H
#define PLX_COMMAND_COMMAND_H

#include "base/err.h"
#include "compare/terminal.h"
#include "language/language.h"
#include "meaning/annotate.h"
#include "reading/fields.h"
#include "store/store.h"

enum { PLX_EXIT_DONE = 0, PLX_EXIT_PARTLY = 1, PLX_EXIT_USAGE = 2, PLX_EXIT_FAILED = 3 };

typedef struct plx_option {
  const char *name; // "threads", without the dashes
  const char *arg;  // "N", or NULL for a switch
  const char *help;
} plx_option;

typedef struct plx_args {
  const struct plx_command *command;
  const char *const *input; // positional words
  int inputs;
  bool json, quiet;
  int threads;              // >= 1
  plx_fields fields;        // --map
  uint64_t from;            // --from, 0 if not given
  const char *db;           // NULL: the default store
  const char *model;        // NULL: the default model
  const char *const *given; // given[i]: value of command->options[i] ("" for a switch), NULL if not given
} plx_args;

typedef struct plx_command {
  const char *name;
  const char *usage;         // "[INPUT…]"
  const char *summary;       // one line, no full stop
  const char *text;          // paragraphs for --help and the man page
  const plx_option *options; // its own, ended by {0}; the common ones are known to main.c
  const char *common;        // which common options it takes: "threads json db model records" (--map, --from)
  bool late;                 // writes nothing to standard output while it reads, so that progress can be shown
  int (*run)(const plx_args *a);
} plx_command;

// The value of one of the command's own options, or NULL.
const char *plx_arg(const plx_args *a, const char *name);

// The value of an option that counts, in *n, which stays as it is where the option is not given; false, and *e, unless it
// is a whole number from 1.
bool plx_arg_count(const plx_args *a, const char *name, int64_t *n, plx_err *e);

// --- what several commands share (shared.c) ---

// Prints "parallax: …" and the remedy on standard error; returns the exit status that goes with the error.
int plx_report(const plx_err *e);
// The options of every command that annotates: the user's dictionaries.
#define PLX_DICTIONARY_OPTIONS                                                                                         \
  {"actors", "FILES", "actor and agent dictionaries (.actors, .agents), parted by commas; before our own"}, {          \
    "verbs", "FILES", "verb dictionaries (.verbpatterns), parted by commas; before our own"                            \
  }
// The models, with the dictionaries that --actors and --verbs name, or NULL and a report.
plx_meaning *plx_open_meaning(const plx_args *a, plx_model **model);

// How to draw on standard output: as wide as the terminal (or $COLUMNS), colour only there and not under NO_COLOR.
plx_terminal plx_terminal_here(bool all);

// What makes the records of this program with this model: "parallax 0.1.0, en-ewt-gum 1".
plx_str plx_pipeline_of(const plx_model *model, plx_arena *a);

// The store named by --db, or NULL and a report.
plx_store *plx_open_store(const plx_args *a, plx_store_mode mode);

// Records that outlive the call they were handed to.  Start from {0}.
typedef struct plx_kept {
  plx_arena **v;
  size_t n, cap;
} plx_kept;
void plx_kept_free(plx_kept *k); // all records kept are gone

// Runs every input of the command line through reading (and, with a meaning, annotation), on a->threads workers, and
// hands each record to `each` in the order of the inputs, on the calling thread.  With meaning NULL a record has only
// its doc.  A record is gone when `each` returns, unless it returns true: then it lives until plx_kept_free(kept).
// Bad inputs are reported on standard error and the others go on.  Returns PLX_EXIT_DONE or PLX_EXIT_PARTLY.
typedef bool plx_each_record(void *ctx, plx_record *r);
int plx_each_input(const plx_args *a, const plx_meaning *meaning, plx_each_record *each, void *ctx, plx_kept *kept);

// The same, for documents that `want` asks for (called on any worker): the others are not annotated, and have an empty
// r->text when they reach `each`.
typedef bool plx_want_document(void *ctx, const plx_doc *d);
int plx_each_wanted(const plx_args *a, const plx_meaning *meaning, plx_want_document *want, plx_each_record *each,
                    void *ctx);

// From now on Ctrl-C and SIGTERM let plx_each_input finish what is under way and return early; a second one ends the
// program.  plx_stopped tells whether one came.
void plx_stop_on_signals(void);
bool plx_stopped(void);

#endif
