/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "ledger_help.h"
#include "room.h"
#include "util/file.h"
#include "util/mem.h"

static mode_t mode_of(const char *path)
{
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 0777;
}

static void only_its_owner_may_look(void **state)
{
	struct room *room = *state;
	mode_t old = umask(0);
	struct ledger *ledger = opened();
	struct job job = added(ledger);
	char *folder = xasprintf("%s/scenetty", room->path);
	char *log = xasprintf("%s-wal", room->ledger);
	assert_int_equal(mode_of(folder), 0700);
	assert_int_equal(mode_of(room->ledger), 0600);
	assert_int_equal(mode_of(log), 0600);
	umask(old);
	free(folder);
	free(log);
	job_clear(&job);
	ledger_close(ledger);
}

/* Writes over the closed ledger at an offset. */
static void patch(const struct room *room, off_t at, const void *bytes, size_t count)
{
	int fd = open(room->ledger, O_RDWR | O_CREAT, 0600);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, count, at), count);
	close(fd);
}

static void refused(const char *words)
{
	struct err err = {0};
	assert_null(ledger_open(&err));
	if (!strstr(err_text(&err), words) || !strstr(err_text(&err), "/scenetty/ledger.db") ||
	    !strstr(err_text(&err), "move"))
		fail_msg("%s", err_text(&err));
	assert_int_equal(err.kind, ERR_INVALID);
	err_clear(&err);
}

static void made(void)
{
	struct ledger *ledger = opened();
	struct job job = added(ledger);
	job_clear(&job);
	ledger_close(ledger);
}

static void a_text_file_is_no_ledger(void **state)
{
	struct room *room = *state;
	static const char text[] = "Dear diary, today I set the curtains on fire.\n";
	made();
	truncate(room->ledger, 0);
	patch(room, 0, text, sizeof text - 1);
	refused("not a ledger");
	assert_int_equal(access(room->ledger, F_OK), 0);
}

static void another_programs_database_is_no_ledger(void **state)
{
	made();
	patch(*state, 68, "\0\0\0\x7", 4); /* application_id in SQLite's header */
	refused("not a ledger");
	patch(*state, 68, "\0\0\0\0", 4); /* a program that sets none */
	refused("not a ledger");
}

static void a_newer_ledger_is_left_alone(void **state)
{
	made();
	patch(*state, 60, "\0\0\0\x5", 4); /* user_version */
	refused("newer scenetty");
}

static void a_damaged_ledger_is_told(void **state)
{
	struct room *room = *state;
	char noise[4096];
	made();
	memset(noise, 0xa5, sizeof noise);
	patch(room, 100, noise, sizeof noise - 100);
	refused("damaged");
}

static void made_home(void)
{
	char *home = file_state_home();
	assert_int_equal(file_make_path(home, NULL), 0);
	free(home);
}

static void a_folder_in_its_place(void **state)
{
	struct room *room = *state;
	made_home();
	assert_int_equal(mkdir(room->ledger, 0700), 0);
	struct err err = {0};
	assert_null(ledger_open(&err));
	assert_non_null(strstr(err_text(&err), "ledger.db"));
	err_clear(&err);
}

static void an_empty_file_becomes_one(void **state)
{
	struct room *room = *state;
	made_home();
	patch(room, 0, "", 0);
	made();
}

