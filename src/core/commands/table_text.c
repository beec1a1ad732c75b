/* SPDX-License-Identifier: MIT
 *
 * The table of commands: writing, in fields and on the line of commands.
 */
#include "core/commands/commands.h"

#include <stddef.h>

#define MOTION(name) name, "select-" name

const char *const text_operations[] = {
	MOTION("left"), MOTION("right"), MOTION("word-left"), MOTION("word-right"),
	MOTION("up"), MOTION("down"), MOTION("page-up"), MOTION("page-down"),
	MOTION("line-start"), MOTION("line-end"), MOTION("paragraph-up"), MOTION("paragraph-down"),
	MOTION("start"), MOTION("end"),
	"delete-back", "delete", "newline", "transpose",
	"kill-word-back", "kill-word", "kill-to-start", "kill-to-end", "kill-line",
	"cut", "copy", "yank", "yank-pop", "select-all", "select-word", "unselect", "undo", "redo",
	NULL,
};

static const char *const ways[] = {"previous", "next", NULL};

#define BOTH "text,line"

/* clang-format off */
const struct command commands_text[] = {
	{
		.name = "text",
		.group = "The board: writing",
		.args = {{"OPERATION", ARG_CHOICE, false, false, text_operations}},
		.needs = NEED_BOARD,
		.help = "Moves, selects or changes where one writes.",
		.keys = KEYS(BOTH, "Left", "text left")
			KEYS(BOTH, "C-b", "text left")
			KEYS(BOTH, "Right", "text right")
			KEYS(BOTH, "C-f", "text right")
			KEYS("text", "Up", "text up")
			KEYS("text", "C-p", "text up")
			KEYS("text", "Down", "text down")
			KEYS("text", "C-n", "text down")
			KEYS(BOTH, "M-b", "text word-left")
			KEYS(BOTH, "C-Left", "text word-left")
			KEYS(BOTH, "M-Left", "text word-left")
			KEYS(BOTH, "M-f", "text word-right")
			KEYS(BOTH, "C-Right", "text word-right")
			KEYS(BOTH, "M-Right", "text word-right")
			KEYS(BOTH, "C-a", "text line-start")
			KEYS(BOTH, "Home", "text line-start")
			KEYS(BOTH, "C-e", "text line-end")
			KEYS(BOTH, "End", "text line-end")
			KEYS("text", "M-<", "text start")
			KEYS("text", "C-Home", "text start")
			KEYS("text", "M->", "text end")
			KEYS("text", "C-End", "text end")
			KEYS("text", "C-Up", "text paragraph-up")
			KEYS("text", "C-Down", "text paragraph-down")
			KEYS("text", "PageUp", "text page-up")
			KEYS("text", "PageDown", "text page-down")
			KEYS(BOTH, "S-Left", "text select-left")
			KEYS(BOTH, "S-Right", "text select-right")
			KEYS("text", "S-Up", "text select-up")
			KEYS("text", "S-Down", "text select-down")
			KEYS(BOTH, "C-S-Left", "text select-word-left")
			KEYS(BOTH, "C-S-Right", "text select-word-right")
			KEYS(BOTH, "S-Home", "text select-line-start")
			KEYS(BOTH, "S-End", "text select-line-end")
			KEYS("text", "C-S-Home", "text select-start")
			KEYS("text", "C-S-End", "text select-end")
			KEYS(BOTH, "M-a", "text select-all")
			KEYS(BOTH, "Delete", "text delete")
			KEYS(BOTH, "C-d", "text delete")
			KEYS(BOTH, "Backspace", "text delete-back")
			KEYS(BOTH, "C-h", "text delete-back")
			KEYS(BOTH, "M-d", "text kill-word")
			KEYS(BOTH, "C-Delete", "text kill-word")
			KEYS(BOTH, "C-w", "text kill-word-back")
			KEYS(BOTH, "M-Backspace", "text kill-word-back")
			KEYS(BOTH, "C-Backspace", "text kill-word-back")
			KEYS(BOTH, "C-k", "text kill-to-end")
			KEYS(BOTH, "C-u", "text kill-to-start")
			KEYS(BOTH, "M-k", "text kill-line")
			KEYS(BOTH, "C-t", "text transpose")
			KEYS(BOTH, "M-w", "text copy")
			KEYS(BOTH, "C-x", "text cut")
			KEYS(BOTH, "C-y", "text yank")
			KEYS(BOTH, "M-y", "text yank-pop")
			KEYS(BOTH, "C-_", "text undo")
			KEYS(BOTH, "M-_", "text redo")
			KEYS("text", "Enter", "text newline"),
	},
	{
		.name = "done",
		.group = "The board: writing",
		.needs = NEED_BOARD,
		.help = "Keeps what was written and closes it; on the line it is run.",
		.keys = KEYS("text", "C-s", "done")
			KEYS("text", "M-Enter", "done")
			KEYS("line", "Enter", "done"),
	},
	{
		.name = "complete",
		.group = "The board: writing",
		.args = {{"WAY", ARG_CHOICE, true, false, ways}},
		.needs = NEED_BOARD,
		.help = "Fills in what the word may become, one after the other.",
		.keys = KEYS(BOTH, "Tab", "complete next")
			KEYS(BOTH, "S-Tab", "complete previous"),
	},
	{
		.name = "history",
		.group = "The board: writing",
		.args = {{"WAY", ARG_CHOICE, false, false, ways}},
		.needs = NEED_BOARD,
		.help = "Brings back lines that were typed before, those that begin like this "
			"one.",
		.keys = KEYS("line", "Up", "history previous")
			KEYS("line", "C-p", "history previous")
			KEYS("line", "Down", "history next")
			KEYS("line", "C-n", "history next"),
	},
	{
		.name = "line",
		.group = "The board: writing",
		.args = {{"TEXT", ARG_TEXT, true, true}},
		.needs = NEED_BOARD,
		.help = "Opens the line for commands, with a beginning to go on from.",
		.keys = KEYS("*", ":", "line # command")
			KEYS("board", "e", "line set . # set a field"),
	},
	{
		.name = "palette",
		.group = "The board: writing",
		.needs = NEED_BOARD,
		.help = "Finds a command, a scene or a cast member while you type.",
		.keys = KEYS("board,scene,takes,ledger,cast,list", "C-p", "palette # any command")
			KEYS("board,scene,takes,ledger,cast,list", "M-x", "palette # any command"),
	},
	{.name = NULL},
};
/* clang-format on */
