/* SPDX-License-Identifier: MIT
 *
 * Pages of help beside those of commands.
 */
#ifndef CORE_HELP_HELP_H
#define CORE_HELP_HELP_H

#include "core/language/call.h"
#include "film/field.h"

/* How keys and command lines belong together. */
extern const char keys_text[];
/* A section on the keys that run the command; nothing if there are none. */
void help_command_keys(struct output *out, const struct command *command);
/* Returns new: what the field is, and the words it takes if it has some. */
char *help_field(const struct field *field);
/* help keys [CONTEXT] */
int help_keys(struct call *call, struct err *err);

#endif
