/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "room.h"
#include "store_help.h"
#include "util/mem.h"

static void test_new_film(void **state)
{
	struct err err = {0};
	struct store store;
	char *path = film_path(*state);
	assert_int_equal(store_create(path, "The kitten", &err), 0);
	open_film(&store, *state);
	assert_string_equal(store.film->title, "The kitten");
	assert_ptr_equal(strstr(store.film->id, "the-kitten-"), store.film->id);
	assert_int_equal(store.film->scene_count, 0);
	assert_false(store.read_only);
	store_close(&store);
	assert_int_equal(store_create(path, "Again", &err), -1);
	assert_non_null(strstr(err_text(&err), "already"));
	err_clear(&err);
	free(path);
}

static void test_what_cannot_be_made(void **state)
{
	struct err err = {0};
	const struct room *room = *state;
	char *deep = xasprintf("%s/no/such", room->path), *path = film_path(room);
	assert_int_equal(store_create(deep, NULL, &err), -1);
	assert_non_null(strstr(err_text(&err), "can't make the folder ~/no/such: No such file"));
	err_clear(&err);
	assert_int_equal(store_create(path, "bad\033title", &err), -1);
	assert_non_null(strstr(err_text(&err), "control character ^["));
	assert_int_equal(access(path, F_OK), -1); /* nothing is left behind */
	err_clear(&err);
	free(deep);
	free(path);
}

static void test_what_cannot_be_opened(void **state)
{
	static const struct {
		const char *text, *error;
	} rows[] = {
		{"", "film.json:1: the text ends in the middle"},
		{"{\"scenetty\":1}",
		 "film.json:1: scenes: expected a list of scenes, found nothing"},
		{"\xff", "film.json:1: "},
	};
	struct err err = {0};
	struct store store;
	char *path = film_path(*state);
	assert_int_equal(store_open(&store, path, &err), -1);
	assert_string_equal(err_text(&err),
			    "can't open the film ~/film: No such file or directory");
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	err_clear(&err);
	assert_int_equal(mkdir(path, 0777), 0);
	assert_int_equal(store_open(&store, path, &err), -1);
	assert_string_equal(err_text(&err), "there is no film in ~/film: it has no film.json");
	err_clear(&err);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		write_film(*state, rows[i].text);
		assert_int_equal(store_open(&store, path, &err), -1);
		assert_ptr_equal(strstr(err_text(&err), rows[i].error), err_text(&err));
		err_clear(&err);
		assert_int_equal(store.dir, -1); /* closing it again does no harm */
		store_close(&store);
	}
	free(path);
}

static void test_opened_by_its_file(void **state)
{
	struct store store;
	struct err err = {0};
	char *path = film_path(*state), *file = xasprintf("%s/film.json", path);
	write_film(*state, small_film);
	assert_int_equal(store_open(&store, file, &err), 0);
	assert_string_equal(store.path, "~/film");
	store_close(&store);
	char *other = xasprintf("%s/notes.txt", path);
	assert_int_equal(rename(file, other), 0);
	assert_int_equal(store_open(&store, other, &err), -1);
	assert_string_equal(err_text(&err),
			    "can't open the film ~/film/notes.txt: Not a directory");
	err_clear(&err);
	free(path);
	free(file);
	free(other);
}

static void test_history_across_openings(void **state)
{
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	set_title(&store, "two");
	store_close(&store);
	assert_walk(*state, store_undo, "title two", "one");
	assert_walk(*state, store_undo, "title one", NULL);
	assert_walk(*state, store_undo, NULL, NULL);
	assert_walk(*state, store_redo, "title one", "one");
	assert_walk(*state, store_redo, "title two", "two");
	assert_walk(*state, store_redo, NULL, "two");
	assert_walk(*state, store_undo, "title two", "one");
	open_film(&store, *state);
	set_title(&store, "three"); /* what was undone is gone */
	store_close(&store);
	assert_walk(*state, store_redo, NULL, "three");
	assert_walk(*state, store_undo, "title three", "one");
}

static void test_unchanged_is_not_a_step(void **state)
{
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	set_title(&store, "one");
	store_close(&store);
	assert_walk(*state, store_undo, "title one", NULL);
}

