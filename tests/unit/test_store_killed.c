/* SPDX-License-Identifier: MIT
 *
 * A held film, its holder or the child that saves it killed at any moment.
 */
#include "tests/unit/check.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>

#include "random_edits.h"
#include "room.h"
#include "store_help.h"
#include "util/loop.h"

/* The one child of this process. */
static pid_t find_child(void)
{
	char *path = xasprintf("/proc/self/task/%ld/children", (long)getpid());
	FILE *file = fopen(path, "r");
	long pid = 0;
	assert_non_null(file);
	assert_int_equal(fscanf(file, "%ld", &pid), 1);
	fclose(file);
	free(path);
	return (pid_t)pid;
}

/* The child is killed at any moment: film.json is the old one or the new one, and we
 * know which. */
static void test_killed_child(void **state)
{
	enum { TIMES = 100 };
	struct dice dice = {99};
	struct heard heard = {0};
	struct store store;
	struct loop *loop = loop_new();
	int failed = 0;
	write_film(*state, small_film);
	hold_film(&store, *state);
	for (int i = 0; i < TIMES; i++) {
		char text[16];
		int before = heard.times;
		snprintf(text, sizeof text, "%d", i);
		apply_text(&store, "title", text);
		assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), 0);
		if (dice_roll(&dice, 2))
			assert_int_equal(loop_turn(loop, NULL), 0);
		for (volatile unsigned spin = dice_roll(&dice, 300000); spin; spin--)
			; /* any moment of the save */
		if (heard.times == before)
			kill(find_child(), SIGKILL);
		while (heard.times == before)
			assert_int_equal(loop_turn(loop, NULL), 0);
		char *found = read_film_text(*state), *wanted = xasprintf("\"title\": \"%d\"", i);
		assert_int_equal(strstr(found, wanted) == NULL, store_is_dirty(&store));
		failed += heard.error != NULL;
		free(found);
		free(wanted);
	}
	assert_in_range(failed, 1, TIMES);
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), 0);
	assert_int_equal(store_save(&store, NULL), 0);
	assert_false(store_is_dirty(&store));
	store_close(&store);
	free(heard.error);
	loop_free(loop);
}

static void hear_nothing(void *arg, int fd, short events)
{
}

static void assert_counted_back(const struct room *room, int reached)
{
	struct store store;
	char label[32];
	hold_film(&store, room);
	for (int left = 300; reached > 0 && left; reached--, left--) {
		char *undone = store_undo(&store, NULL);
		snprintf(label, sizeof label, "title %d", reached);
		assert_non_null(undone);
		assert_string_equal(undone, label);
		assert_int_equal(atoi(store.film->title), reached - 1);
		free(undone);
	}
	store_close(&store);
}

enum { KILLS = 60, CHANGES = 100000 };

/* A board that counts up in the title, saves in the background whenever it can, and
 * tells each change when it is done. */
static void count_up(const struct room *room, int tell)
{
	struct store store;
	struct heard heard = {0};
	struct loop *loop = loop_new();
	hold_film(&store, room);
	int from = store.film->title ? atoi(store.film->title) + 1 : 0;
	loop_watch(loop, tell, POLLOUT, hear_nothing, NULL); /* so that a turn never waits */
	for (int i = from; i < from + CHANGES; i++) {
		char text[16];
		snprintf(text, sizeof text, "%d", i);
		apply_text(&store, "title", text);
		if (write(tell, &i, sizeof i) != sizeof i)
			_exit(1);
		if (!store_is_saving(&store) &&
		    store_save_start(&store, loop, hear_save, &heard, NULL) < 0)
			_exit(2);
		loop_turn(loop, NULL);
	}
	_exit(3);
}

/* Killed at any moment, what was told to be done is there at the next start, however
 * much of it was not saved, and undo goes on from there. */
static void test_killed_while_held(void **state)
{
	struct dice dice = {4711};
	int reached = -1;
	size_t recovered = 0;
	write_film(*state, small_film);
	for (int i = 0; i < KILLS; i++) {
		struct store store;
		int ends[2], stop = reached + 1 + (int)dice_roll(&dice, 40);
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		if (child == 0)
			count_up(*state, ends[1]);
		close(ends[1]);
		while (reached < stop)
			assert_int_equal(read(ends[0], &reached, sizeof reached), sizeof reached);
		for (volatile unsigned spin = dice_roll(&dice, 1000000); spin; spin--)
			; /* any moment of the next change, or of a save */
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, NULL, 0), child);
		while (read(ends[0], &reached, sizeof reached) == sizeof reached)
			;
		close(ends[0]);
		hold_film(&store, *state);
		assert_in_range(atoi(store.film->title), reached, reached + 1);
		reached = atoi(store.film->title);
		recovered += store.recovered;
		store_close(&store);
	}
	assert_true(recovered > KILLS); /* often more than one */
	assert_counted_back(*state, reached);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_killed_child),
		TEST(test_killed_while_held),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
