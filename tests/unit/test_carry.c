/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/session/carry.h"
#include "recorder.h"
#include "room.h"
#include "util/mem.h"

/* A film's folder, another one beside it, and a call. */
struct pair {
	struct room *room;
	int from;
	struct session session;
	struct recorder recorder;
	struct call call;
};

static int make_folder(const struct room *room, const char *name)
{
	char *path = xasprintf("%s/%s", room->path, name);
	mkdir(path, 0777);
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(path);
	return dir;
}

static int enter(void **state)
{
	static const char story[] = "{\"scenetty\": 1, \"scenes\": []}";
	struct pair *pair = xcalloc(1, sizeof *pair);
	struct err err = {0};
	if (room_enter((void **)&pair->room) < 0)
		return -1;
	pair->from = make_folder(pair->room, "from");
	int film = make_folder(pair->room, "film");
	assert_int_equal(file_save(film, "film.json", story, strlen(story), NULL), 0);
	close(film);
	char *path = xasprintf("%s/film", pair->room->path);
	if (session_open(&pair->session, path, &err) < 0)
		fail_msg("%s", err_text(&err));
	free(path);
	pair->recorder = recorder_new(0);
	pair->call = (struct call){.session = &pair->session, .out = &pair->recorder.output};
	*state = pair;
	return 0;
}

static int leave(void **state)
{
	struct pair *pair = *state;
	call_clear(&pair->call);
	recorder_free(&pair->recorder);
	session_close(&pair->session);
	close(pair->from);
	room_leave((void **)&pair->room);
	free(pair);
	return 0;
}

static void put_file(int dir, const char *name, const char *text)
{
	assert_int_equal(file_save(dir, name, text, strlen(text), NULL), 0);
}

/* Larger than one turn copies. */
static void put_large_file(int dir, const char *name)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT, 0666);
	assert_int_equal(ftruncate(fd, 30 << 20), 0);
	close(fd);
}

static bool holds(int dir, const char *name, const char *text)
{
	struct buf found = {0};
	bool same = file_read(dir, name, 1000, &found, NULL) == 0 &&
		    strcmp(buf_str(&found), text) == 0;
	buf_free(&found);
	return same;
}

static int turn_to_end(struct pair *pair)
{
	while (pair->call.pending)
		assert_int_equal(loop_turn(pair->session.loop, NULL), 0);
	return (int)pair->call.error.kind;
}

static void is_swept(struct pair *pair, const char *name)
{
	char *temp = xasprintf(".%s.tmp.%ld", name, (long)getpid());
	assert_true(faccessat(pair->session.store.dir, name, F_OK, 0) < 0);
	assert_true(faccessat(pair->session.store.dir, temp, F_OK, 0) < 0);
	free(temp);
}

static void test_files_come_in(void **state)
{
	struct pair *pair = *state;
	int film = pair->session.store.dir;
	struct stat status;
	put_file(pair->from, "a", "first");
	put_large_file(pair->from, "b");
	struct carry *carry = carry_new(&pair->call, "copy", call_end);
	carry_file(carry, pair->from, "a", "one", false);
	carry_text(carry, xstrdup("a text"), "two");
	carry_file(carry, pair->from, "b", "three", false);
	assert_int_equal(carry_start(carry, NULL), 0);
	assert_true(pair->call.pending);
	assert_int_equal(turn_to_end(pair), ERR_NONE);
	assert_true(holds(film, "one", "first") && holds(film, "two", "a text"));
	assert_int_equal(fstatat(film, "three", &status, 0), 0);
	assert_int_equal(status.st_size, 30 << 20);
	assert_null(pair->session.carries);
}

static void test_never_over_another_one(void **state)
{
	struct pair *pair = *state;
	int film = pair->session.store.dir;
	put_file(pair->from, "a", "new");
	put_file(film, "kept", "old");
	put_file(film, "there", "old");
	struct carry *carry = carry_new(&pair->call, "copy", call_end);
	carry_file(carry, pair->from, "a", "one", false);
	carry_file(carry, pair->from, "a", "kept", true);
	carry_file(carry, pair->from, "a", "there", false);
	assert_int_equal(carry_start(carry, NULL), 0);
	assert_int_equal(turn_to_end(pair), ERR_IO);
	assert_true(holds(film, "kept", "old") && holds(film, "there", "old"));
	is_swept(pair, "one"); /* it had come in, and went again */
}

static void test_what_is_missing(void **state)
{
	struct pair *pair = *state;
	put_file(pair->from, "a", "new");
	struct carry *carry = carry_new(&pair->call, "copy", call_end);
	carry_file(carry, pair->from, "a", "one", false);
	carry_file(carry, pair->from, "nothing", "two", false);
	assert_int_equal(carry_start(carry, NULL), 0);
	assert_int_not_equal(turn_to_end(pair), ERR_NONE);
	is_swept(pair, "one");
	is_swept(pair, "two");
}

static void test_stopped(void **state)
{
	struct pair *pair = *state;
	put_file(pair->from, "a", "first");
	put_large_file(pair->from, "b");
	struct carry *carry = carry_new(&pair->call, "copy", call_end);
	carry_file(carry, pair->from, "a", "one", false);
	carry_file(carry, pair->from, "b", "two", false);
	assert_int_equal(carry_start(carry, NULL), 0);
	while (faccessat(pair->session.store.dir, "one", F_OK, 0) < 0)
		assert_int_equal(loop_turn(pair->session.loop, NULL), 0);
	session_cancel(&pair->session);
	assert_int_equal(turn_to_end(pair), ERR_CANCELLED);
	is_swept(pair, "one");
	is_swept(pair, "two");
}

static void test_left(void **state)
{
	struct pair *pair = *state;
	put_large_file(pair->from, "b");
	struct carry *carry = carry_new(&pair->call, "copy", call_end);
	carry_file(carry, pair->from, "b", "two", false);
	assert_int_equal(carry_start(carry, NULL), 0);
	loop_turn(pair->session.loop, NULL);
	carry_free_all(&pair->session);
	is_swept(pair, "two");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_files_come_in, enter, leave),
		cmocka_unit_test_setup_teardown(test_never_over_another_one, enter, leave),
		cmocka_unit_test_setup_teardown(test_what_is_missing, enter, leave),
		cmocka_unit_test_setup_teardown(test_stopped, enter, leave),
		cmocka_unit_test_setup_teardown(test_left, enter, leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