static void test_failing_step(void **state)
{
	struct err err = {0};
	struct store store;
	struct step step = {0};
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	char *before = read_film_text(*state);
	step_set(&step, OF_FILM, NULL, "title", json_new_str("never"));
	step_remove(&step, OF_SCENE, "nobody");
	assert_int_equal(store_change(&store, &step, &err), -1);
	assert_string_equal(err_text(&err), "there is no scene “nobody”");
	assert_string_equal(store.film->title, "one");
	assert_film_text(*state, before);
	err_clear(&err);
	store_close(&store);
	assert_walk(*state, store_undo, "title one", NULL);
	free(before);
}

static void test_changed_by_hand(void **state)
{
	bool changed;
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	write_film(*state, "{\"scenetty\":1,\"style\":\"by hand\",\"scenes\":[]}");
	assert_int_equal(store_refresh(&store, &changed, NULL), 0);
	assert_true(changed);
	assert_string_equal(store.film->style, "by hand");
	assert_int_equal(store_refresh(&store, &changed, NULL), 0);
	assert_false(changed);
	/* A step is applied to what stands there now; undo goes back to just that. */
	write_film(*state, "{\"scenetty\":1,\"style\":\"again\",\"scenes\":[]}");
	set_title(&store, "two");
	assert_string_equal(store.film->style, "again");
	store_close(&store);
	assert_walk(*state, store_undo, "title two", NULL);
	assert_walk(*state, store_undo, NULL, NULL);
}

static void test_broken_by_hand(void **state)
{
	struct err err = {0};
	struct store store;
	struct step step = {0};
	write_film(*state, small_film);
	open_film(&store, *state);
	write_film(*state, "{\"scenetty\":1,\n\"fps\":\"fast\",\"scenes\":[]}");
	step_set(&step, OF_FILM, NULL, "title", json_new_str("x"));
	assert_int_equal(store_change(&store, &step, &err), -1);
	assert_string_equal(err_text(&err),
			    "film.json:2: fps: expected a number from 1 to 120, found a text");
	assert_int_equal(store.film->scene_count, 2); /* what was read stays */
	assert_film_text(*state, "{\"scenetty\":1,\n\"fps\":\"fast\",\"scenes\":[]}");
	err_clear(&err);
	store_close(&store);
}

/* As git does it: back to what stood there before the last change. */
static void test_put_back_by_hand(void **state)
{
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	char *one = read_film_text(*state);
	set_title(&store, "two");
	store_close(&store);
	write_film(*state, one);
	open_film(&store, *state);
	assert_int_equal(store.recovered, 0);
	assert_string_equal(store.film->title, "one");
	store_close(&store);
	assert_walk(*state, store_undo, NULL, "one"); /* other hands: the history is closed */
	free(one);
}

static void test_two_writers(void **state)
{
	struct store first, second;
	struct step step = {0};
	write_film(*state, small_film);
	open_film(&first, *state);
	open_film(&second, *state);
	set_title(&first, "one");
	step_set(&step, OF_SCENE, "b", "prompt", json_new_str("rain"));
	step_label(&step, "rain");
	assert_int_equal(store_change(&second, &step, NULL), 0);
	assert_string_equal(second.film->title, "one");
	assert_int_equal(store_lock(&first, 0, NULL), 0);
	assert_string_equal(film_scene(first.film, "b")->prompt, "rain");
	char *undone = store_undo(&first, NULL);
	assert_string_equal(undone, "rain"); /* one history for both */
	free(undone);
	store_unlock(&first);
	store_close(&first);
	store_close(&second);
	assert_walk(*state, store_undo, "title one", NULL);
}

static void test_ids(void **state)
{
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	assert_null(store.film->id);
	assert_int_equal(store_lock(&store, 0, NULL), 0);
	assert_int_equal(store_make_id(&store, NULL, NULL), 0);
	char *id = xstrdup(store.film->id);
	assert_int_equal(store_make_id(&store, NULL, NULL), 0);
	assert_string_equal(store.film->id, id);
	assert_int_equal(store_make_id(&store, "another", NULL), 0);
	assert_string_equal(store.film->id, id);
	assert_int_equal(store_make_id(&store, id, NULL), 0); /* a copy of the folder */
	assert_string_not_equal(store.film->id, id);
	free(id);
	id = xstrdup(store.film->id);
	store_close(&store);
	assert_walk(*state, store_undo, "title one", NULL); /* no step of the history */
	open_film(&store, *state);
	assert_string_equal(store.film->id, id);
	store_close(&store);
	free(id);
}

