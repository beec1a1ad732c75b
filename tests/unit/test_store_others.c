/* SPDX-License-Identifier: MIT
 *
 * Others at a film that is held: editors, git, commands, a second board.
 */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "film/store_watch.h"
#include "film/take.h"
#include "room.h"
#include "store_help.h"
#include "util/loop.h"

#define BY_HAND(members) "{\"scenetty\":1," members "\"scenes\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"

static void hold(struct store *store, const struct room *room)
{
	struct err err = {0};
	open_film(store, room);
	assert_fine(store_hold(store, &err), &err);
}

static void set(struct store *store, const char *member, const char *text)
{
	struct step step = {0};
	step_set(&step, OF_FILM, NULL, member, json_new_str(text));
	step_label(&step, "%s %s", member, text);
	assert_int_equal(store_apply(store, &step, NULL), 0);
}

static void refresh(struct store *store)
{
	struct err err = {0};
	bool changed;
	assert_fine(store_refresh(store, &changed, &err), &err);
	assert_true(changed);
	assert_fine(store_refresh(store, &changed, &err), &err);
	assert_false(changed);
}

static void assert_undo(struct store *store, const char *label)
{
	char *undone = store_undo(store, NULL);
	assert_non_null(undone);
	assert_string_equal(undone, label);
	free(undone);
}

static void test_merged_into_ours(void **state)
{
	struct store store;
	write_film(*state, small_film);
	hold(&store, *state);
	set(&store, "title", "ours");
	write_film(*state, BY_HAND("\"style\":\"theirs\","));
	refresh(&store);
	assert_string_equal(store.film->title, "ours");
	assert_string_equal(store.film->style, "theirs");
	assert_int_equal(store.conflicts.count, 0);
	assert_true(store_is_dirty(&store));
	set(&store, "label", "more");
	/* The second merge stands on the first. */
	write_film(*state, BY_HAND("\"style\":\"again\","));
	refresh(&store);
	assert_string_equal(store.film->style, "again");
	assert_string_equal(store.film->title, "ours");
	assert_int_equal(store_save(&store, NULL), 0);
	store_close(&store);
	hold(&store, *state);
	assert_string_equal(store.film->style, "again");
	assert_string_equal(store.film->title, "ours");
	assert_undo(&store, "merged changes from film.json (1)");
	assert_string_equal(store.film->style, "theirs");
	assert_undo(&store, "label more");
	assert_undo(&store, "merged changes from film.json (1)");
	assert_null(store.film->style);
	assert_undo(&store, "title ours");
	assert_null(store_undo(&store, NULL));
	store_close(&store);
}

/* Killed behind a merge: film.json is theirs, the log has the rest. */
static void test_killed_after_a_merge(void **state)
{
	struct store store;
	write_film(*state, small_film);
	hold(&store, *state);
	set(&store, "title", "ours");
	write_film(*state, BY_HAND("\"style\":\"theirs\","));
	refresh(&store);
	set(&store, "label", "more");
	store_close(&store);
	hold(&store, *state);
	assert_int_equal(store.recovered, 2); /* what ours had beyond theirs, and the label */
	assert_string_equal(store.film->title, "ours");
	assert_string_equal(store.film->style, "theirs");
	assert_string_equal(store.film->label, "more");
	assert_undo(&store, "label more");
	assert_undo(&store, "merged changes from film.json (1)");
	assert_undo(&store, "title ours");
	assert_int_equal(store_save(&store, NULL), 0);
	assert_null(store.film->style);
	store_close(&store);
}

/* With nothing of ours to be saved, theirs is taken, and nothing is to be saved. */
static void test_taken_as_it_is(void **state)
{
	struct store store;
	char *left = NULL;
	write_film(*state, small_film);
	hold(&store, *state);
	set(&store, "title", "ours");
	assert_int_equal(store_save(&store, NULL), 0);
	write_film(*state, BY_HAND("\"style\":\"theirs\","));
	refresh(&store);
	assert_null(store.film->title);
	assert_false(store_is_dirty(&store));
	assert_int_equal(store_save(&store, NULL), 0);
	left = read_film_text(*state);
	assert_string_equal(left, BY_HAND("\"style\":\"theirs\","));
	store_close(&store);
	hold(&store, *state);
	assert_int_equal(store.recovered, 0);
	assert_undo(&store, "merged changes from film.json (2)");
	assert_string_equal(store.film->title, "ours");
	store_close(&store);
	free(left);
}

