/* SPDX-License-Identifier: MIT
 *
 * The table of commands.
 */
#include "core/command.h"

#include <stddef.h>

#include "core/call.h"

static const char *const shells[] = {"bash", "zsh", "fish", NULL};

#define SEED_MAX 9007199254740991.0 /* 2^53 - 1 */
#define NO_VALUE 0, NULL, ARG_TEXT

/* clang-format off */
const struct option global_options[] = {
	[GLOBAL_FILM] = {"film", 'C', "FILM", ARG_FOLDER,
		"The film's folder; else the working directory or the nearest folder above that "
		"holds a film.json."},
	[GLOBAL_JSON] = {"json", NO_VALUE, "Answer in JSON, where there is something to read."},
	[GLOBAL_QUIET] = {"quiet", 'q', NULL, ARG_TEXT, "No notes and no progress."},
	[GLOBAL_HELP] = {"help", 'h', NULL, ARG_TEXT, "Help on the command."},
	[GLOBAL_VERSION] = {"version", 'V', NULL, ARG_TEXT, "The version."},
	[GLOBALS] = {.name = NULL},
};

#define BEFORE_AFTER \
	{"before", 0, "SCENE", ARG_SCENE, "Put it before this scene."}, \
	{"after", 0, "SCENE", ARG_SCENE, "Put it after this scene."}

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
			{"id", 0, "ID", ARG_TEXT, "The id; else made from the title."},
		},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Adds a scene, or a cast member when the title reads cast:NAME.",
		.more = "The scene goes to the end unless an option says otherwise. Its fields are "
			"given as for set. Where stdout is no terminal it gets the new id.",
		.examples = {
			{"scenetty add \"The match\" prompt=\"A kitten finds a match\" --after 2",
			 "A third scene."},
			{"scenetty add cast:kitten kind=person looks=\"a small grey kitten\"",
			 "A cast member, named in prompts as @kitten."},
		},
		.run = command_add,
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
		.name = "move",
		.group = "The film",
		.args = {{"SCENE", ARG_SCENE}, {"POSITION", ARG_WHOLE, true, false}},
		.options = {BEFORE_AFTER},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Moves a scene to another place in the order.",
		.examples = {
			{"scenetty move match 1", "To the beginning."},
			{"scenetty move match --after curtains", "Behind another scene."},
		},
		.run = command_move,
	},
	{
		.name = "rm",
		.group = "The film",
		.args = {{"SCENES", ARG_TARGET, false, true}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Takes scenes, or a cast member, out of the film.",
		.more = "Takes stay in their folders, and undo brings the scene back to them.",
		.examples = {
			{"scenetty rm 4", "The fourth scene."},
			{"scenetty rm cast:kitten", "A cast member."},
		},
		.run = command_rm,
	},
	{
		.name = "undo",
		.group = "The film",
		.args = {{"TIMES", ARG_WHOLE, true, false}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Takes back the last change of the film, whoever made it and when.",
		.more = "Takes are no part of the film's history: undo never loses a clip.",
		.keys = "board u undo {count}",
		.run = command_undo,
	},
	{
		.name = "redo",
		.group = "The film",
		.args = {{"TIMES", ARG_WHOLE, true, false}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Does again what undo took back.",
		.keys = "board C-r redo {count}",
		.run = command_redo,
	},
	{
		.name = "generate",
		.group = "Takes",
		.args = {{"SCENES", ARG_SCENES, true, true}},
		.options = {
			{"missing", NO_VALUE, "Scenes without a usable take."},
			{"stale", NO_VALUE, "Scenes whose circled take was made from something "
					    "else than they say now."},
			{"all", NO_VALUE, "All scenes, current ones too."},
			{"takes", 'n', "TAKES", ARG_WHOLE, "How many takes of each scene (1).",
			 1, 100},
			{"seed", 0, "SEED", ARG_WHOLE,
			 "The first take's seed; the next ones count on from it.", 0, SEED_MAX},
			{"dry-run", NO_VALUE, "Only print what would be made and what it costs."},
			{"yes", 'y', NULL, ARG_TEXT, "Spend without asking."},
		},
		.needs = NEED_FILM | NEED_WRITE,
		.json = "takes: of each scene, take, state (made, adopted, failed, cancelled), "
			"seed, circled, error. With --dry-run bill: of each scene, provider, "
			"takes, seconds, cost, and circle, a take that fits already; then cost "
			"in all.",
		.help = "Makes takes.",
		.more = "Scenes that are named get another take. Without names it is those that "
			"are missing or stale; a scene that has a fitting take already gets that "
			"one circled instead of a new one.\n\n"
			"A new take is circled by itself when its scene has nothing usable "
			"circled. The first take uses the scene's seed if it has one, every other "
			"a new seed. The animatic costs nothing, so nothing is asked.",
		.examples = {
			{"scenetty generate", "Whatever is missing or stale."},
			{"scenetty generate match -n 3", "Three more takes of one scene."},
			{"scenetty generate --all --dry-run", "The bill for all scenes."},
		},
		.run = command_generate,
	},
	{
		.name = "takes",
		.group = "Takes",
		.args = {{"SCENES", ARG_SCENES, true, true}},
		.needs = NEED_FILM,
		.json = "takes: of each scene, take, circled, state (current, stale, imported), "
			"clip, seconds, provider, model, seed, made, cost, currency.",
		.help = "Lists the takes there are.",
		.run = command_takes,
	},
	{
		.name = "circle",
		.group = "Takes",
		.args = {{"SCENE", ARG_SCENE}, {"TAKE", ARG_TAKE}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Chooses the take of a scene that goes into the cut, or “none”.",
		.examples = {
			{"scenetty circle match t002", "The second take."},
			{"scenetty circle 3 1", "The first take of the third scene."},
		},
		.run = command_circle,
	},
	{
		.name = "cut",
		.group = "The cut",
		.options = {
			{"output", 'o', "FILE", ARG_FILE,
			 "Where the film goes (film.mp4 in the film's folder)."},
		},
		.needs = NEED_FILM,
		.json = "path, seconds, frames, scenes, animatics (scenes they stand in for), "
			"made and reused (segments), bytes.",
		.help = "Joins the circled takes to one film.",
		.more = "A scene without a usable take is filled by its animatic. What has not "
			"changed since the last cut is not encoded again. The film is checked "
			"before it takes its place.",
		.examples = {
			{"scenetty cut", "To film.mp4 in the film's folder."},
			{"scenetty cut -o ~/kitten.mp4", "Elsewhere."},
		},
		.run = command_cut,
	},
	{
		.name = "status",
		.group = "Looking",
		.needs = NEED_FILM,
		.json = "film: id, title, folder, width, height, fps, read_only. scenes: of "
			"each position, id, title, seconds, state (missing, stale, current), "
			"circled, takes and jobs (how many), provider. totals: scenes, missing, "
			"stale, current, jobs, seconds (when cut), seconds_asked.",
		.help = "Shows every scene on a line, and what there is to do.",
		.run = command_status,
	},
	{
		.name = "show",
		.group = "Looking",
		.args = {{"SCENE", ARG_SCENE, true, false}},
		.options = {
			{"take", 't', "TAKE", ARG_TAKE, "This take instead of the circled one."},
			{"size", 's', "SIZE", ARG_CELLS,
			 "Columns and rows for the picture, like 80x24. It is drawn even where "
			 "stdout is no terminal."},
		},
		.needs = NEED_FILM,
		.json = "scene: its members as in film.json. position, seconds, state, takes "
			"(their names), take and clip (the one shown). stage: of each thing the "
			"animatic stages word, pictogram and more; place, light, language and "
			"the rest of what it read. Without SCENE scenes: of each its members.",
		.help = "Shows a scene with its picture, or all of them on a sheet.",
		.examples = {
			{"scenetty show", "A contact sheet."},
			{"scenetty show match -t 2", "The second take of a scene."},
			{"scenetty show match --json",
			 "Also what the animatic stages, and from which words."},
		},
		.run = command_show,
	},
	{
		.name = "check",
		.group = "Looking",
		.options = {
			{"deep", NO_VALUE,
			 "Also compare every clip with the digest it was made with."},
		},
		.needs = NEED_FILM,
		.json = "errors and remarks (how many). found: of each kind (error, remark), "
			"file, line, text.",
		.help = "Looks for mistakes in film.json and damage among the takes.",
		.run = command_check,
	},
	{
		.name = "help",
		.group = "This program",
		.args = {{"COMMAND", ARG_COMMAND, true, true}},
		.options = {
			{"man", NO_VALUE, "Print the manual page's source (mdoc)."},
			{"completions", 0, "SHELL", ARG_CHOICE,
			 "Print what makes this shell complete our commands.", .choices = shells},
			{"complete", NO_VALUE,
			 "Print what the last of the words may become; the shells ask this."},
		},
		.help = "Says what there is, or what a command does; “help fields” lists "
			"the fields.",
		.run = command_help,
	},
	{
		.name = "version",
		.group = "This program",
		.help = "Prints the version.",
		.run = command_version,
	},
	{.name = NULL},
};
/* clang-format on */
