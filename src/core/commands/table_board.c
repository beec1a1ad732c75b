/* SPDX-License-Identifier: MIT
 *
 * The table of commands: moving about on the board, marks, what is shown. Screens do
 * them (NEED_BOARD).
 */
#include "core/commands/commands.h"

#include <stddef.h>

static const char *const places[] = {
	"left", "right", "up", "down", "first", "last", "page-up", "page-down", "half-up",
	"half-down", "previous-group", "next-group", "previous-problem", "next-problem",
	"previous-match", "next-match", "previous-scene", "next-scene", NULL,
};
static const char *const filters[] = {"stale", "missing", "failed", "marked", "none", NULL};
static const char *const on_off[] = {"on", "off", NULL};
static const char *const colours[] = {"auto", "true", "256", "16", "none", NULL};
static const char *const sides[] = {"mine", "theirs", "both", NULL};

#define LISTS "takes,ledger,cast,list,scene"

/* clang-format off */
const struct command commands_board[] = {
	{
		.name = "go",
		.group = "The board: going",
		.args = {{"WHERE", ARG_SCENE, false, false, places},
			 {"TIMES", ARG_WHOLE, true, false}},
		.needs = NEED_BOARD,
		.help = "Goes to a scene, or so far in a direction.",
		.more = "A number alone is the scene at that position: “:12” is “:go 12”.",
		.keys = KEYS("board,takes", "h", "go left {count}")
			KEYS("board,takes", "Left", "go left {count}")
			KEYS("board,takes", "l", "go right {count}")
			KEYS("board,takes", "Right", "go right {count}")
			KEYS("board," LISTS, "k", "go up {count}")
			KEYS("board," LISTS, "Up", "go up {count}")
			KEYS("board," LISTS, "j", "go down {count}")
			KEYS("board," LISTS, "Down", "go down {count}")
			KEYS("board," LISTS, "gg", "go {count:first} # to the first")
			KEYS("board," LISTS, "Home", "go first")
			KEYS("board," LISTS, "G", "go {count:last} # to the last")
			KEYS("board," LISTS, "End", "go last")
			KEYS("board," LISTS, "C-f", "go page-down {count}")
			KEYS("board," LISTS, "PageDown", "go page-down {count}")
			KEYS("board," LISTS, "C-b", "go page-up {count}")
			KEYS("board," LISTS, "PageUp", "go page-up {count}")
			KEYS("board," LISTS, "C-d", "go half-down {count}")
			KEYS("board," LISTS, "C-u", "go half-up {count}")
			KEYS("board", "{", "go previous-group {count} # to the group before")
			KEYS("board", "}", "go next-group {count} # to the next group")
			KEYS("board", ";", "go next-match {count} # to the next that was found")
			KEYS("board", ",", "go previous-match {count} # to the one found before")
			KEYS("board", "gn", "go next-problem {count} # next to be made")
			KEYS("board", "gN", "go previous-problem {count} # previous to be made")
			KEYS("scene,takes", ")", "go next-scene {count} # next scene")
			KEYS("scene,takes", "(", "go previous-scene {count} # scene before")
			KEYS("scene", "Tab", "go down")
			KEYS("scene", "S-Tab", "go up"),
	},
	{
		.name = "open",
		.group = "The board: going",
		.args = {{"WHAT", ARG_TARGET, true, false}},
		.options = {{"write", NO_VALUE, "Begin to write in its first field."}},
		.needs = NEED_BOARD,
		.help = "Opens the form of a scene, of “film” or of “cast:NAME”.",
		.keys = KEYS("board", "Enter", "open . # open")
			KEYS("board", "i", "open . --write # write the prompt")
			KEYS("board", "gf", "open film # the film's fields"),
	},
	{
		.name = "choose",
		.group = "The board: going",
		.needs = NEED_BOARD,
		.help = "Takes what is under the cursor: opens it, or begins to write in it.",
		.keys = KEYS("scene", "Enter", "choose # write")
			KEYS("takes", "Enter", "choose # circle it and leave")
			KEYS("cast", "Enter", "choose # open")
			KEYS("list", "Enter", "choose")
			KEYS("ledger", "Enter", "choose # to its scene")
			KEYS("scene", "i", "choose"),
	},
	{
		.name = "back",
		.group = "The board: going",
		.needs = NEED_BOARD,
		.help = "Leaves this screen; on the board it takes filter and marks away.",
		.keys = KEYS("*", "Esc", "back # back")
			KEYS("text,line", "Esc", "back # back")
			KEYS("text,line", "C-g", "back")
			KEYS("text,line", "C-c", "back")
			KEYS("scene,takes,play,ledger,cast,list", "q", "back"),
	},
	{
		.name = "mark",
		.group = "The board: marks",
		.args = {{"SCENES", ARG_SCENES, true, true}},
		.options = {
			{"all", NO_VALUE, "All that are shown."},
			{"range", NO_VALUE,
			 "From the one marked last to the one under the cursor."},
			{"number", 'n', "N", ARG_WHOLE, "So many from the one under the cursor on.",
			 1, 99999},
		},
		.needs = NEED_BOARD,
		.help = "Marks scenes; the next command then goes to all of them.",
		.more = "Without a name the mark of the scene under the cursor is set or taken "
			"away.",
		.keys = KEYS("board", "m", "mark -n {count} # mark")
			KEYS("board", "V", "mark --range # mark from the last mark to here")
			KEYS("board", "M", "mark --all # mark all that are seen"),
	},
	{
		.name = "unmark",
		.group = "The board: marks",
		.args = {{"SCENES", ARG_SCENES, true, true}},
		.needs = NEED_BOARD,
		.help = "Takes marks away, all of them when no scene is named.",
		.keys = KEYS("board", "U", "unmark # unmark all"),
	},
	{
		.name = "repeat",
		.group = "The board: marks",
		.needs = NEED_BOARD,
		.help = "Does the last change of the film again, to the scene under the cursor.",
		.keys = KEYS("board", ".", "repeat # the last change again"),
	},
	{
		.name = "edit",
		.group = "The board: marks",
		.args = {{"FIELD", ARG_FIELD, true, false}},
		.needs = NEED_BOARD | NEED_FILM | NEED_SCENE | NEED_WRITE,
		.help = "Hands the prompt, or another field, to $VISUAL or $EDITOR.",
		.more = "In a form it is the field under the cursor.",
		.keys = KEYS("board,scene", "E", "edit # $EDITOR")
			KEYS("text", "M-e", "edit # $EDITOR"),
	},
	{
		.name = "filter",
		.group = "The board: looking",
		.args = {{"WHAT", ARG_TEXT, true, true, filters}},
		.needs = NEED_BOARD,
		.help = "Shows only scenes that are stale, missing, failed or marked, or in "
			"which a text stands, or those at 2-5,8.",
		.more = "“none”, or no word at all, shows all again; so does Esc.",
		.keys = KEYS("board", "f", "line filter # show only some"),
	},
	{
		.name = "messages",
		.group = "The board: looking",
		.needs = NEED_BOARD,
		.help = "Shows the messages there have been.",
		.keys = KEYS("board", "gm", "messages # messages that were shown"),
	},
	{
		.name = "theme",
		.group = "The board: looking",
		.args = {{"NAME", ARG_THEME, true, false}},
		.needs = NEED_BOARD,
		.help = "Dresses the board in a theme, or lists the themes.",
	},
	{
		.name = "colours",
		.group = "The board: looking",
		.args = {{"HOW", ARG_CHOICE, true, false, colours}},
		.needs = NEED_BOARD,
		.help = "Draws in true colour, in 256 or 16 colours or none, or says in how many.",
		.more = "“auto” is what the terminal says of itself. Over SSH it often says too "
			"little: try “true”. True colour is three times as much on the line.",
	},
	{
		.name = "pictures",
		.group = "The board: looking",
		.args = {{"STATE", ARG_CHOICE, true, false, on_off}},
		.needs = NEED_BOARD,
		.help = "Shows pictures or text alone, as a screen reader or a slow line wants it.",
		.keys = KEYS("board", "gi", "pictures # pictures, or none"),
	},
	{
		.name = "mouse",
		.group = "The board: looking",
		.args = {{"STATE", ARG_CHOICE, true, false, on_off}},
		.needs = NEED_BOARD,
		.help = "Takes clicks and the wheel, or leaves them to the terminal, which then "
			"selects text (with Shift most do in any case).",
	},
	{
		.name = "redraw",
		.group = "The board: looking",
		.needs = NEED_BOARD,
		.help = "Draws the whole screen again.",
		.keys = KEYS("*", "C-l", "redraw # draw the screen anew")
			KEYS("text,line", "C-l", "redraw # draw the screen anew"),
	},
	{
		.name = "resolve",
		.group = "The board: the file",
		.args = {{"SIDE", ARG_CHOICE, true, false, sides}},
		.needs = NEED_BOARD,
		.help = "Shows what here and on the disk was changed in two ways, or takes one "
			"of them, or of texts both.",
		.keys = KEYS("list", "<", "resolve mine # mine")
			KEYS("list", ">", "resolve theirs # theirs")
			KEYS("list", "+", "resolve both # both"),
	},
	{
		.name = "take-over",
		.group = "The board: the file",
		.needs = NEED_BOARD,
		.help = "Takes the film from the program that holds it, so that it can be "
			"changed here.",
	},
	{
		.name = "write",
		.aliases = "w",
		.group = "The board: the file",
		.needs = NEED_BOARD,
		.options = {{"over", NO_VALUE,
			     "Over a film.json that another hand left so that it can’t be read."}},
		.help = "Saves film.json now; it is saved by itself whenever nothing else is "
			"to do.",
	},
	{
		.name = "quit",
		.aliases = "q wq x",
		.group = "The board: the file",
		.needs = NEED_BOARD,
		.help = "Saves, and leaves the board; jobs that were paid for are taken up next "
			"time.",
		.keys = KEYS("board", "q", "quit # leave")
			KEYS("board", "ZZ", "quit # leave"),
	},
	{
		.name = "suspend",
		.group = "The board: the file",
		.needs = NEED_BOARD,
		.help = "Gives the terminal back to the shell until fg.",
		.keys = KEYS("*", "C-z", "suspend # suspend")
			KEYS("text,line", "C-z", "suspend # suspend"),
	},
	{.next = commands_view},
};
/* clang-format on */
