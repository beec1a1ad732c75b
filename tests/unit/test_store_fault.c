/* SPDX-License-Identifier: MIT
 *
 * The store when things go wrong: killed, disk full, not allowed.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "film/edit_log.h"
#include "random_edits.h"
#include "room.h"
#include "store_help.h"
#include "util/mem.h"

#define NOBODY 65534

/* Killed between the log and film.json. */
static void test_logged_but_not_saved(void **state)
{
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	char *one = read_film_text(*state);
	set_title(&store, "two");
	char *two = read_film_text(*state);
	store_close(&store);
	write_film(*state, one);
	cut_log(*state, 1); /* the mark */
	open_film(&store, *state);
	assert_int_equal(store.recovered, 1);
	assert_string_equal(store.film->title, "two");
	assert_film_text(*state, one); /* looking changes nothing */
	assert_int_equal(store_lock(&store, 0, NULL), 0);
	assert_film_text(*state, two);
	store_close(&store);
	assert_walk(*state, store_undo, "title two", "one");
	free(one);
	free(two);
}

/* The same for an undo. */
static void test_undo_logged_but_not_saved(void **state)
{
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	char *one = read_film_text(*state);
	store_close(&store);
	assert_walk(*state, store_undo, "title one", NULL);
	write_film(*state, one);
	cut_log(*state, 1);
	open_film(&store, *state);
	assert_int_equal(store.recovered, 1);
	assert_null(store.film->title);
	store_close(&store);
	open_film(&store, *state);
	assert_int_equal(store_lock(&store, 0, NULL), 0);
	store_close(&store);
	assert_walk(*state, store_redo, "title one", "one");
	free(one);
}

/* A reader next to a writer that is between log and film takes nothing for lost. */
static void test_writer_under_way(void **state)
{
	struct store writer, reader;
	write_film(*state, small_film);
	open_film(&writer, *state);
	set_title(&writer, "one");
	char *one = read_film_text(*state);
	set_title(&writer, "two");
	assert_int_equal(store_lock(&writer, 0, NULL), 0);
	write_film(*state, one);
	cut_log(*state, 1);
	open_film(&reader, *state);
	assert_int_equal(reader.recovered, 0);
	assert_string_equal(reader.film->title, "one");
	store_close(&reader);
	store_close(&writer);
	free(one);
}

static void test_torn_line(void **state)
{
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	store_close(&store);
	add_to_log(*state, "{\"at\":\"2026-11-22T16:40:00Z\",\"did\":\"do\",\"from\":\"torn");
	open_film(&store, *state);
	assert_int_equal(store.recovered, 0);
	set_title(&store, "two");
	store_close(&store);
	assert_walk(*state, store_undo, "title two", "one");
	assert_walk(*state, store_undo, "title one", NULL);
}

static void test_nonsense_in_the_log(void **state)
{
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	store_close(&store);
	add_to_log(*state, "nonsense\n[]\n{\"did\":\"do\"}\n\n{\"to\":3}\n");
	assert_walk(*state, store_undo, "title one", NULL);
}

/* A log cut at any byte is a legal state: the film opens, as it was before or
 * after the last change. */
static void test_log_cut_anywhere(void **state)
{
	struct buf log = {0};
	struct store store;
	char *path = log_path(*state);
	write_film(*state, small_film);
	open_film(&store, *state);
	set_title(&store, "one");
	char *one = read_film_text(*state);
	set_title(&store, "two");
	store_close(&store);
	assert_int_equal(file_read(AT_FDCWD, path, 1 << 20, &log, NULL), 0);
	write_film(*state, one);
	for (; log.len; log.len--) {
		assert_int_equal(truncate(path, (off_t)log.len - 1), 0);
		open_film(&store, *state);
		assert_string_equal(store.film->title, store.recovered ? "two" : "one");
		store_close(&store);
	}
	buf_free(&log);
	free(path);
	free(one);
}

