/* SPDX-License-Identifier: MIT
 *
 * The table of commands: takes.
 */
#include "core/commands/commands.h"

#include <stddef.h>

#define SEED_MAX 9007199254740991.0 /* 2^53 - 1 */

static const char *const by_what[] = {"day", "scene", "provider", "film", NULL};

/* clang-format off */
const struct command commands_takes[] = {
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
			{"ask", NO_VALUE, "Show the bill and ask, even where it is for nothing."},
			{"yes", 'y', NULL, ARG_TEXT, "Spend without asking."},
			{"unpriced", NO_VALUE, "Make takes whose price is not known, or is in "
					       "another currency, although there is a budget."},
		},
		.needs = NEED_FILM | NEED_WRITE,
		.json = "takes: of each scene, take, state (made, adopted, failed, cancelled), "
			"seed, circled, error. With --dry-run bill: of each scene, provider, "
			"model, takes, seconds, price (exact, estimated, unknown, free), each, "
			"cost, currency, checked, error, and circle, a take that fits already; "
			"cost in all, where one number says it; sums: of each currency; "
			"unpriced: takes; caps: of (film, user), cap, limit, spent, held, "
			"uncounted, currency; refused: why the caps don’t allow it.",
		.help = "Makes takes.",
		.more = "Scenes that are named get another take. Without names it is those that "
			"are missing or stale; a scene that has a fitting take already gets that "
			"one circled instead of a new one.\n\n"
			"A new take is circled by itself when its scene has nothing usable "
			"circled. The first take uses the scene's seed if it has one, every other "
			"a new seed.\n\n"
			"What may cost money shows its bill and asks first. If it is more than a "
			"budget leaves, nothing of it is made: the film’s own (set film "
			"budget=\"20 USD\"), or that of all your films in "
			"~/.config/scenetty/budget.json.",
		.examples = {
			{"scenetty generate", "Whatever is missing or stale."},
			{"scenetty generate match -n 3", "Three more takes of one scene."},
			{"scenetty generate --all --dry-run", "The bill for all scenes."},
		},
		.keys = KEYS("board,scene,takes", "r", "generate . -n {count} # new take")
			KEYS("board", "R", "generate --ask # make what is missing or stale"),
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
		.keys = KEYS("board,scene", "t", "takes . # takes"),
		.run = command_takes,
	},
	{
		.name = "fit",
		.group = "Takes",
		.args = {{"SCENES", ARG_SCENES, true, true}},
		.options = {{"yes", 'y', NULL, ARG_TEXT, "Change the film's size without asking."}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Makes scenes what their model can do, by what it says comes nearest.",
		.more = "A model that makes clips of 4, 6 or 8 s refuses one of 5 before anything "
			"is sent; fit makes it 6. Where it is the film's size that can't be made, "
			"it asks. Without SCENES all of them.",
		.examples = {{"scenetty fit match", "One scene."}},
		.keys = KEYS("board,scene", "F", "fit . # what the model can do"),
		.run = command_fit,
	},
	{
		.name = "spend",
		.group = "Takes",
		.options = {
			{"by", 'b', "WHAT", ARG_CHOICE, "What belongs together (day).",
			 .choices = by_what},
			{"days", 'n', "DAYS", ARG_WHOLE, "The last so many days, today among them.",
			 1, 36500},
			{"since", 0, "DATE", ARG_TEXT, "From a day on, like 2026-11-22."},
			{"all", NO_VALUE, "Of all films, as it is where there is no film."},
		},
		.json = "spend: of each name (the day, scene, provider or film’s folder), takes, "
			"seconds, currency, spent, told, held, unknown; totals: the same of each "
			"currency; unsure: of each take whose cost is not known, or that may have "
			"been paid, job, folder, scene, provider, state, held, currency.",
		.help = "Tells what takes have cost.",
		.more = "Of what is spent, “told” is what services say themselves; the rest is "
			"what takes were priced at before. “On its way” is put aside for takes "
			"that are not at their end. What is free does not count. A take counts on "
			"the day it was asked for, from midnight to midnight on this machine’s "
			"clock.\n\n"
			"A film’s own budget is its field “budget”; that of all your films lies in "
			"~/.config/scenetty/budget.json: {\"day\": 20, \"currency\": \"USD\"}.",
		.examples = {
			{"scenetty spend", "What this film has cost, day by day."},
			{"scenetty spend --all --days 30 --by provider", "A month, by provider."},
		},
		.keys = KEYS("board,ledger", "$", "spend"),
		.run = command_spend,
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
		.keys = KEYS("board,scene,takes", "c", "circle . . # circle"),
		.run = command_circle,
	},
	{.next = commands_judge},
};
/* clang-format on */
