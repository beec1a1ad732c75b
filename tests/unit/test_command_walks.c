/* SPDX-License-Identifier: MIT
 *
 * Random lines of all commands that change a film: each is one step or none, and the
 * way back leads through every film there was to the first bytes.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/session/call_run.h"
#include "film/film_json.h"
#include "random_edits.h"
#include "recorder.h"
#include "room.h"
#include "util/file.h"
#include "util/mem.h"

enum { LINES = 40, WALKS = 6 };

struct walk {
	struct room *room;
	struct session session;
	struct dice dice;
	char *films[LINES + 1]; /* as they were, the first bytes first */
	size_t steps;
};

static const char story[] =
	"{\"scenetty\": 1, \"id\": \"film\", \"cast\": [{\"name\": \"kitten\"}, "
	"{\"name\": \"girl\", \"states\": {\"wet\": \"soaked\"}}], \"scenes\": ["
	"{\"id\": \"a\", \"title\": \"A\", \"prompt\": \"@kitten runs. It stops. A match.\", "
	"\"circled\": \"t001\", \"takes\": {\"t001\": {\"stars\": 3, \"x\": [1]}}},"
	"{\"id\": \"b\", \"prompt\": [\"@girl:wet and @kitten.\", \"\", \"Fire!\"], "
	"\"end\": \"a/last\"},"
	"{\"id\": \"c\", \"group\": \"one\", \"seconds\": 7, \"x-new\": {\"a\": 1}},"
	"{\"id\": \"d\", \"title\": \"D\", \"prompt\": \"No kitten here. Nor there.\"}]}";

/* %s: some scenes, one scene or a word, as the line wants it. */
static const char *const lines[] = {
	"add Title prompt=\"@kitten sleeps. It wakes.\"",
	"add cast:dog looks=brown",
	"add --before 1 seconds=3",
	"set %s shot=wide seconds=2.5",
	"set %s prompt=none notes=\"a\\tb\"",
	"set film style=ink fps=25",
	"set cast:girl looks=none kind=person",
	"move %s 1",
	"move %s 2",
	"move %s later",
	"move %s earlier 3",
	"move %s --after 1",
	"move %s --before 2",
	"duplicate %s",
	"split %s",
	"split %s 5",
	"join %s",
	"group \"Act one\" %s",
	"group none %s",
	"rm %s",
	"rm cast:kitten",
	"rm cast:dog",
	"copy %s",
	"put",
	"put --after 1",
	"put --before 2",
	"rename cast:kitten cat",
	"rename cast:cat kitten",
	"rename cast:girl kitten-2",
	"replace kitten dog",
	"replace it \"\" -f prompt,title,notes",
	"replace i xx --case",
	"rate a 1 4",
	"rate a 1 none",
	"rate a 1 2.5 -x emotion",
	"why a 1 hands motion",
	"trim a 1 0.5 none",
	"trim a 1 none none",
	"note a 1 too dark",
	"note a 1 none",
	"circle a none",
	"circle a 1",
};

static char *read_film(struct walk *walk)
{
	struct buf text = {0};
	assert_int_equal(file_read(walk->session.store.dir, "film.json", 1 << 20, &text, NULL), 0);
	return buf_take(&text);
}

static void enter_walk(struct walk *walk, uint64_t seed)
{
	static const char take[] = "{\"take\":\"t001\",\"scene\":\"a\",\"seconds\":5,\"sha256\":"
		"\"67905ad3cc2dd52b1f5f6a6d2814de0396618b29b4238b9af5207aeb69936e6d\"}";
	struct err err = {0};
	assert_int_equal(room_enter((void **)&walk->room), 0);
	int dir = open(walk->room->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct film *film = film_parse(story, strlen(story), "film.json", NULL);
	struct buf text = {0};
	film_print(film, &text);
	film_free(film);
	assert_int_equal(file_save(dir, "film.json", text.data, text.len, NULL), 0);
	buf_free(&text);
	int takes = file_make_dir(dir, "takes", NULL), scene = file_make_dir(takes, "a", NULL);
	assert_int_equal(file_save(scene, "t001.mp4", "clip", 4, NULL), 0);
	assert_int_equal(file_save(scene, "t001.json", take, strlen(take), NULL), 0);
	close(scene);
	close(takes);
	close(dir);
	if (session_open(&walk->session, walk->room->path, &err) < 0)
		fail_msg("%s", err_text(&err));
	walk->dice = (struct dice){seed * UINT64_C(0x9e3779b97f4a7c15)};
	walk->films[0] = read_film(walk);
}

static void leave_walk(struct walk *walk)
{
	session_close(&walk->session);
	room_leave((void **)&walk->room);
	for (size_t i = 0; i <= walk->steps; i++)
		free(walk->films[i]);
}

/* Returns new: one scene or several, by id and by position. */
static char *some_scenes(struct walk *walk)
{
	const struct film *film = walk->session.store.film;
	unsigned count = (unsigned)film->scene_count;
	if (!count)
		return xstrdup("nobody");
	unsigned first = dice_roll(&walk->dice, count), other = dice_roll(&walk->dice, count);
	switch (dice_roll(&walk->dice, 4)) {
	case 0:
		return xasprintf("%u-%u", first + 1, other + 1);
	case 1:
		return xasprintf("%s,%u", film->scenes[first].id, other + 1);
	default:
		return xstrdup(film->scenes[first].id);
	}
}

static bool run(struct walk *walk, const char *line)
{
	struct recorder recorder = recorder_new(80);
	struct call call = {.session = &walk->session, .out = &recorder.output};
	struct err err = {0};
	bool fine = call_parse_line(&call, line, &err) == 0 && call_run(&call, &err) == 0;
	assert_false(call.pending);
	call_clear(&call);
	recorder_free(&recorder);
	err_clear(&err);
	return fine;
}

static void random_line(struct walk *walk)
{
	const char *pattern = lines[dice_roll(&walk->dice, LENGTH(lines))];
	const char *hole = strstr(pattern, "%s");
	char *scenes = some_scenes(walk);
	char *line = hole ? xasprintf("%.*s%s%s", (int)(hole - pattern), pattern, scenes, hole + 2)
			  : xstrdup(pattern);
	bool fine = run(walk, line);
	char *film = read_film(walk);
	if (strcmp(film, walk->films[walk->steps]) == 0) {
		free(film);
	} else {
		if (!fine)
			fail_msg("“%s” failed and changed the film", line);
		walk->films[++walk->steps] = film;
	}
	free(line);
	free(scenes);
}

static void is_at(struct walk *walk, size_t step, uint64_t seed)
{
	char *film = read_film(walk);
	if (strcmp(film, walk->films[step]) != 0)
		fail_msg("walk %u: film %zu is another one", (unsigned)seed, step);
	free(film);
}

static void walk_there_and_back(uint64_t seed)
{
	struct walk walk = {0};
	enter_walk(&walk, seed);
	for (int i = 0; i < LINES; i++)
		random_line(&walk);
	for (size_t step = walk.steps; step > 0; step--) {
		assert_true(run(&walk, "undo"));
		is_at(&walk, step - 1, seed);
	}
	assert_true(walk.steps > LINES / 3);
	assert_false(run(&walk, "undo"));
	for (size_t step = 1; step <= walk.steps; step++) {
		assert_true(run(&walk, "redo"));
		is_at(&walk, step, seed);
	}
	leave_walk(&walk);
}

static void test_walks(void **state)
{
	for (uint64_t seed = 1; seed <= WALKS; seed++)
		walk_there_and_back(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_walks)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
