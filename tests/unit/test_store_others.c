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

struct news {
	enum watch_news first;
	char *what;
	int count;
};

static void hear_news(void *arg, enum watch_news kind, const char *what)
{
	struct news *news = arg;
	if (news->count++)
		return;
	news->first = kind;
	news->what = what ? xstrdup(what) : NULL;
}

static void wait_for_news(struct loop *loop, struct news *news, enum watch_news kind,
			  const char *what)
{
	while (!news->count)
		assert_int_equal(loop_turn(loop, NULL), 0);
	assert_int_equal(news->first, kind);
	if (what)
		assert_string_equal(news->what, what);
	free(news->what);
	*news = (struct news){0};
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
	struct news news = {0};
	struct heard heard = {0};
	struct store store;
	struct loop *loop = loop_new();
	write_film(*state, small_film);
	hold_film(&store, *state);
	struct store_watch *watch = store_watch_new(&store, loop, hear_news, &news, NULL);
	assert_non_null(watch);
	publish_a_take(*state);
	wait_for_news(loop, &news, WATCH_TAKES, "b");
	apply_text(&store, "title", "ours"); /* what we do ourselves is no news */
	assert_int_equal(store_save(&store, NULL), 0);
	assert_int_equal(store_save_start(&store, loop, hear_save, &heard, NULL), 0);
	while (!heard.times)
		assert_int_equal(loop_turn(loop, NULL), 0);
	write_film(*state, BY_HAND("\"style\":\"theirs\","));
	wait_for_news(loop, &news, WATCH_FILM, NULL);
	assert_int_equal(store_refresh(&store, NULL, NULL), 0);
	store_watch_free(watch);
	store_close(&store);
	loop_free(loop);
}

/* A board of its own process: holds the film, saves when somebody changed it, gives way
 * when asked, and leaves. */
struct board {
	struct store store;
	bool gave, is_changed;
};

static void give_way(void *arg, enum watch_news news, const char *what)
{
	struct board *board = arg;
	if (news == WATCH_TAKE_OVER)
		board->gave = store_give_way(&board->store, what, NULL) == 0;
	board->is_changed |= news == WATCH_CHANGE;
}

static pid_t start_board(const struct room *room)
{
	int ready[2];
	char byte;
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		struct board board = {0};
		struct heard heard = {0};
		struct loop *loop = loop_new();
		hold_film(&board.store, room);
		apply_text(&board.store, "title", "theirs");
		if (!store_watch_new(&board.store, loop, give_way, &board, NULL) ||
		    write(ready[1], "x", 1) != 1)
			_exit(1);
		while (!board.gave) {
			loop_turn(loop, NULL);
			if (board.is_changed && !store_is_saving(&board.store))
				board.is_changed = store_save_start(&board.store, loop, hear_save,
								    &heard, NULL) < 0;
		}
		_exit(board.store.read_only && strstr(board.store.why_read_only, "took over") ? 0
											     : 2);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return child;
}

/* .scenetty may be removed at any time; only what undo could do goes with it. */
static void test_cache_removed(void **state)
{
	struct err err = {0};
	struct news news = {0};
	struct store store, other;
	struct loop *loop = loop_new();
	const struct room *room = *state;
	char *cache = xasprintf("%s/film/.scenetty", room->path), *text;
	write_film(room, small_film);
	hold_film(&store, room);
	struct store_watch *watch = store_watch_new(&store, loop, hear_news, &news, NULL);
	apply_text(&store, "title", "one");
	nftw(cache, check_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	apply_text(&store, "title", "two");
	assert_fine(store_save(&store, &err), &err);
	text = read_film_text(room);
	assert_non_null(strstr(text, "\"two\""));
	open_film(&other, room);
	assert_int_equal(store_lock(&other, 0, NULL), -1); /* it is held as before */
	store_close(&other);
	nftw(cache, check_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	while (access(cache, F_OK) < 0)
		assert_int_equal(loop_turn(loop, NULL), 0);
	publish_a_take(room);
	wait_for_news(loop, &news, WATCH_TAKES, "b");
	apply_text(&store, "title", "three");
	assert_fine(store_save(&store, &err), &err);
	store_watch_free(watch);
	store_close(&store);
	assert_walk(room, store_undo, "title three", "two");
	loop_free(loop);
	free(cache);
	free(text);
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
	apply_text(&store, "title", "ours");
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

/* A change of a command, the film being held by somebody else. */
static int ask(struct store *store, const char *member, struct json *value, int wait_ms,
	       struct err *err)
{
	struct step step = {0};
	step_set(&step, OF_SCENE, "b", member, value);
	step_label(&step, "%s of b", member);
	return store_ask(store, &step, wait_ms, err);
}

static void test_asking_a_board(void **state)
{
	struct err err = {0};
	struct store store;
	write_film(*state, small_film);
	pid_t child = start_board(*state);
	open_film(&store, *state);
	assert_true(store_is_held_by_another(&store));
	assert_int_equal(store_lock(&store, 100000, &err), -1); /* at once */
	assert_int_equal(err.kind, ERR_BUSY);
	err_clear(&err);
	assert_fine(ask(&store, "prompt", json_new_str("asked"), 10000, &err), &err);
	char *text = read_film_text(*state); /* it is on the disk, with theirs */
	assert_non_null(strstr(text, "\"asked\""));
	assert_non_null(strstr(text, "\"theirs\""));
	assert_string_equal(film_scene(store.film, "b")->prompt, "asked");
	assert_int_equal(ask(&store, "seconds", json_new_str("long"), 10000, &err), -1);
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err_text(&err),
			    "scene “b”: seconds: expected a number from 0.1 to 3600, found a text");
	err_clear(&err);
	assert_fine(store_take_over(&store, 10000, &err), &err);
	assert_int_equal(waitpid(child, NULL, 0), child);
	char *undone = store_undo(&store, NULL);
	assert_string_equal(undone, "prompt of b");
	free(undone);
	free(text);
	store_close(&store);
}

static void test_asking_who_hangs(void **state)
{
	struct err err = {0};
	struct store store;
	write_film(*state, small_film);
	pid_t child = start_board(*state);
	kill(child, SIGSTOP);
	assert_int_equal(waitpid(child, NULL, WUNTRACED), child);
	open_film(&store, *state);
	assert_int_equal(ask(&store, "prompt", json_new_str("asked"), 50, &err), -1);
	assert_non_null(strstr(err_text(&err), "does not answer"));
	err_clear(&err);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_fine(store_hold(&store, &err), &err);
	assert_null(film_scene(store.film, "b")->prompt); /* it was taken back */
	store_close(&store);
}

/* Gone between our look and our ask: we make the change ourselves. */
static void test_asking_who_is_gone(void **state)
{
	struct err err = {0};
	struct store store;
	write_film(*state, small_film);
	open_film(&store, *state);
	assert_false(store_is_held_by_another(&store));
	assert_fine(ask(&store, "prompt", json_new_str("asked"), 10000, &err), &err);
	store_close(&store);
	open_film(&store, *state);
	assert_string_equal(film_scene(store.film, "b")->prompt, "asked");
	store_close(&store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_news),
		TEST(test_cache_removed),
		TEST(test_take_over),
		TEST(test_who_hangs_keeps_it),
		TEST(test_asking_a_board),
		TEST(test_asking_who_hangs),
		TEST(test_asking_who_is_gone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
