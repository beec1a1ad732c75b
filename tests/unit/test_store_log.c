/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "random_edits.h"
#include "room.h"
#include "store_help.h"
#include "util/mem.h"

/* Undoes the step of this label; in one process, so that the log is read once. */
static void undo_one(struct store *store, const char *label)
{
	char *undone = store_undo(store, NULL);
	assert_non_null(undone);
	assert_string_equal(undone, label);
	free(undone);
}

static void test_long_log(void **state)
{
	enum { STEPS = 200, BYTES = 6000, UNDONE = 60 };
	struct store store;
	struct stat log;
	char *text = xcalloc(1, BYTES + 1), *path = log_path(*state), label[32];
	memset(text, 'x', BYTES);
	write_film(*state, small_film);
	open_film(&store, *state);
	for (int i = 0; i < STEPS; i++) {
		struct step step = {0};
		text[0] = (char)('a' + i % 26);
		step_set(&step, OF_SCENE, "a", "prompt", json_new_str(text));
		step_label(&step, "prompt %d", i);
		assert_int_equal(store_change(&store, &step, NULL), 0);
	}
	store_close(&store);
	assert_int_equal(stat(path, &log), 0);
	assert_in_range(log.st_size, 1 << 16, (1 << 20) + (1 << 19) + 20000);
	open_film(&store, *state);
	assert_int_equal(store_lock(&store, 0, NULL), 0);
	for (int i = STEPS - 1; i >= STEPS - UNDONE; i--) {
		snprintf(label, sizeof label, "prompt %d", i);
		undo_one(&store, label);
	}
	store_close(&store);
	snprintf(label, sizeof label, "prompt %d", STEPS - UNDONE);
	assert_walk(*state, store_redo, label, NULL);
	free(text);
	free(path);
}

static void test_one_giant_step(void **state)
{
	struct store store;
	struct buf text = {0};
	write_film(*state, small_film);
	open_film(&store, *state);
	for (int i = 0; i < 100; i++) {
		struct step step = {0};
		buf_clear(&text);
		buf_add_fill(&text, 'y', 31000);
		step_set(&step, OF_SCENE, "a", "x-big", json_new_array());
		for (int j = 0; j < 5; j++)
			json_push(step.edits[0].value, json_new_str(buf_str(&text)));
		json_push(step.edits[0].value, json_new_num(i));
		step_label(&step, "big %d", i);
		assert_int_equal(store_change(&store, &step, NULL), 0);
	}
	store_close(&store);
	buf_free(&text);
	assert_walk(*state, store_undo, "big 99", NULL);
	assert_walk(*state, store_undo, "big 98", NULL);
	assert_walk(*state, store_redo, "big 98", NULL);
}

enum { HISTORIES = 60, TURNS = 14 };

/* Steps, undo and redo, the film opened anew in between: what is on disk is always
 * what the model says. */
static void random_history(void **state, uint64_t seed)
{
	struct dice dice = {seed * 0x9e3779b97f4a7c15};
	char *snapshots[TURNS + 1] = {read_film_text(*state)};
	size_t now = 0, last = 0;
	struct store store;
	open_film(&store, *state);
	for (int turn = 0; turn < TURNS; turn++) {
		unsigned what = dice_roll(&dice, 6);
		struct step step = {0};
		assert_int_equal(store_lock(&store, 0, NULL), 0);
		char *label = what == 0   ? store_undo(&store, NULL)
			      : what == 1 ? store_redo(&store, NULL)
					  : NULL;
		if (what == 0)
			assert_true((label != NULL) == (now > 0));
		if (what == 1)
			assert_true((label != NULL) == (now < last));
		now = label && what == 0 ? now - 1 : label ? now + 1 : now;
		free(label);
		if (what > 1) {
			random_step(&dice, store.film, false, &step);
			assert_int_equal(store_do(&store, &step, NULL), 0);
			char *text = read_film_text(*state);
			if (strcmp(text, snapshots[now]) == 0) {
				free(text); /* it changed nothing, so it is no step */
			} else {
				while (last > now)
					free(snapshots[last--]);
				snapshots[last = ++now] = text;
			}
		}
		store_unlock(&store);
		assert_film_text(*state, snapshots[now]);
		if (dice_roll(&dice, 3) == 0) {
			store_close(&store);
			open_film(&store, *state);
			assert_int_equal(store.recovered, 0);
		}
	}
	store_close(&store);
	for (size_t i = 0; i <= last; i++)
		free(snapshots[i]);
}

static void test_histories_on_disk(void **state)
{
	struct store store;
	for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
		write_film(*state, small_film);
		open_film(&store, *state);
		set_title(&store, "ours"); /* printed our way */
		store_close(&store);
		char *log = log_path(*state);
		unlink(log);
		free(log);
		random_history(state, seed);
	}
}

/* A line that can't be done again: what comes before it is taken up, the rest is not. */
static void test_a_line_of_another_film(void **state)
{
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	char *one = read_film_text(*state);
	set_title(&store, "two");
	set_title(&store, "three");
	store_close(&store);
	write_film(*state, one);
	cut_log(*state, 6); /* both, and their marks */
	add_to_log(*state, "{\"n\":2,\"did\":\"do\",\"step\":{\"edits\":[{\"do\":\"set\",\"of\":"
			   "\"film\",\"member\":\"title\",\"value\":\"x\"}]},\"back\":{}}\n"
			   "{\"n\":3,\"did\":\"do\",\"step\":{\"edits\":[{\"do\":\"remove\",\"of\":"
			   "\"scene\",\"id\":\"nobody\"}]},\"back\":{}}\n");
	open_film(&store, *state);
	assert_int_equal(store.recovered, 1);
	assert_string_equal(store.film->title, "x");
	set_title(&store, "four");
	store_close(&store);
	assert_walk(*state, store_undo, "title four", "x");
	assert_walk(*state, store_undo, NULL, "x");
	free(one);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_long_log),
		TEST(test_one_giant_step),
		TEST(test_histories_on_disk),
		TEST(test_a_line_of_another_film),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