/* No more room: every write beyond a limit fails. What was there stays. */
static void a_full_disk_loses_nothing(void **state)
{
	struct room *room = *state;
	struct rlimit old, small;
	struct stat st;
	struct err err = {0};
	struct ledger *ledger = opened();
	struct job job = added(ledger), more;
	char *log = xasprintf("%s-wal", room->ledger);
	assert_int_equal(stat(log, &st), 0);
	getrlimit(RLIMIT_FSIZE, &old);
	small = (struct rlimit){(rlim_t)st.st_size + 100, old.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	more = sample("k1tten");
	assert_int_equal(ledger_add(ledger, &more, &err), -1);
	assert_int_equal(ledger_move(ledger, &job, JOB_SUBMITTING, NULL, NULL, NULL, NULL), -1);
	assert_int_equal(job.state, JOB_QUEUED);
	setrlimit(RLIMIT_FSIZE, &old);
	assert_int_equal(err.kind, ERR_IO);
	assert_non_null(strstr(err_text(&err), "ledger.db"));
	struct job read = only_job(ledger);
	assert_int_equal(read.state, JOB_QUEUED);
	bring(ledger, &job, JOB_DONE);
	job_clear(&read);
	job_clear(&more);
	job_clear(&job);
	err_clear(&err);
	free(log);
	ledger_close(ledger);
}

static char *film_folder(const struct room *room, const char *name, const char *id)
{
	char *path = xasprintf("%s/%s", room->path, name);
	char *text = xasprintf("{\"scenetty\":1,\"id\":\"%s\",\"scenes\":[]}\n", id);
	mkdir(path, 0777);
	int dir = open(path, O_RDONLY | O_DIRECTORY);
	assert_int_equal(file_save(dir, "film.json", text, strlen(text), NULL), 0);
	close(dir);
	free(text);
	return path;
}

static void stands_in(struct ledger *ledger, const char *folder, const char *other)
{
	char *found;
	assert_int_equal(ledger_film(ledger, "k1tten", folder, &found, NULL), 0);
	if (other)
		assert_string_equal(found, other);
	else
		assert_null(found);
	free(found);
}

static void a_copied_folder_is_told(void **state)
{
	struct ledger *ledger = opened();
	char *first = film_folder(*state, "first", "k1tten");
	char *copy = film_folder(*state, "copy", "k1tten");
	stands_in(ledger, first, NULL);
	stands_in(ledger, first, NULL);
	stands_in(ledger, copy, first);
	stands_in(ledger, copy, first); /* until it has another id */
	stands_in(ledger, first, NULL); /* the first one stays the film */
	free(film_folder(*state, "first", "another"));
	stands_in(ledger, copy, NULL); /* the first one is another film by now */
	stands_in(ledger, copy, NULL);
	free(first);
	free(copy);
	ledger_close(ledger);
}

static void a_moved_folder_is_the_same_film(void **state)
{
	struct room *room = *state;
	struct ledger *ledger = opened();
	char *first = film_folder(room, "first", "k1tten");
	char *moved = xasprintf("%s/moved", room->path);
	stands_in(ledger, first, NULL);
	assert_int_equal(rename(first, moved), 0);
	stands_in(ledger, moved, NULL);
	free(film_folder(room, "first", "k1tten"));
	stands_in(ledger, first, moved); /* put back as a copy */
	free(first);
	free(moved);
	ledger_close(ledger);
}

static void two_paths_to_one_folder_are_one_film(void **state)
{
	struct room *room = *state;
	struct ledger *ledger = opened();
	char *first = film_folder(room, "first", "k1tten");
	char *link = xasprintf("%s/link", room->path);
	assert_int_equal(symlink(first, link), 0);
	stands_in(ledger, first, NULL);
	stands_in(ledger, link, NULL);
	stands_in(ledger, first, NULL);
	free(first);
	free(link);
	ledger_close(ledger);
}

static void without_a_home(void **state)
{
	struct err err = {0};
	char *home = xstrdup(getenv("HOME") ? getenv("HOME") : "/");
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	assert_null(ledger_open(&err));
	assert_non_null(strstr(err_text(&err), "HOME"));
	setenv("HOME", home, 1);
	err_clear(&err);
	free(home);
}

static void what_is_let_go_is_anybodys(void **state)
{
	struct ledger *ledger = opened();
	struct job job = sample("k1tten"), read;

	assert_int_equal(ledger_add(ledger, &job, NULL), 0);
	assert_int_equal(ledger_let_go(ledger, &job, NULL), 0);
	read = only_job(ledger);
	assert_false(job_is_carried(&read)); /* though who had it lives */
	assert_int_equal(ledger_adopt(ledger, &read, NULL), 0);
	assert_true(job_is_carried(&read));
	assert_int_equal(ledger_adopt(ledger, &job, NULL), -1); /* another was faster */
	job_clear(&job);
	job_clear(&read);
	ledger_close(ledger);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(only_its_owner_may_look),
		TEST(a_text_file_is_no_ledger),
		TEST(another_programs_database_is_no_ledger),
		TEST(a_newer_ledger_is_left_alone),
		TEST(a_damaged_ledger_is_told),
		TEST(a_folder_in_its_place),
		TEST(an_empty_file_becomes_one),
		TEST(a_full_disk_loses_nothing),
		TEST(a_copied_folder_is_told),
		TEST(a_moved_folder_is_the_same_film),
		TEST(two_paths_to_one_folder_are_one_film),
		TEST(without_a_home),
		TEST(what_is_let_go_is_anybodys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
