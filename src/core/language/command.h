/* SPDX-License-Identifier: MIT
 *
 * What a command is, and how one is found: scenetty can do what the rows say. The command
 * line, its help, the manual page, completion, keys, the `:` line and the palette are read
 * from them.
 */
#ifndef CORE_LANGUAGE_COMMAND_H
#define CORE_LANGUAGE_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "util/err.h"

struct call;

/* What a word of the command line stands for: checked before a command runs,
 * and what completion offers. */
enum arg_kind {
	ARG_TEXT,
	ARG_SCENES,  /* match, 3, 2-5, or several with commas between */
	ARG_SCENE,   /* one of them */
	ARG_TAKE,    /* t001, 1, or "none" */
	ARG_TARGET,  /* scenes, "film" or "cast:NAME" */
	ARG_SETTING, /* FIELD=VALUE */
	ARG_WHOLE,   /* a whole number */
	ARG_SIZE,    /* 1280x720 */
	ARG_CELLS,   /* 80x24 */
	ARG_NUMBER,
	ARG_FOLDER,
	ARG_FILE,
	ARG_COMMAND,
	ARG_CHOICE,
	ARG_FIELD, /* of a scene, by name */
	ARG_JOB,   /* 12 or job:12 */
	ARG_THEME,
	ARG_PROVIDER,
	ARG_TOPIC, /* what help knows beside commands */
};

struct arg {
	const char *name; /* in capitals */
	enum arg_kind kind;
	bool optional, many;
	const char *const *choices; /* NULL-ended: all there are for ARG_CHOICE, words beside
				     * what else it may be for others */
};

struct option {
	const char *name;  /* without "--" */
	char letter;       /* 0: none */
	const char *value; /* what its value is called; NULL: it takes none */
	enum arg_kind kind;
	const char *help;
	double min, max;            /* ARG_WHOLE */
	const char *const *choices; /* ARG_CHOICE, NULL-ended */
};

enum need {
	NEED_FILM = 1,
	NEED_WRITE = 2, /* a film that can be changed */
	NEED_SCENE = 4, /* on the board: a scene under the cursor */
	NEED_BOARD = 8, /* it is an action of the board's, without `run` */
};

struct example {
	const char *line, *what;
};

#define COMMAND_ARGS_MAX 4
#define COMMAND_OPTIONS_MAX 10
#define COMMAND_EXAMPLES_MAX 4

struct command {
	const char *name;
	const char *aliases; /* other names, with spaces between; may be NULL */
	const char *group;   /* the heading it stands under */
	struct arg args[COMMAND_ARGS_MAX];
	struct option options[COMMAND_OPTIONS_MAX];
	unsigned needs;
	const char *json; /* what --json answers; NULL: there is nothing to read */
	const char *help; /* one sentence */
	const char *more; /* paragraphs, an empty line between; may be NULL */
	struct example examples[COMMAND_EXAMPLES_MAX];
	const char *keys;           /* the default ones, as keymap.h reads them; may be NULL */
	const struct command *next; /* of a table's last row, without name: the next table */
	/* Does it, or begins what takes long: then call->pending is set, and
	 * call_end says in a later turn of the loop how it went. */
	int (*run)(struct call *call, struct err *err);
};

/* The first rows; who has commands defines them, and global_options. */
extern const struct command command_table[];
/* All commands, in the order of the help: the one behind `row`, NULL behind the last;
 * the first one for NULL. */
const struct command *command_next(const struct command *row);
/* Options every command knows; the last one has no name. */
extern const struct option global_options[];

/* By its name or another one of its; NULL when there is none. */
const struct command *command_find(const char *name);
/* The same, with an error that says what the name may be meant for. */
int command_named(const char *name, const struct command **out, struct err *err);
/* The one the name may be meant for; NULL when none is near. `board`: also of those that
 * only the board does. */
const struct command *command_near(const char *name, bool board);
/* Its option of this name or letter, then the global ones; NULL if neither. */
const struct option *command_option(const struct command *command, const char *name, size_t length);
const struct option *command_letter(const struct command *command, char letter);
size_t command_arg_count(const struct command *command);
size_t command_option_count(const struct command *command);
/* Returns new: "generate [SCENES…] [--missing] …" */
char *command_usage(const struct command *command);

#endif
