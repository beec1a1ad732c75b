/* SPDX-License-Identifier: MIT
 *
 * The table of commands: the order of scenes, what comes of them, what their texts say.
 */
#include "core/commands/commands.h"

static const char *const ways[] = {"later", "earlier", NULL};

/* clang-format off */
const struct command commands_edit[] = {
	{
		.name = "move",
		.group = "The film",
		.args = {{"SCENES", ARG_SCENES}, {"WHERE", ARG_WHOLE, true, false, ways},
			 {"TIMES", ARG_WHOLE, true, false}},
		.options = {BEFORE_AFTER},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Moves scenes to another place in the order.",
		.more = "WHERE is a position, which the first of them gets and the others follow, "
			"or “later” or “earlier”, by which each goes one place or TIMES. What "
			"comes into the middle of a group belongs to it, unless its own would be "
			"lost.",
		.examples = {
			{"scenetty move match 1", "To the beginning."},
			{"scenetty move 4-6 --after curtains", "Three behind another scene."},
			{"scenetty move match later 2", "Two places on."},
		},
		.keys = KEYS("board", "J", "move . later {count} # move later")
			KEYS("board", "K", "move . earlier {count} # move earlier"),
		.run = command_move,
	},
	{
		.name = "duplicate",
		.group = "The film",
		.args = {{"SCENES", ARG_SCENES, false, true}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Puts copies of scenes behind them, without takes.",
		.more = "Where stdout is no terminal it gets the new ids.",
		.examples = {{"scenetty duplicate match", "To try it in another way."}},
		.keys = KEYS("board", "D", "duplicate . # duplicate"),
		.run = command_duplicate,
	},
	{
		.name = "rm",
		.group = "The film",
		.args = {{"SCENES", ARG_TARGET, false, true}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Takes scenes, or cast members, out of the film.",
		.more = "Takes stay in their folders. Undo brings a scene back to them, and so "
			"does put, which can also put it elsewhere.",
		.examples = {
			{"scenetty rm 4", "The fourth scene."},
			{"scenetty rm cast:kitten", "A cast member."},
		},
		.keys = KEYS("board", "dd", "rm . # cut")
			KEYS("board,cast", "Delete", "rm . # cut"),
		.run = command_rm,
	},
	{
		.name = "copy",
		.group = "The film",
		.args = {{"SCENES", ARG_SCENES, false, true}},
		.needs = NEED_FILM,
		.help = "Keeps scenes to be put elsewhere, in this film or another one.",
		.examples = {{"scenetty copy 2-4", "Three scenes."}},
		.keys = KEYS("board", "yy", "copy . # copy"),
		.run = command_copy,
	},
	{
		.name = "put",
		.group = "The film",
		.options = {BEFORE_AFTER},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Puts the scenes that were copied or removed last, at the end or where "
			"it is said.",
		.more = "A scene that was removed from this film comes back with its id and its "
			"takes; a second time, or after copy, it is a new one without takes. From "
			"another film takes and pictures are copied, and members of the cast whom "
			"the prompts name come along if this film lacks them. Where stdout is no "
			"terminal it gets the ids.",
		.examples = {
			{"scenetty put --after 2", "Behind the second scene."},
			{"scenetty put --before opening", "Before a scene of this name."},
		},
		.keys = KEYS("board", "p", "put --after . # put after")
			KEYS("board", "gp", "put --before . # put before"),
		.run = command_put,
	},
	{
		.name = "split",
		.group = "The film",
		.args = {{"SCENE", ARG_SCENE}, {"AT", ARG_TEXT, true, false}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Makes two scenes of one, its prompt parted.",
		.more = "AT is how many characters into the prompt, or the words the second scene "
			"begins with; else it is parted at a blank line or the end of a sentence, "
			"near the middle. The seconds are shared as the text is. The first scene "
			"keeps takes and start, the second gets end and transition and a copy of "
			"all else.",
		.examples = {
			{"scenetty split match", "Where it parts best."},
			{"scenetty split match \"The curtains\"", "Before these words."},
		},
		.keys = KEYS("board", "gs", "split . # split in two"),
		.run = command_split,
	},
	{
		.name = "join",
		.group = "The film",
		.args = {{"SCENES", ARG_SCENES, false, true}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Makes one scene of several, or of one and the next.",
		.more = "Prompts become its paragraphs, seconds are added. End and transition are "
			"the last one's, all else the first one's; what is lost is said.",
		.examples = {{"scenetty join match curtains", "Two scenes as one."}},
		.keys = KEYS("board", "gj", "join . # join with the next"),
		.run = command_join,
	},
	{
		.name = "group",
		.group = "The film",
		.args = {{"NAME", ARG_TEXT}, {"SCENES", ARG_SCENES, false, true}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Puts scenes under a heading; “none” takes them out from under theirs.",
		.examples = {{"scenetty group \"Act one\" 1-7", "Seven scenes."}},
		.keys = KEYS("board", "gh", "line group # name the group it begins"),
		.run = command_group,
	},
	{
		.name = "find",
		.group = "Looking",
		.args = {{"TEXT", ARG_TEXT, false, true}},
		.options = {
			{"in", 0, "SCENES", ARG_SCENES, "Only in these scenes."},
			{"field", 'f', "FIELDS", ARG_FIELD,
			 "Only in these, with commas between; else in all that are texts."},
			{"case", NO_VALUE, "Capitals and accents count."},
		},
		.needs = NEED_FILM,
		.json = "found: of each position, scene, field, places (how many), excerpt.",
		.help = "Finds a text in the scenes.",
		.more = "Capitals and accents are ignored. On the board it goes to the next scene "
			"that has the text, and on from there with ; and back with a comma; "
			"with an option it lists the places, as the command line does.",
		.examples = {
			{"scenetty find red candle", "In whatever is written."},
			{"scenetty find candle --in 2-5 -f prompt", "In four prompts."},
		},
		.keys = KEYS("board", "/", "line find # find"),
		.run = command_find_text,
	},
	{
		.name = "replace",
		.group = "The film",
		.args = {{"TEXT", ARG_TEXT}, {"WITH", ARG_TEXT},
			 {"SCENES", ARG_SCENES, true, true}},
		.options = {
			{"field", 'f', "FIELDS", ARG_FIELD,
			 "In these, with commas between, instead of in prompts."},
			{"case", NO_VALUE, "Capitals and accents count."},
			{"dry-run", NO_VALUE, "Only show what would be changed."},
			{"all", NO_VALUE, "On the board, without a question at each place."},
		},
		.needs = NEED_FILM | NEED_WRITE,
		.json = "With --dry-run changes: of each scene, field, places (how many), "
			"before, after.",
		.help = "Puts another text in the place of one, in all prompts or some.",
		.examples = {
			{"scenetty replace kitten cat --dry-run", "What would become of it."},
			{"scenetty replace kitten cat 2-5 -f title,prompt", "In four scenes."},
		},
		.keys = KEYS("board", "S", "line replace # replace in prompts"),
		.run = command_replace,
	},
	{
		.name = "rename",
		.group = "The film",
		.args = {{"CAST", ARG_TARGET}, {"NAME", ARG_TEXT}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Gives a cast member another name, in all prompts too.",
		.more = "Takes made under the old name were made from other words: they are "
			"stale then, and stay.",
		.examples = {{"scenetty rename cast:kitten cat", "@kitten becomes @cat."}},
		.keys = KEYS("cast", "R", "line rename . # rename"),
		.run = command_rename,
	},
	{.next = commands_takes},
};
/* clang-format on */
