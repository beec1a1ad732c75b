/* SPDX-License-Identifier: MIT
 *
 * The table of commands: who makes clips, and the program itself.
 */
#include "core/commands/commands.h"

static const char *const shells[] = {"bash", "zsh", "fish", NULL};

#define HELP(where) \
	KEYS(where, "?", "help keys " where " # all keys") \
	KEYS(where, "F1", "help keys " where " # all keys")

/* clang-format off */
const struct command commands_providers[] = {
	{
		.name = "providers",
		.group = "Looking",
		.args = {{"NAME", ARG_PROVIDER, true, false}},
		.options = {
			{"test", NO_VALUE,
			 "Ask the servers something that costs nothing; without NAME those of "
			 "providers that have a key or a file of your own."},
			{"refresh", NO_VALUE,
			 "Fetch the list of models anew, where the service has one."},
		},
		.json = "providers: of each name, help, state (built in, ready, lacking, gone, "
			"bad), text (what it has or lacks), from (built in, shipped, own), file. "
			"With NAME also site, note, proven, servers, also (where clips may come "
			"from, too), in_flight, key (place, there, header), files (path, own, "
			"members), models (as in its file), listed (when the service listed "
			"them). With --test tests: of each provider, server, ok, ms, said.",
		.help = "Lists who makes clips, what each can do and costs, and what it lacks.",
		.more = "A provider is a text file. Your own lie in "
			"$XDG_CONFIG_HOME/scenetty/providers/NAME.json and go before the shipped "
			"ones; “like” lays one over another. Keys are never shown. What a service "
			"lists of its models itself is fetched when needed, and kept for a day.",
		.examples = {
			{"scenetty providers", "All there are."},
			{"scenetty providers fal --test", "Is it there, and is the key right?"},
			{"scenetty providers fal", "Its models, and where settings come from."},
		},
		.run = command_providers,
	},
	{
		.name = "help",
		.group = "This program",
		.args = {{"COMMAND", ARG_TOPIC, true, true}},
		.options = {
			{"man", NO_VALUE, "Print the manual page's source (mdoc)."},
			{"completions", 0, "SHELL", ARG_CHOICE,
			 "Print what makes this shell complete our commands.", .choices = shells},
			{"complete", NO_VALUE,
			 "Print what the last of the words may become; the shells ask this."},
		},
		.help = "Says what there is, or what a command does; “help fields” lists "
			"the fields, “help keys” the keys of the board.",
		.keys = HELP("board") HELP("scene") HELP("takes") HELP("play") HELP("ledger")
			HELP("cast") HELP("list")
			KEYS("text", "F1", "help keys text")
			KEYS("line", "F1", "help keys line"),
		.run = command_help,
	},
	{
		.name = "version",
		.group = "This program",
		.help = "Prints the version.",
		.run = command_version,
	},
	{.next = commands_board},
};
/* clang-format on */
