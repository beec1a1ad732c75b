/* SPDX-License-Identifier: MIT
 *
 * Pages of help beside those of commands.
 */
#ifndef CORE_HELP_H
#define CORE_HELP_H

#include "core/call.h"

/* How keys and command lines belong together. */
extern const char keys_text[];
/* A section on the keys that run the command; nothing if there are none. */
void help_command_keys(struct output *out, const struct command *command);
/* help keys [CONTEXT] */
int help_keys(struct call *call, struct err *err);

#endif