static void test_in_use(void **state)
{
	struct err err = {0};
	struct store ours, theirs;
	struct step step = {0};
	write_film(*state, small_film);
	open_film(&ours, *state);
	open_film(&theirs, *state);
	assert_int_equal(store_lock(&theirs, 0, NULL), 0);
	assert_int_equal(store_lock(&ours, 0, &err), -1);
	char *who = xasprintf("%s (process %ld on ", program_invocation_short_name, (long)getpid());
	assert_int_equal(err.kind, ERR_BUSY);
	assert_ptr_equal(strstr(err_text(&err), who), err_text(&err));
	err_clear(&err);
	store_unlock(&theirs);
	step_set(&step, OF_FILM, NULL, "title", json_new_str("x"));
	assert_int_equal(store_change(&ours, &step, &err), 0);
	store_close(&theirs);
	store_close(&ours);
	free(who);
}

/* The lock goes with its holder, however that one ends; who waits gets it. */
static void test_lock_of_the_dead(void **state)
{
	struct store store;
	int ready[2];
	char byte;
	write_film(*state, small_film);
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		struct store held;
		open_film(&held, *state);
		if (store_lock(&held, 0, NULL) < 0 || write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	open_film(&store, *state);
	assert_int_equal(store_lock(&store, 0, NULL), -1);
	kill(child, SIGKILL);
	assert_int_equal(store_lock(&store, 10000, NULL), 0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	store_close(&store);
	close(ready[0]);
	close(ready[1]);
}

static void test_newer_format(void **state)
{
	struct err err = {0};
	struct store store;
	struct step step = {0};
	write_film(*state, "{\"scenetty\":2,\"scenes\":[],\"x-new\":1}");
	open_film(&store, *state);
	assert_true(store.read_only);
	step_set(&step, OF_FILM, NULL, "title", json_new_str("x"));
	assert_int_equal(store_change(&store, &step, &err), -1);
	assert_string_equal(err_text(&err), "~/film can't be changed: it was written by a newer "
					    "scenetty (format 2; this one writes 1)");
	err_clear(&err);
	store_close(&store);
}

static void test_cache_folder(void **state)
{
	struct store store;
	struct buf text = {0};
	write_film(*state, small_film);
	open_film(&store, *state);
	int dir = store_cache_dir(&store, "segments", NULL);
	assert_true(dir >= 0);
	assert_int_equal(file_read(dir, "../.gitignore", 100, &text, NULL), 0);
	assert_non_null(strstr(buf_str(&text), "*\n"));
	buf_free(&text);
	close(dir);
	store_close(&store);
}

static void test_peeked_at(void **state)
{
	struct buf text = {0};
	struct store store;
	char *path = film_path(*state);
	buf_add_str(&text, "{\"scenetty\": 1, \"scenes\": [{\"id\": \"s\"}");
	for (int i = 2; i <= 3000; i++)
		buf_addf(&text, ",{\"id\": \"s%d\", \"prompt\": \"]} \\\" [{ and so on\"}", i);
	buf_add_str(&text, "]}");
	write_film(*state, buf_str(&text));
	assert_int_equal(store_peek(&store, path, NULL), 0);
	assert_in_range(store.film->scene_count, 50, 1500);
	assert_in_range(store.expected, 2800, 3200);
	assert_string_equal(store.film->scenes[49].prompt, "]} \" [{ and so on");
	assert_int_equal(store_refresh(&store, NULL, NULL), 0);
	assert_int_equal(store.film->scene_count, 3000);
	assert_int_equal(store.expected, 0);
	store_close(&store);
	write_film(*state, small_film);
	assert_int_equal(store_peek(&store, path, NULL), 0);
	assert_int_equal(store.expected, 0);
	store_close(&store);
	buf_free(&text);
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_new_film),
		TEST(test_what_cannot_be_made),
		TEST(test_what_cannot_be_opened),
		TEST(test_opened_by_its_file),
		TEST(test_history_across_openings),
		TEST(test_unchanged_is_not_a_step),
		TEST(test_failing_step),
		TEST(test_changed_by_hand),
		TEST(test_broken_by_hand),
		TEST(test_put_back_by_hand),
		TEST(test_two_writers),
		TEST(test_ids),
		TEST(test_in_use),
		TEST(test_lock_of_the_dead),
		TEST(test_newer_format),
		TEST(test_cache_folder),
		TEST(test_peeked_at),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
