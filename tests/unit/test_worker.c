/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "pool_help.h"
#include "util/file.h"
#include "util/mem.h"

static void it_is_kept_warm(void **state)
{
	pid_t first = ask_pid(*state, "echo");
	assert_true(first > 0);
	assert_int_equal(ask_pid(*state, "echo"), first);
}

static void descriptors_go_both_ways(void **state)
{
	struct house *house = *state;
	struct answer answer = {.fd = -1};
	struct buf got = {0};
	char *path = xasprintf("%s/sent", house->room->path);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	file_write_all(fd, "a kitten", 8, "sent", NULL);
	pool_ask(house->pool, ROLE_DRAW, BATCH, fake("echo"), &fd, 1, 0, hear, &answer);
	close(fd); /* the pool has its own */
	turn_until(house, &answer.ended, 1);
	assert_true(answer.fd >= 0);
	assert_int_equal(file_read_fd(answer.fd, 100, "echo", &got, NULL), 0);
	assert_string_equal(buf_str(&got), "a kitten");
	buf_free(&got);
	forget(&answer);
	free(path);
}

/* Two MORE before a process has the request, one after. */
static void parts_arrive_in_order(void **state)
{
	struct house *house = *state;
	struct answer answer = {.fd = -1};
	struct json *body = fake("echo"), *name;
	json_set_num(body, "parts", 3);
	answer.request = pool_ask(house->pool, ROLE_DRAW, BATCH, body, NULL, 0, 0, hear, &answer);
	for (int i = 0; i < 3; i++) {
		struct json *part = json_new_object();
		json_set_str(part, "name", (const char *[]){"one", "two", "three"}[i]);
		if (i == 2)
			turn_until(house, &answer.progress, 1);
		assert_int_equal(request_more(answer.request, part, NULL, 0, NULL), 0);
	}
	turn_until(house, &answer.ended, 1);
	name = json_first(json_get(answer.body, "names"));
	assert_string_equal(json_str(name), "one");
	assert_string_equal(json_str(name = json_next(name)), "two");
	assert_string_equal(json_str(json_next(name)), "three");
	forget(&answer);
}

static void an_error_comes_as_it_was_said(void **state)
{
	struct answer answer;
	ask(*state, &answer, "refuse", BATCH, 0);
	turn_until(*state, &answer.ended, 1);
	assert_int_equal(answer.err.kind, ERR_MEDIA);
	assert_string_equal(err_text(&answer.err), "no font here has a picture for 🦥");
	forget(&answer);
	ask(*state, &answer, "no-room", BATCH, 0);
	turn_until(*state, &answer.ended, 1);
	assert_int_equal(answer.err.kind, ERR_IO);
	forget(&answer);
	ask(*state, &answer, "swear", BATCH, 0);
	turn_until(*state, &answer.ended, 1);
	assert_string_equal(err_text(&answer.err), "bad ^[[31mclip<U+202E>");
	forget(&answer);
}

