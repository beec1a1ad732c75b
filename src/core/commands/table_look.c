/* SPDX-License-Identifier: MIT
 *
 * The table of commands: the cut, and looking.
 */
#include "core/commands/commands.h"

static const char *const filters[] = {"missing", "stale", "current", "failed", "running",
				      "circled", "not", NULL};

/* clang-format off */
const struct command commands_look[] = {
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
		.keys = KEYS("board", "A", "cut # cut film"),
		.run = command_cut,
	},
	{
		.name = "status",
		.group = "Looking",
		.args = {{"WHAT", ARG_TEXT, true, true, filters}},
		.needs = NEED_FILM,
		.json = "film: id, title, folder, width, height, fps, read_only. scenes: of "
			"each position, id, title, seconds, state (missing, stale, current), "
			"circled, takes and jobs (how many), failed (its last job), provider. "
			"totals: scenes, missing, stale, current, jobs, seconds (when cut), "
			"seconds_asked.",
		.help = "Shows every scene on a line, or those asked for, and what there is to "
			"do.",
		.more = "WHAT is words that all must be true: missing, stale, current, failed, "
			"running, circled, group:NAME (group:none), cast:NAME, provider:NAME, "
			"positions (3, 2-5,8), or a text that stands in id, title, prompt, notes "
			"or dialogue. “not” before a word turns it round. The totals are the "
			"whole film's.",
		.examples = {
			{"scenetty status stale not group:credits", "What to make again."},
			{"scenetty status cast:kitten", "The scenes of one."},
		},
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
		.name = "prompt",
		.group = "Looking",
		.args = {{"SCENE", ARG_SCENE}},
		.needs = NEED_FILM,
		.json = "scene, provider, model, prompt. pieces: of the prompt in order, text, "
			"from (prompt, cast, shot, angle, move, lens, light, style, sound, "
			"dialogue, avoid) and name, who of the cast. fields: what goes as a "
			"field of its own. pictures: of each as (start, end, references) and "
			"file, or take and at. left_out: what the model is not told. refused: "
			"why it can't be made as it stands.",
		.help = "Shows what the model is told of a scene, and where each part comes "
			"from.",
		.examples = {{"scenetty prompt match", "Before a take is paid for."}},
		.keys = KEYS("board,scene,takes", "v", "prompt ."),
		.run = command_prompt,
	},
	{
		.name = "cast",
		.group = "Looking",
		.needs = NEED_FILM,
		.json = "cast: of each its members as in film.json, and scenes, which name it.",
		.help = "Shows the cast: texts, pictures, states, who is in which scene.",
		.keys = KEYS("board", "C", "cast # cast"),
		.run = command_cast,
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
	{.next = commands_providers},
};
/* clang-format on */
