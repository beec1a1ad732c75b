/* SPDX-License-Identifier: MIT
 *
 * The store as the board has it: held, changed in memory, saved when there is time.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "random_edits.h"
#include "room.h"
#include "store_help.h"
#include "util/mem.h"

static void title(struct store *store, const char *text)
{
	apply_text(store, "title", text);
}

static void start_save(struct store *store, struct loop *loop, struct heard *heard)
{
	assert_int_equal(store_save_start(store, loop, hear_save, heard, NULL), 0);
}

static void save_in_child(struct store *store, struct loop *loop, struct heard *heard)
{
	int before = heard->times;
	start_save(store, loop, heard);
	assert_true(store_is_saving(store));
	while (heard->times == before)
		assert_int_equal(loop_turn(loop, NULL), 0);
	assert_false(store_is_saving(store));
}

static void test_changes_wait(void **state)
{
	struct store store;
	write_film(*state, small_film);
	hold_film(&store, *state);
	assert_false(store_is_dirty(&store));
	uint64_t version = store.version;
	title(&store, "one");
	assert_true(store_is_dirty(&store));
	assert_true(store.version > version);
	assert_film_text(*state, small_film);
	assert_int_equal(store_save(&store, NULL), 0);
	assert_false(store_is_dirty(&store));
	char *one = read_film_text(*state);
	assert_non_null(strstr(one, "\"title\": \"one\""));
	title(&store, "two");
	char *undone = store_undo(&store, NULL);
	assert_string_equal(undone, "title two");
	assert_true(store_is_dirty(&store)); /* film.json stands as it is, but we did something */
	assert_film_text(*state, one);
	store_release(&store);
	store_close(&store);
	assert_walk(*state, store_redo, "title two", "two");
	free(undone);
	free(one);
}

static void test_what_was_not_saved_is_taken_up(void **state)
{
	struct store store;
	static const char *const labels[] = {"title three", "title two", "title one"};
	write_film(*state, small_film);
	hold_film(&store, *state);
	title(&store, "one");
	title(&store, "two");
	title(&store, "three");
	store_close(&store); /* as if killed: nothing is saved */
	assert_film_text(*state, small_film);
	open_film(&store, *state);
	assert_int_equal(store.recovered, 3);
	assert_string_equal(store.film->title, "three");
	assert_int_equal(store_hold(&store, NULL), 0);
	assert_true(store_is_dirty(&store));
	title(&store, "four");
	store_close(&store);
	hold_film(&store, *state);
	assert_int_equal(store.recovered, 4);
	assert_int_equal(store_save(&store, NULL), 0);
	free(store_undo(&store, NULL));
	store_close(&store);
	open_film(&store, *state);
	assert_int_equal(store.recovered, 1);
	store_close(&store);
	open_film(&store, *state);
	assert_int_equal(store_lock(&store, 0, NULL), 0); /* a command saves them */
	store_close(&store);
	for (size_t i = 0; i < LENGTH(labels); i++)
		assert_walk(*state, store_undo, labels[i], i < 2 ? labels[i + 1] + 6 : NULL);
}

/* Another film.json was put there before the next start: it is not guessed what was meant,
 * but it is told. */
static void test_what_is_left_out(void **state)
{
	struct store store;
	write_film(*state, small_film);
	hold_film(&store, *state);
	title(&store, "one");
	assert_int_equal(store_save(&store, NULL), 0);
	title(&store, "two");
	title(&store, "three");
	store_close(&store);
	write_film(*state, "{\"scenetty\":1,\"style\":\"by hand\",\"scenes\":[]}");
	open_film(&store, *state);
	assert_int_equal(store.recovered, 0);
	assert_int_equal(store.left_out, 2);
	assert_null(store.film->title);
	set_title(&store, "four");
	store_close(&store);
	open_film(&store, *state);
	assert_int_equal(store.left_out, 0);
	store_close(&store);
	assert_walk(*state, store_undo, "title four", NULL);
	assert_walk(*state, store_undo, NULL, NULL);
}