static void what_misbehaves_is_replaced(void **state)
{
	static const struct {
		const char *act, *words;
	} rows[] = {
		{"die", "the media process was ended by signal 9 (Killed)"},
		{"hang", "the media process did not answer for"},
		{"babble", "different installations"},
		{"newer", "different installations"},
		{"too-much", "no message"},
		{"nonsense", "message"},
		{"flood", "talked without end"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct answer answer;
		pid_t before = ask_pid(*state, "echo");
		ask(*state, &answer, rows[i].act, BATCH, strcmp(rows[i].act, "hang") ? 0 : 100);
		turn_until(*state, &answer.ended, 1);
		assert_int_equal(answer.err.kind, ERR_WORKER);
		if (!strstr(err_text(&answer.err), rows[i].words))
			fail_msg("%s: %s", rows[i].act, err_text(&answer.err));
		forget(&answer);
		pid_t after = ask_pid(*state, "echo");
		assert_true(after > 0 && after != before);
		assert_int_equal(kill(before, 0), -1);
	}
}

static void answers_nobody_waits_for_are_dropped(void **state)
{
	pid_t pid = ask_pid(*state, "others");
	assert_int_equal(ask_pid(*state, "echo"), pid);
}

static void progress_is_told(void **state)
{
	struct house *house = *state;
	struct answer answer;
	ask(house, &answer, "wait", BATCH, 0);
	turn_until(house, &answer.progress, 1);
	assert_int_equal(answer.ended, 0);
	fake_open_gate(house->gate);
	turn_until(house, &answer.ended, 1);
	assert_int_equal(answer.err.kind, ERR_NONE);
	forget(&answer);
}

static void one_that_died_at_rest_is_replaced(void **state)
{
	pid_t pid = ask_pid(*state, "echo");
	siginfo_t info;
	kill(pid, SIGKILL);
	waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
	pid_t next = ask_pid(*state, "echo");
	assert_true(next > 0 && next != pid);
}

static bool media_knows(struct house *house, const char *variable)
{
	struct answer answer = {.fd = -1};
	struct json *body = fake("environment");
	json_set_str(body, "name", variable);
	pool_ask(house->pool, ROLE_DRAW, BATCH, body, NULL, 0, 0, hear, &answer);
	turn_until(house, &answer.ended, 1);
	bool known = json_get_str(answer.body, "value");
	forget(&answer);
	return known;
}

static void secrets_stay_here(void **state)
{
	setenv("OPENAI_API_KEY", "sk-secret", 1);
	assert_false(media_knows(*state, "OPENAI_API_KEY"));
	assert_true(media_knows(*state, "HOME"));
	unsetenv("OPENAI_API_KEY");
}

/* Asks a program that is no media process. */
static void ask_program(struct house *house, const char *program, struct err *err)
{
	struct pool *pool = pool_new(house->loop, program, 1);
	assert_null(
		pool_ask_wait(house->loop, pool, ROLE_DRAW, fake("echo"), NULL, 0, 0, NULL, err));
	pool_free(pool);
	assert_int_equal(err->kind, ERR_WORKER);
}

static void a_missing_program_is_one_sentence(void **state)
{
	struct err err = {0};
	ask_program(*state, "/nonexistent/scenetty-media", &err);
	assert_non_null(strstr(err_text(&err), "/nonexistent/scenetty-media is missing"));
	assert_non_null(strstr(err_text(&err), "SCENETTY_MEDIA"));
	assert_null(strchr(err_text(&err), '\n'));
	err_clear(&err);
	ask_program(*state, "/bin/false", &err);
	assert_string_equal(err_text(&err), "the media process ended with status 1");
	err_clear(&err);
}

static void waiting_for_an_answer(void **state)
{
	struct house *house = *state;
	struct err err = {0};
	int fd;
	struct json *answer = pool_ask_wait(house->loop, house->pool, ROLE_DRAW, fake("echo"), NULL,
					    0, 0, &fd, &err);
	assert_non_null(answer);
	assert_true(fd >= 0);
	close(fd);
	json_free(answer);
	assert_null(pool_ask_wait(house->loop, house->pool, ROLE_DRAW, fake("die"), NULL, 0, 0, &fd,
				  &err));
	assert_int_equal(err.kind, ERR_WORKER);
	assert_int_equal(fd, -1);
	err_clear(&err);
}

/* A media process does not outlive the one that asks. */
static void it_dies_with_its_asker(void **state)
{
	struct house *house = *state;
	int told[2];
	pid_t media = 0;
	assert_int_equal(pipe(told), 0);
	pid_t child = fork();
	if (child == 0) {
		struct answer answer;
		media = ask_pid(house, "echo");
		ask(house, &answer, "hang", BATCH, 0);
		turn_until(house, &answer.progress, 1);
		(void)!write(told[1], &media, sizeof media);
		for (;;)
			loop_turn(house->loop, NULL);
	}
	assert_int_equal(read(told[0], &media, sizeof media), sizeof media);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	int ended = (int)syscall(SYS_pidfd_open, media, 0);
	struct pollfd watched = {.fd = ended, .events = POLLIN};
	assert_true(ended < 0 || poll(&watched, 1, 10000) == 1);
	if (ended >= 0)
		close(ended);
	close(told[0]);
	close(told[1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, house_enter, house_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_kept_warm),
		TEST(descriptors_go_both_ways),
		TEST(parts_arrive_in_order),
		TEST(an_error_comes_as_it_was_said),
		TEST(what_misbehaves_is_replaced),
		TEST(answers_nobody_waits_for_are_dropped),
		TEST(progress_is_told),
		TEST(one_that_died_at_rest_is_replaced),
		TEST(secrets_stay_here),
		TEST(a_missing_program_is_one_sentence),
		TEST(waiting_for_an_answer),
		TEST(it_dies_with_its_asker),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
