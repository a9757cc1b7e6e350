/* list.h - the commands there are.  One line here, one file beside it. */
#ifndef PLX_COMMAND_LIST_H
#define PLX_COMMAND_LIST_H

#include "command/command.h"

extern const plx_command plx_command_read;
extern const plx_command plx_command_annotate;
extern const plx_command plx_command_group;
extern const plx_command plx_command_compare;
extern const plx_command plx_command_align;
extern const plx_command plx_command_add;
extern const plx_command plx_command_stories;
extern const plx_command plx_command_story;
extern const plx_command plx_command_search;
extern const plx_command plx_command_export;
extern const plx_command plx_command_review;
extern const plx_command plx_command_watch;
extern const plx_command plx_command_doctor;
extern const plx_command plx_command_serve;
extern const plx_command plx_command_parse;
extern const plx_command plx_command_train;
extern const plx_command plx_command_eval;

static const plx_command *const plx_commands[] = {
    &plx_command_read,    &plx_command_annotate, &plx_command_group,
    &plx_command_compare, &plx_command_align,    &plx_command_add,
    &plx_command_stories, &plx_command_story,    &plx_command_search,
    &plx_command_export,  &plx_command_watch,    &plx_command_review,
    &plx_command_doctor,  &plx_command_serve,    &plx_command_parse,
    &plx_command_train,   &plx_command_eval,     NULL,
};

#endif