/* Runs in a child so that limits and identity stay there; 0 is success. */
static void in_child(int (*run)(const struct room *room), const struct room *room)
{
	int status;
	pid_t child = fork();
	if (child == 0)
		_exit(run(room));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

#define EXPECT(truth)                                                                              \
	do {                                                                                       \
		if (!(truth))                                                                      \
			return __LINE__ % 255 + 1;                                                 \
	} while (0)

/* These children stand in the room and may not come there by its whole path. */
static bool same_text(const char *text)
{
	struct buf found = {0};
	bool same = file_read(AT_FDCWD, "film/film.json", 1 << 20, &found, NULL) == 0 &&
		    strcmp(buf_str(&found), text) == 0;
	buf_free(&found);
	return same;
}

static void step_of_title(struct step *step, const char *title)
{
	step_set(step, OF_FILM, NULL, "title", json_new_str(title));
	step_label(step, "title %s", title);
}

/* A limit on the size of files: film.json and its log can't grow. */
static int with_full_disk(const struct room *room)
{
	struct err err = {0};
	struct store store;
	struct step step = {0};
	char *before = read_film_text(room), *log = log_path(room);
	struct stat log_before, log_after;
	struct rlimit old, full = {0};
	EXPECT(signal(SIGXFSZ, SIG_IGN) != SIG_ERR && getrlimit(RLIMIT_FSIZE, &old) == 0);
	EXPECT(store_open(&store, "film", NULL) == 0 && stat(log, &log_before) == 0);
	for (rlim_t limit = 0; limit < (rlim_t)log_before.st_size + 500; limit += 37) {
		full = (struct rlimit){limit, old.rlim_max};
		EXPECT(setrlimit(RLIMIT_FSIZE, &full) == 0);
		step_of_title(&step, "two two two two two two two two");
		int result = store_change(&store, &step, &err);
		EXPECT(setrlimit(RLIMIT_FSIZE, &old) == 0);
		if (result == 0)
			break;
		EXPECT(strstr(err_text(&err), "File too large") && !strchr(err_text(&err), '\n'));
		EXPECT(strcmp(store.film->title, "one") == 0 && same_text(before));
		EXPECT(stat(log, &log_after) == 0 && log_after.st_size == log_before.st_size);
		err_clear(&err);
	}
	EXPECT(!same_text(before)); /* in the end there was room */
	EXPECT(store_lock(&store, 0, NULL) == 0);
	char *label = store_undo(&store, NULL);
	EXPECT(label && same_text(before));
	free(label);
	free(before);
	free(log);
	store_close(&store);
	return 0;
}

static void test_full_disk(void **state)
{
	const struct room *room = *state;
	struct store store;
	write_film(room, small_film);
	open_film(&store, room);
	set_title(&store, "one");
	store_close(&store);
	assert_int_equal(chdir(room->path), 0);
	in_child(with_full_disk, room);
	assert_int_equal(chdir("/"), 0);
}

static int as_somebody_else(const struct room *room)
{
	struct err err = {0};
	struct store store;
	struct step step = {0};
	EXPECT(geteuid() != 0 || seteuid(NOBODY) == 0);
	EXPECT(store_open(&store, "film", &err) == 0);
	EXPECT(store.read_only && store.film->scene_count == 2);
	step_of_title(&step, "x");
	EXPECT(store_change(&store, &step, &err) == -1 && err.kind == ERR_IO);
	EXPECT(strcmp(err_text(&err),
		      "film can't be changed: its folder can't be written: Permission denied") ==
	       0);
	EXPECT(same_text(small_film));
	err_clear(&err);
	store_close(&store);
	return 0;
}

static void test_folder_that_cannot_be_written(void **state)
{
	const struct room *room = *state;
	char *folder = film_path(room);
	write_film(room, small_film);
	assert_int_equal(chmod(room->path, 0755), 0);
	assert_int_equal(chmod(folder, 0555), 0);
	assert_int_equal(chdir(room->path), 0);
	in_child(as_somebody_else, room);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(chmod(folder, 0755), 0);
	free(folder);
}

static void test_links(void **state)
{
	struct err err = {0};
	struct store store;
	struct step step = {0};
	const struct room *room = *state;
	char *file = xasprintf("%s/film/film.json", room->path);
	char *target = xasprintf("%s/target.json", room->path);
	write_film(room, small_film);
	assert_int_equal(rename(file, target), 0);
	assert_int_equal(symlink("../target.json", file), 0);
	open_film(&store, room); /* reading through it is fine */
	step_of_title(&step, "x");
	assert_int_equal(store_change(&store, &step, &err), -1);
	assert_string_equal(
		err_text(&err),
		"not saved: film.json is a symbolic link and is not written through: put "
		"the file itself there");
	assert_null(store.film->title);
	assert_film_text(room, small_film);
	err_clear(&err);
	store_close(&store);
	open_film(&store, room);
	assert_int_equal(store.recovered, 0); /* the log took it back too */
	store_close(&store);
	free(file);
	free(target);
}

enum { KILLS = 40, CHANGES = 400 };

/* Changes the title to 0, 1, 2 … and tells each when it is done. */
static void count_up(const struct room *room, int tell)
{
	struct store store;
	open_film(&store, room);
	int from = store.film->title ? atoi(store.film->title) + 1 : 0;
	for (int i = from; i < from + CHANGES; i++) {
		char title[16];
		snprintf(title, sizeof title, "%d", i);
		set_title(&store, title);
		if (write(tell, &i, sizeof i) != sizeof i)
			_exit(1);
	}
	for (;;)
		pause();
}

/* Killed at any moment, what was told to be done is done, and undo goes on from
 * there; at most the change under way is there or not. */
static void test_killed_while_changing(void **state)
{
	struct dice dice = {4711};
	int reached = -1;
	write_film(*state, small_film);
	for (int i = 0; i < KILLS; i++) {
		struct store store;
		int ends[2], stop = reached + 1 + (int)dice_roll(&dice, 4);
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		if (child == 0)
			count_up(*state, ends[1]);
		close(ends[1]);
		while (reached < stop)
			assert_int_equal(read(ends[0], &reached, sizeof reached), sizeof reached);
		for (volatile unsigned spin = dice_roll(&dice, 2000000); spin; spin--)
			; /* any moment of the next change */
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, NULL, 0), child);
		while (read(ends[0], &reached, sizeof reached) == sizeof reached)
			;
		close(ends[0]);
		open_film(&store, *state);
		int title = atoi(store.film->title);
		assert_in_range(title, reached, reached + 1);
		assert_in_range(store.recovered, 0, 1);
		reached = title;
		store_close(&store);
	}
	for (; reached > 0; reached--) {
		char label[32], title[16];
		snprintf(label, sizeof label, "title %d", reached);
		snprintf(title, sizeof title, "%d", reached - 1);
		assert_walk(*state, store_undo, label, title);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_logged_but_not_saved),
		TEST(test_undo_logged_but_not_saved),
		TEST(test_writer_under_way),
		TEST(test_torn_line),
		TEST(test_nonsense_in_the_log),
		TEST(test_log_cut_anywhere),
		TEST(test_full_disk),
		TEST(test_folder_that_cannot_be_written),
		TEST(test_links),
		TEST(test_killed_while_changing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
