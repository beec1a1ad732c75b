/* SPDX-License-Identifier: MIT
 *
 * The commands there are. Their rows lie in several tables, each one's last row leading to
 * the next (command_next walks them, from command_table on).
 */
#ifndef CORE_COMMANDS_COMMANDS_H
#define CORE_COMMANDS_COMMANDS_H

#include "core/language/command.h"

extern const struct command commands_edit[];
extern const struct command commands_takes[];
extern const struct command commands_judge[];
extern const struct command commands_look[];
extern const struct command commands_providers[];
extern const struct command commands_board[];
extern const struct command commands_view[];
extern const struct command commands_text[];

/* What `text` can do; NULL-ended. */
extern const char *const text_operations[];

/* The rows' functions, by subject. */
int command_new(struct call *call, struct err *err);
int command_add(struct call *call, struct err *err);
int command_script(struct call *call, struct err *err);
int command_set(struct call *call, struct err *err);
int command_move(struct call *call, struct err *err);
int command_duplicate(struct call *call, struct err *err);
int command_split(struct call *call, struct err *err);
int command_join(struct call *call, struct err *err);
int command_group(struct call *call, struct err *err);
int command_cast(struct call *call, struct err *err);
int command_rename(struct call *call, struct err *err);
int command_find_text(struct call *call, struct err *err);
int command_replace(struct call *call, struct err *err);
int command_import(struct call *call, struct err *err);
int command_jobs(struct call *call, struct err *err);
int command_cancel(struct call *call, struct err *err);
int command_retry(struct call *call, struct err *err);
int command_fetch(struct call *call, struct err *err);
int command_lost(struct call *call, struct err *err);
int command_rate(struct call *call, struct err *err);
int command_why(struct call *call, struct err *err);
int command_trim(struct call *call, struct err *err);
int command_note(struct call *call, struct err *err);
int command_rm(struct call *call, struct err *err);
int command_copy(struct call *call, struct err *err);
int command_put(struct call *call, struct err *err);
int command_undo(struct call *call, struct err *err);
int command_redo(struct call *call, struct err *err);
int command_generate(struct call *call, struct err *err);
int command_spend(struct call *call, struct err *err);
int command_takes(struct call *call, struct err *err);
int command_circle(struct call *call, struct err *err);
int command_prompt(struct call *call, struct err *err);
int command_show(struct call *call, struct err *err);
int command_cut(struct call *call, struct err *err);
int command_status(struct call *call, struct err *err);
int command_check(struct call *call, struct err *err);
int command_fit(struct call *call, struct err *err);
int command_providers(struct call *call, struct err *err);
int command_help(struct call *call, struct err *err);
int command_version(struct call *call, struct err *err);

/* Of an option: no letter, no value. */
#define NO_VALUE 0, NULL, ARG_TEXT

#define BEFORE_AFTER \
	{"before", 0, "SCENE", ARG_SCENE, "Put it before this scene."}, \
	{"after", 0, "SCENE", ARG_SCENE, "Put it after this scene."}

/* Keys, a line each. */
#define KEYS(where, keys, line) where " " keys " " line "\n"

#endif