static void test_conflicts_wait(void **state)
{
	struct step step = {0};
	struct store store;
	write_film(*state, small_film);
	hold(&store, *state);
	set(&store, "title", "ours");
	write_film(*state, BY_HAND("\"title\":\"theirs\","));
	assert_int_equal(store_save(&store, NULL), 0); /* it merges first */
	assert_string_equal(store.film->title, "ours");
	assert_int_equal(store.conflicts.count, 1);
	const struct conflict *conflict = store.conflicts.list;
	assert_string_equal(conflict->member, "title");
	assert_null(conflict->base);
	assert_string_equal(json_str(conflict->theirs), "theirs");
	conflict_choose_theirs(store.film, conflict, &step);
	step_label(&step, "theirs");
	assert_int_equal(store_apply(&store, &step, NULL), 0);
	assert_string_equal(store.film->title, "theirs");
	store_close(&store);
}

struct heard {
	int saves;
	char *error;
	enum watch_news news[8];
	char *what[8];
	int count;
};

static void hear_save(void *arg, const struct err *err)
{
	struct heard *heard = arg;
	heard->saves++;
	free(heard->error);
	heard->error = err ? xstrdup(err_text(err)) : NULL;
}

static void hear_news(void *arg, enum watch_news news, const char *what)
{
	struct heard *heard = arg;
	if (heard->count == LENGTH(heard->news))
		return;
	heard->news[heard->count] = news;
	heard->what[heard->count++] = what ? xstrdup(what) : NULL;
}

static void forget(struct heard *heard)
{
	while (heard->count)
		free(heard->what[--heard->count]);
	free(heard->error);
	heard->error = NULL;
}

static void wait_for_news(struct loop *loop, struct heard *heard, enum watch_news news,
			  const char *what)
{
	while (!heard->count)
		assert_int_equal(loop_turn(loop, NULL), 0);
	assert_int_equal(heard->news[0], news);
	if (what)
		assert_string_equal(heard->what[0], what);
	forget(heard);
}

/* A person in the middle of an edit: what can't be read is not saved over. */
static void test_broken_is_not_saved_over(void **state)
{
	static const char broken[] = "{\"scenetty\":1,\n\"title\":\"half";
	static const char why[] = "not saved: film.json:2: a text has no closing \"";
	struct err err = {0};
	struct heard heard = {0};
	struct store store;
	struct loop *loop = loop_new();
	write_film(*state, small_film);
	hold(&store, *state);
	set(&store, "title", "ours");
	write_film(*state, broken);
	assert_int_equal(store_refresh(&store, NULL, &err), -1);
	err_clear(&err);
	assert_int_equal(store_save(&store, &err), -1);
	assert_string_equal(err_text(&err), why);
	assert_string_equal(err_text(&store.trouble), why);
	err_clear(&err);
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, &err), -1);
	assert_string_equal(err_text(&err), why);
	err_clear(&err);
	assert_string_equal(store.film->title, "ours");
	assert_film_text(*state, broken);
	write_film(*state, BY_HAND("\"style\":\"whole again\","));
	assert_int_equal(store_save(&store, NULL), 0);
	assert_string_equal(store.film->style, "whole again");
	assert_int_equal(store.trouble.kind, ERR_NONE);
	write_film(*state, broken);
	assert_int_equal(store_save_over(&store, NULL), 0);
	store_close(&store);
	open_film(&store, *state);
	assert_string_equal(store.film->style, "whole again");
	assert_string_equal(store.film->title, "ours");
	store_close(&store);
	loop_free(loop);
}

/* Changed between the child's first look and its rename. */
static void test_changed_while_the_child_saves(void **state)
{
	struct heard heard = {0};
	struct store store;
	struct loop *loop = loop_new();
	write_film(*state, small_film);
	hold(&store, *state);
	set(&store, "title", "ours");
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), 0);
	write_film(*state, BY_HAND("\"style\":\"theirs\",")); /* it has no go yet */
	while (!heard.saves)
		assert_int_equal(loop_turn(loop, NULL), 0);
	assert_non_null(strstr(heard.error, "another program was at film.json"));
	assert_film_text(*state, BY_HAND("\"style\":\"theirs\","));
	assert_int_equal(store_save(&store, NULL), 0);
	assert_string_equal(store.film->style, "theirs");
	assert_string_equal(store.film->title, "ours");
	store_close(&store);
	forget(&heard);
	loop_free(loop);
}

