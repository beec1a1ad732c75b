/* SPDX-License-Identifier: MIT
 *
 * The table of commands: walking and playing takes on the board.
 */
#include "core/commands/commands.h"

#include <stddef.h>

static const char *const ways[] = {"previous", "next", "newest", "circled", NULL};
static const char *const moves[] = {
	"back", "forward", "frame-back", "frame-forward", "start", "pause",
	"previous-scene", "next-scene", NULL,
};

/* clang-format off */
const struct command commands_view[] = {
	{
		.name = "take",
		.group = "The board: takes",
		.args = {{"TAKE", ARG_TAKE, false, false, ways}, {"TIMES", ARG_WHOLE, true, false}},
		.needs = NEED_BOARD | NEED_SCENE,
		.help = "Shows another take of the scene.",
		.keys = KEYS("board,scene,takes", "[", "take previous {count} # take before")
			KEYS("board,scene,takes", "]", "take next {count} # next take"),
	},
	{
		.name = "compare",
		.group = "The board: takes",
		.args = {{"TAKE", ARG_TAKE, true, false}, {"OTHER", ARG_TAKE, true, false}},
		.needs = NEED_BOARD | NEED_SCENE,
		.help = "Shows two takes side by side; without names the one shown and the "
			"circled one.",
		.keys = KEYS("board,scene,takes", "=", "compare # compare"),
	},
	{
		.name = "play",
		.group = "The board: takes",
		.args = {{"SCENE", ARG_SCENE, true, false}},
		.options = {{"cut", NO_VALUE, "The whole film, as it would be cut."}},
		.needs = NEED_BOARD,
		.help = "Plays the take that is shown, two in step where two are.",
		.more = "Without sound: a terminal has none. Ten frames a second, five where the "
			"line is slow. A scene without a circled take is a title in the cut.",
		.keys = KEYS("board,scene,takes", "Space", "play . # play")
			KEYS("board", "P", "play --cut # play the cut"),
	},
	{
		.name = "seek",
		.group = "The board: takes",
		.args = {{"WHERE", ARG_CHOICE, false, false, moves},
			 {"SECONDS", ARG_NUMBER, true, false}},
		.needs = NEED_BOARD,
		.help = "Goes on or back in what is playing, by seconds, frames or scenes, or "
			"pauses it.",
		.keys = KEYS("play", "Space", "seek pause # pause")
			KEYS("play", "Left", "seek back {count} # back")
			KEYS("play", "h", "seek back {count} # back")
			KEYS("play", "Right", "seek forward {count} # forward")
			KEYS("play", "l", "seek forward {count} # forward")
			KEYS("play", ",", "seek frame-back {count} # frame before")
			KEYS("play", ".", "seek frame-forward {count} # next frame")
			KEYS("play", "Home", "seek start # start")
			KEYS("play", "[", "seek previous-scene {count} # scene before")
			KEYS("play", "(", "seek previous-scene {count} # scene before")
			KEYS("play", "]", "seek next-scene {count} # next scene")
			KEYS("play", ")", "seek next-scene {count} # next scene"),
	},
	{
		.name = "stop",
		.group = "The board: takes",
		.needs = NEED_BOARD,
		.help = "Stops the takes and the cut that are being made here; what is done stays, "
			"what services have goes on.",
		.keys = KEYS("*", "C-c", "stop # stop what is under way"),
	},
	{.next = commands_text},
};
/* clang-format on */