static void test_saved_by_a_child(void **state)
{
	struct store store;
	struct heard heard = {0};
	struct loop *loop = loop_new();
	write_film(*state, small_film);
	hold_film(&store, *state);
	title(&store, "one");
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), 0);
	title(&store, "two"); /* meanwhile */
	while (!heard.times)
		assert_int_equal(loop_turn(loop, NULL), 0);
	assert_null(heard.error);
	assert_true(store_is_dirty(&store));
	char *text = read_film_text(*state);
	assert_non_null(strstr(text, "\"title\": \"one\""));
	free(text);
	store_close(&store);
	open_film(&store, *state);
	assert_int_equal(store.recovered, 1);
	assert_string_equal(store.film->title, "two");
	assert_int_equal(store_hold(&store, NULL), 0);
	save_in_child(&store, loop, &heard);
	assert_null(heard.error);
	assert_false(store_is_dirty(&store));
	store_close(&store);
	assert_walk(*state, store_undo, "title two", "one");
	assert_walk(*state, store_undo, "title one", NULL);
	loop_free(loop);
}

/* Whoever has to wait for it hears the end of it. */
static void test_waiting_for_the_child(void **state)
{
	struct store store;
	struct heard heard = {0};
	struct loop *loop = loop_new();
	write_film(*state, small_film);
	hold_film(&store, *state);
	title(&store, "one");
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), 0);
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), -1);
	title(&store, "two");
	assert_int_equal(store_save(&store, NULL), 0);
	assert_int_equal(heard.times, 1);
	title(&store, "three");
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), 0);
	store_release(&store);
	assert_int_equal(heard.times, 2);
	assert_false(store_is_dirty(&store));
	store_close(&store);
	loop_free(loop);
}

static void test_a_save_that_fails(void **state)
{
	struct err err = {0};
	struct store store;
	struct heard heard = {0};
	struct loop *loop = loop_new();
	const struct room *room = *state;
	char *file = xasprintf("%s/film/film.json", room->path);
	char *target = xasprintf("%s/target.json", room->path);
	write_film(room, small_film);
	hold_film(&store, room);
	title(&store, "one");
	assert_int_equal(rename(file, target), 0);
	assert_int_equal(symlink("../target.json", file), 0);
	store.stamp = (struct file_stamp){0};
	assert_int_equal(store_save(&store, &err), -1);
	assert_ptr_equal(strstr(err_text(&err), "not saved: film.json is a symbolic link"),
			 err_text(&err));
	assert_string_equal(err_text(&store.trouble), err_text(&err));
	save_in_child(&store, loop, &heard);
	assert_non_null(heard.error);
	assert_string_equal(heard.error, err_text(&err));
	assert_true(store_is_dirty(&store));
	title(&store, "two");
	assert_int_equal(unlink(file), 0);
	assert_int_equal(rename(target, file), 0);
	save_in_child(&store, loop, &heard);
	assert_null(heard.error);
	assert_int_equal(store.trouble.kind, ERR_NONE);
	assert_false(store_is_dirty(&store));
	store_close(&store);
	assert_walk(room, store_undo, "title two", "one");
	err_clear(&err);
	free(heard.error);
	free(file);
	free(target);
	loop_free(loop);
}