static void publish_a_take(const struct room *room)
{
	struct err err = {0};
	char *path = film_path(room), *clip = xasprintf("%s/clip.tmp", path);
	int dir = open(path, O_RDONLY | O_DIRECTORY), fd = open(clip, O_WRONLY | O_CREAT, 0666);
	assert_int_equal(write(fd, "clip", 4), 4);
	close(fd);
	char *take = take_claim(dir, "b", &err);
	struct json *recipe = json_new_object();
	assert_fine(take_publish(dir, "b", take, "clip.tmp", "mp4", recipe, &err), &err);
	json_free(recipe);
	close(dir);
	free(take);
	free(path);
	free(clip);
}

static void test_news(void **state)
{
	struct heard heard = {0};
	struct store store;
	struct loop *loop = loop_new();
	write_film(*state, small_film);
	hold(&store, *state);
	struct store_watch *watch = store_watch_new(&store, loop, hear_news, &heard, NULL);
	assert_non_null(watch);
	publish_a_take(*state);
	wait_for_news(loop, &heard, WATCH_TAKES, "b");
	set(&store, "title", "ours"); /* what we do ourselves is no news */
	assert_int_equal(store_save(&store, NULL), 0);
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), 0);
	while (!heard.saves)
		assert_int_equal(loop_turn(loop, NULL), 0);
	write_film(*state, BY_HAND("\"style\":\"theirs\","));
	wait_for_news(loop, &heard, WATCH_FILM, NULL);
	refresh(&store);
	store_watch_free(watch);
	store_close(&store);
	loop_free(loop);
}

/* A board of its own process: holds the film, gives way when asked, and leaves. */
struct board {
	struct store store;
	bool gave;
};

static void give_way(void *arg, enum watch_news news, const char *what)
{
	struct board *board = arg;
	if (news == WATCH_TAKE_OVER)
		board->gave = store_give_way(&board->store, what, NULL) == 0;
}

static pid_t start_board(const struct room *room)
{
	int ready[2];
	char byte;
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		struct board board = {0};
		struct loop *loop = loop_new();
		hold(&board.store, room);
		set(&board.store, "title", "theirs");
		if (!store_watch_new(&board.store, loop, give_way, &board, NULL) ||
		    write(ready[1], "x", 1) != 1)
			_exit(1);
		while (!board.gave)
			loop_turn(loop, NULL);
		_exit(board.store.read_only && strstr(board.store.why_read_only, "took over") ? 0
											     : 2);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return child;
}

static void test_take_over(void **state)
{
	struct err err = {0};
	struct store store;
	int status;
	write_film(*state, small_film);
	pid_t child = start_board(*state);
	open_film(&store, *state);
	assert_int_equal(store_hold(&store, &err), -1);
	err_clear(&err);
	store_read_only(&store, "it was opened for reading");
	assert_fine(store_take_over(&store, 10000, &err), &err);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_false(store.read_only);
	assert_string_equal(store.film->title, "theirs");
	assert_int_equal(store.recovered, 0); /* it saved before it went */
	set(&store, "title", "ours");
	store_close(&store);
}

static void test_who_hangs_keeps_it(void **state)
{
	struct err err = {0};
	struct store store;
	write_film(*state, small_film);
	pid_t child = start_board(*state);
	kill(child, SIGSTOP);
	assert_int_equal(waitpid(child, NULL, WUNTRACED), child);
	open_film(&store, *state);
	store_read_only(&store, "it was opened for reading");
	assert_int_equal(store_take_over(&store, 50, &err), -1);
	assert_int_equal(err.kind, ERR_BUSY);
	assert_ptr_equal(strstr(err_text(&err), "no answer within 0.05 s: "), err_text(&err));
	assert_true(store.read_only);
	err_clear(&err);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_fine(store_hold(&store, &err), &err);
	assert_string_equal(store.film->title, "theirs");
	assert_int_equal(store.recovered, 1);
	store_close(&store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_merged_into_ours),
		TEST(test_killed_after_a_merge),
		TEST(test_taken_as_it_is),
		TEST(test_conflicts_wait),
		TEST(test_broken_is_not_saved_over),
		TEST(test_changed_while_the_child_saves),
		TEST(test_news),
		TEST(test_take_over),
		TEST(test_who_hangs_keeps_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
