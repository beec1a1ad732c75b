/* SPDX-License-Identifier: MIT
 *
 * The table of commands begins: the film. Beside it the options all know.
 */
#include "core/commands/commands.h"

#include <stddef.h>

#include "core/language/call.h"

/* clang-format off */
const struct option global_options[] = {
	[GLOBAL_FILM] = {"film", 'C', "FILM", ARG_FOLDER,
		"The film's folder; else the working directory or the nearest folder above that "
		"holds a film.json."},
	[GLOBAL_TRACE] = {"trace", 0, "FILE", ARG_FILE,
		"Write what is said to servers and what they answer to this file, without keys; "
		"it goes behind a trace the file holds."},
	[GLOBAL_JSON] = {"json", NO_VALUE, "Answer in JSON, where there is something to read."},
	[GLOBAL_QUIET] = {"quiet", 'q', NULL, ARG_TEXT, "No notes and no progress."},
	[GLOBAL_HELP] = {"help", 'h', NULL, ARG_TEXT, "Help on the command."},
	[GLOBAL_VERSION] = {"version", 'V', NULL, ARG_TEXT, "The version."},
	[GLOBALS] = {.name = NULL},
};

const struct command command_table[] = {
	{
		.name = "new",
		.group = "The film",
		.args = {{"FOLDER", ARG_FOLDER}},
		.options = {
			{"title", 0, "TITLE", ARG_TEXT,
			 "The film's title; else the folder's name."},
			{"size", 0, "SIZE", ARG_SIZE, "Pixels, like 1920x1080 (1280x720)."},
			{"fps", 0, "FPS", ARG_NUMBER, "Frames a second (24)."},
		},
		.help = "Makes a film: a folder with a film.json and no scenes yet.",
		.examples = {
			{"scenetty new kitten --title \"The Kitten\"",
			 "A film in the folder kitten."},
		},
		.run = command_new,
	},
	{
		.name = "add",
		.group = "The film",
		.args = {{"TITLE", ARG_TEXT, true, false},
			 {"FIELD=VALUE", ARG_SETTING, true, true}},
		.options = {
			BEFORE_AFTER,
			{"id", 0, "ID", ARG_TEXT,
			 "The id; else made from the title, or the first words."},
		},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Adds a scene, or a cast member when the title reads cast:NAME.",
		.more = "The scene goes to the end unless an option says otherwise, which puts it "
			"into the group of the scene it names. Its fields are given as for set. "
			"Where stdout is no terminal it gets the new id.",
		.examples = {
			{"scenetty add \"The match\" prompt=\"A kitten finds a match\" --after 2",
			 "A third scene."},
			{"scenetty add cast:kitten kind=person looks=\"a small grey kitten\"",
			 "A cast member, named in prompts as @kitten."},
		},
		.keys = KEYS("board", "n", "add --after . # new scene")
			KEYS("board", "o", "add --after . # new scene")
			KEYS("board", "N", "add --before . # new scene before")
			KEYS("board", "O", "add --before . # new scene before")
			KEYS("cast", "n", "line add cast: # new member"),
		.run = command_add,
	},
	{
		.name = "script",
		.group = "The film",
		.args = {{"FILE", ARG_FILE, true, false}},
		.options = {BEFORE_AFTER, {"text", 0, "TEXT", ARG_TEXT, "This text, no file’s."}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Adds the scenes of a script, or a scene for each paragraph of a text.",
		.more = "A script is parted at its headings (“INT. BUS - NIGHT”), which become "
			"titles too; a text without any at its empty lines, or, if it has none, at "
			"each line, and where “1.” or “-” begins an item of a list. A line that "
			"begins with # names the group of what follows.\n\n"
			"“-” in place of a file is stdin. On the board it is what a text becomes "
			"that is pasted on the cards. Where stdout is no terminal it gets the new "
			"ids.",
		.examples = {{"scenetty script night-bus.txt", "At the end of the film."}},
		.run = command_script,
	},
	{
		.name = "set",
		.group = "The film",
		.args = {{"WHAT", ARG_TARGET}, {"FIELD=VALUE", ARG_SETTING, false, true}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Sets fields of scenes, of the film, or of a cast member.",
		.more = "WHAT is a scene or several, “film”, or “cast:NAME”. A VALUE of “none” "
			"takes the field away, “-” reads it from stdin. “scenetty help fields” "
			"lists all fields.",
		.examples = {
			{"scenetty set match shot=close seconds=4", "Two fields of one scene."},
			{"scenetty set 2-5 light=night", "One field of four scenes."},
			{"scenetty set film fps=25", "The film's."},
			{"scenetty set match prompt=- < prompt.txt", "A long text."},
		},
		.run = command_set,
	},
	{
		.name = "undo",
		.group = "The film",
		.args = {{"TIMES", ARG_WHOLE, true, false}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Takes back the last change of the film, whoever made it and when.",
		.more = "Takes are no part of the film's history: undo never loses a clip.",
		.keys = KEYS("board,scene,takes,cast,ledger", "u", "undo {count} # undo"),
		.run = command_undo,
	},
	{
		.name = "redo",
		.group = "The film",
		.args = {{"TIMES", ARG_WHOLE, true, false}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Does again what undo took back.",
		.keys = KEYS("board,scene,takes,cast,ledger", "C-r", "redo {count} # redo"),
		.run = command_redo,
	},
	{.next = commands_edit},
};
/* clang-format on */
