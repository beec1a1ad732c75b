/* SPDX-License-Identifier: MIT
 *
 * The table of commands: what people say of takes.
 */
#include "core/commands/commands.h"

#include <stddef.h>

static const char *const axes[] = {"realism", "motion", "coherence", "emotion", "narration", NULL};
static const char *const reasons[] = {"hands", "face",  "motion", "prompt", "continuity",
				      "light", "sound", "other",  NULL};
static const char *const none[] = {"none", NULL};

/* clang-format off */
const struct command commands_judge[] = {
	{
		.name = "import",
		.group = "Takes",
		.args = {{"SCENE", ARG_SCENE}, {"FILE", ARG_FILE}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Makes a clip of your own a take of a scene.",
		.more = "The clip is copied as it is. It is circled when the scene has nothing "
			"usable circled, and no edit makes it stale. Where stdout is no terminal "
			"it gets the take's name.",
		.examples = {{"scenetty import match ~/match.mp4", "A clip from elsewhere."}},
		.run = command_import,
	},
	{
		.name = "jobs",
		.group = "Takes",
		.args = {{"JOB", ARG_JOB, true}},
		.options = {
			{"all", NO_VALUE, "Of all films."},
			{"open", NO_VALUE, "Only those that are not at an end."},
			{"settle", NO_VALUE,
			 "First put right what processes that are gone have left of this film's, "
			 "and wait for what services still make."},
		},
		.json = "jobs: of each number, state (queued, submitting, waiting, fetching, "
			"done, failed, cancelled, unknown), left (nobody carries it), film, "
			"folder, scene, take, provider, model, remote, made, elapsed (seconds), "
			"cost, currency, price (exact, estimated, unknown, free), charge (priced, "
			"told, none), error.",
		.help = "Lists the jobs there have been, the newest first; of one JOB it says all "
			"there is.",
		.examples = {
			{"scenetty jobs --open", "What is on its way."},
			{"scenetty jobs 12", "One of them, and what can be done about it."},
			{"scenetty jobs --settle", "For cron."},
		},
		.keys = KEYS("board", "L", "jobs # jobs")
			KEYS("ledger", "v", "jobs . # all of it"),
		.run = command_jobs,
	},
	{
		.name = "cancel",
		.group = "Takes",
		.args = {{"WHAT", ARG_SCENES, false, true}},
		.needs = NEED_FILM,
		.help = "Stops takes in the making, of scenes or of one job (job:12).",
		.more = "A service is told, where it can be; what that means for the bill is said. "
			"What another scenetty carries is stopped there.",
		.keys = KEYS("board,ledger", "X", "cancel . # cancel"),
		.run = command_cancel,
	},
	{
		.name = "retry",
		.group = "Takes",
		.args = {{"JOB", ARG_JOB}},
		.options = {
			{"yes", NO_VALUE, "Ask nothing, also where it may be paid twice."},
			{"unpriced", NO_VALUE, "As generate has it."},
		},
		.needs = NEED_FILM | NEED_WRITE,
		.json = "What generate answers.",
		.help = "Makes a take again that failed or was cancelled, with its seed.",
		.more = "The scene is taken as it is now. Where nobody knows whether the job "
			"arrived it is asked first: then it may be paid twice.",
		.keys = KEYS("ledger", "r", "retry . # try again"),
		.run = command_retry,
	},
	{
		.name = "fetch",
		.group = "Takes",
		.args = {{"JOB", ARG_JOB}},
		.needs = NEED_FILM,
		.help = "Asks a service once more for what a failed job made; sends nothing anew.",
		.more = "An unknown job is looked for, where the service can be asked.",
		.keys = KEYS("ledger", "f", "fetch . # fetch again"),
		.run = command_fetch,
	},
	{
		.name = "lost",
		.group = "Takes",
		.args = {{"JOB", ARG_JOB}},
		.needs = NEED_FILM,
		.help = "Says that an unknown job never arrived: its scene may be made again.",
		.more = "Look at the service's own list of jobs before.",
		.keys = KEYS("ledger", "D", "lost . # never arrived"),
		.run = command_lost,
	},
	{
		.name = "rate",
		.group = "Takes",
		.args = {{"SCENE", ARG_SCENE}, {"TAKE", ARG_TAKE},
			 {"STARS", ARG_NUMBER, false, false, none}},
		.options = {
			{"axis", 'x', "AXIS", ARG_CHOICE,
			 "What is rated; else the take as a whole.", .choices = axes},
		},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Gives a take 0 to 5 stars, or “none”.",
		.examples = {
			{"scenetty rate match 2 4", "As a whole."},
			{"scenetty rate match 2 5 --axis emotion", "What it makes one feel."},
		},
		.keys = KEYS("takes", "1", "rate . . 1")
			KEYS("takes", "2", "rate . . 2")
			KEYS("takes", "3", "rate . . 3")
			KEYS("takes", "4", "rate . . 4")
			KEYS("takes", "5", "rate . . 5")
			KEYS("takes", "0", "rate . . none"),
		.run = command_rate,
	},
	{
		.name = "why",
		.group = "Takes",
		.args = {{"SCENE", ARG_SCENE}, {"TAKE", ARG_TAKE},
			 {"REASON", ARG_CHOICE, false, true, reasons}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Notes what is wrong with a take; what is noted already is taken back.",
		.more = "REASON is hands, face, motion, prompt (it is not what was asked for), "
			"continuity, light, sound or other.",
		.examples = {{"scenetty why match 2 hands light", "Two reasons."}},
		.keys = KEYS("takes", "!h", "why . . hands # hands")
			KEYS("takes", "!f", "why . . face # face")
			KEYS("takes", "!m", "why . . motion # motion")
			KEYS("takes", "!p", "why . . prompt # prompt ignored")
			KEYS("takes", "!c", "why . . continuity # continuity")
			KEYS("takes", "!l", "why . . light # light")
			KEYS("takes", "!s", "why . . sound # sound")
			KEYS("takes", "!o", "why . . other # something else"),
		.run = command_why,
	},
	{
		.name = "trim",
		.group = "Takes",
		.args = {{"SCENE", ARG_SCENE}, {"TAKE", ARG_TAKE},
			 {"IN", ARG_NUMBER, false, false, none},
			 {"OUT", ARG_NUMBER, false, false, none}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Says from which second to which a take is used, “none” for its own ends.",
		.examples = {{"scenetty trim match 2 0.5 none", "Without the first half second."}},
		.keys = KEYS("takes", "x", "line trim . . # trim"),
		.run = command_trim,
	},
	{
		.name = "note",
		.group = "Takes",
		.args = {{"SCENE", ARG_SCENE}, {"TAKE", ARG_TAKE},
			 {"TEXT", ARG_TEXT, false, true, none}},
		.needs = NEED_FILM | NEED_WRITE,
		.help = "Keeps a note on a take, or with “none” takes it away.",
		.keys = KEYS("takes", "a", "line note . . # note"),
		.run = command_note,
	},
	{.next = commands_look},
};
/* clang-format on */
