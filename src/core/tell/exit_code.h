/* SPDX-License-Identifier: MIT
 *
 * How the program ends: one table for the program, its help and its manual.
 */
#ifndef CORE_TELL_EXIT_CODE_H
#define CORE_TELL_EXIT_CODE_H

#include "util/err.h"

struct exit_code {
	int code;
	const char *meaning;
};

/* The last one has no meaning. */
extern const struct exit_code exit_codes[];

int exit_code_of(enum err_kind kind);

#endif