/* What can't be logged stands in memory, is told, and is whole again with the next save. */
static void test_a_log_that_fails(void **state)
{
	struct err err = {0};
	struct store store;
	char *log = log_path(*state);
	write_film(*state, small_film);
	hold_film(&store, *state);
	title(&store, "one");
	assert_int_equal(unlink(log), 0);
	assert_int_equal(mkdir(log, 0777), 0);
	title(&store, "two");
	assert_string_equal(store.film->title, "two");
	assert_string_equal(err_text(&store.trouble), "a crash would lose what is not saved yet: "
						      "can't open the edit log: Is a directory");
	assert_int_equal(store_save(&store, &err), -1);
	assert_film_text(*state, small_film);
	err_clear(&err);
	assert_int_equal(rmdir(log), 0);
	title(&store, "three");
	assert_int_equal(store_save(&store, &err), 0);
	assert_int_equal(store.trouble.kind, ERR_NONE);
	title(&store, "four");
	store_close(&store);
	open_film(&store, *state);
	assert_int_equal(store.recovered, 1);
	assert_string_equal(store.film->title, "four");
	assert_int_equal(store_lock(&store, 0, &err), 0);
	store_close(&store);
	assert_walk(*state, store_undo, "title four", "three");
	assert_walk(*state, store_undo, "title three", "two");
	assert_walk(*state, store_undo, "title two", "one");
	assert_walk(*state, store_undo, NULL, "one"); /* what came before went with the log */
	free(log);
}

static void test_who_holds_is_told(void **state)
{
	struct err err = {0};
	struct store ours, theirs;
	write_film(*state, small_film);
	hold_film(&theirs, *state);
	open_film(&ours, *state);
	assert_int_equal(store_hold(&ours, &err), -1);
	assert_int_equal(err.kind, ERR_BUSY);
	assert_non_null(strstr(err_text(&err), "has had the film open since 20"));
	err_clear(&err);
	store_read_only(&ours, "it was opened for reading");
	struct step step = {0};
	step_set(&step, OF_FILM, NULL, "title", json_new_str("x"));
	assert_int_equal(store_change(&ours, &step, &err), -1);
	assert_string_equal(err_text(&err),
			    "~/film can't be changed: it was opened for reading");
	err_clear(&err);
	store_close(&theirs);
	assert_int_equal(store_hold(&ours, NULL), 0);
	assert_false(ours.read_only);
	title(&ours, "one");
	store_close(&ours);
}

enum { HISTORIES = 40, TURNS = 30 };

/* Random steps, undo, redo, saves of both kinds, and endings without a save: the film
 * that is opened is always the one that was left. */
static void random_session(void **state, struct loop *loop, uint64_t seed)
{
	struct dice dice = {seed * 0x9e3779b97f4a7c15};
	struct store store;
	struct heard heard = {0};
	hold_film(&store, *state);
	for (int turn = 0; turn < TURNS; turn++) {
		struct step step = {0};
		unsigned what = dice_roll(&dice, 10);
		if (what == 0)
			free(store_undo(&store, NULL));
		else if (what == 1)
			free(store_redo(&store, NULL));
		else if (what == 2)
			assert_int_equal(store_save(&store, NULL), 0);
		else if (what == 3 && !store_is_saving(&store))
			start_save(&store, loop, &heard);
		else if (what == 4 && store_is_saving(&store))
			assert_int_equal(loop_turn(loop, NULL), 0);
		if (what > 4) {
			random_step(&dice, store.film, false, &step);
			assert_int_equal(store_apply(&store, &step, NULL), 0);
		}
		if (what != 5)
			continue;
		struct film *left = film_copy(store.film);
		store_close(&store);
		hold_film(&store, *state);
		assert_same_film(store.film, left);
		film_free(left);
	}
	while (store.history.undo_count || !store.has_history) {
		char *undone = store_undo(&store, NULL);
		if (!undone)
			break;
		free(undone);
	}
	assert_int_equal(store.film->scene_count, 2);
	assert_null(store.film->title);
	store_close(&store);
}

static void test_sessions(void **state)
{
	struct loop *loop = loop_new();
	for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
		char *log = log_path(*state);
		write_film(*state, small_film);
		unlink(log);
		free(log);
		random_session(state, loop, seed);
	}
	loop_free(loop);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_changes_wait),
		TEST(test_what_was_not_saved_is_taken_up),
		TEST(test_what_is_left_out),
		TEST(test_saved_by_a_child),
		TEST(test_waiting_for_the_child),
		TEST(test_a_save_that_fails),
		TEST(test_a_log_that_fails),
		TEST(test_who_holds_is_told),
		TEST(test_sessions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
