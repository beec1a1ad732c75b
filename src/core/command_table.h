/* SPDX-License-Identifier: MIT
 *
 * The tables that make the one table of commands: each one's last row leads to the
 * next (command_next walks them).
 */
#ifndef CORE_COMMAND_TABLE_H
#define CORE_COMMAND_TABLE_H

#include "core/command.h"

extern const struct command command_table[]; /* the first */
extern const struct command commands_edit[];
extern const struct command commands_takes[];
extern const struct command commands_judge[];
extern const struct command commands_look[];
extern const struct command commands_providers[];
extern const struct command commands_board[];
extern const struct command commands_view[];
extern const struct command commands_text[];

/* Of an option: no letter, no value. */
#define NO_VALUE 0, NULL, ARG_TEXT

#define BEFORE_AFTER \
	{"before", 0, "SCENE", ARG_SCENE, "Put it before this scene."}, \
	{"after", 0, "SCENE", ARG_SCENE, "Put it after this scene."}

/* Keys, a line each. */
#define KEYS(where, keys, line) where " " keys " " line "\n"

#endif
