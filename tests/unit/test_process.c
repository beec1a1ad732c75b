/* SPDX-License-Identifier: MIT
 *
 * Programs of the user's: what they see, what is heard of them, how they end.
 */
#include "check.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "job/process.h"
#include "util/buf.h"

struct heard {
	struct loop *loop;
	struct process *process;
	struct buf lines; /* each with a '|' behind it */
	char *said;
	int status;
	bool ended;
	const char *stop_at; /* the line at which it is stopped */
};

static void on_line(void *arg, const char *line)
{
	struct heard *heard = arg;

	if (heard->lines.len < 10000)
		buf_addf(&heard->lines, "%s|", line);
	if (heard->stop_at && strcmp(line, heard->stop_at) == 0)
		process_stop(heard->process);
}

static void on_end(void *arg, int status, const char *said)
{
	struct heard *heard = arg;

	heard->status = status;
	heard->said = xstrdup(said);
	heard->ended = true;
	process_free(heard->process);
	heard->process = NULL;
}

static int enter(void **state)
{
	struct heard *heard = xcalloc(1, sizeof *heard);

	prctl(PR_SET_CHILD_SUBREAPER, 1); /* who is left behind comes to us */
	heard->loop = loop_new();
	*state = heard;
	return 0;
}

static int leave(void **state)
{
	struct heard *heard = *state;

	process_free(heard->process);
	while (wait(NULL) > 0)
		;
	loop_free(heard->loop);
	buf_free(&heard->lines);
	free(heard->said);
	free(heard);
	return 0;
}

/* Begins a script of the shell. */
static void begin(struct heard *heard, const char *script, const char *input)
{
	struct err err = {0};
	char *words[] = {(char *)"sh", (char *)"-c", (char *)script, NULL};
	char path[] = "PATH=/usr/bin:/bin", own[] = "OWN=a word";
	char *environment[] = {path, own, NULL};
	struct process_what what = {words, environment, "/", input, strlen(input), 50};

	heard->process = process_new(heard->loop, &what, on_line, on_end, heard, &err);
	if (!heard->process)
		fail_msg("%s", err_text(&err));
}

static void finish(struct heard *heard)
{
	while (!heard->ended)
		assert_int_equal(loop_turn(heard->loop, NULL), 0);
}

static void run(struct heard *heard, const char *script, const char *input)
{
	begin(heard, script, input);
	finish(heard);
}

static void test_what_it_sees_and_says(void **state)
{
	struct heard *heard = *state;

	run(heard, "cat; echo; echo $OWN $HOME; pwd; printf '1%%\\r2%%\\r'; echo oh >&2; exit 3",
	    "{\"a\":1}");
	assert_string_equal(buf_str(&heard->lines), "{\"a\":1}|a word|/|1%|2%|");
	assert_string_equal(heard->said, "oh\n");
	assert_int_equal(WEXITSTATUS(heard->status), 3);
}

/* A descriptor we forgot to mark, a signal we block or ignore, our session. */
static void test_nothing_of_ours(void **state)
{
	struct heard *heard = *state;
	sigset_t one, before;
	int forgotten = dup(STDERR_FILENO), session, terminal;
	unsigned long long blocked, ignored;

	sigemptyset(&one);
	sigaddset(&one, SIGTERM);
	sigprocmask(SIG_BLOCK, &one, &before);
	signal(SIGHUP, SIG_IGN);
	run(heard,
	    "for fd in /proc/$$/fd/*; do echo ${fd##*/}; done; "
	    "grep -E 'Sig(Blk|Ign)' /proc/$$/status | tr -d '\\t'; "
	    "read -r a b c d e session tty f </proc/$$/stat; echo $session $tty",
	    "");
	signal(SIGHUP, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(forgotten);
	assert_int_equal(sscanf(buf_str(&heard->lines), "0|1|2|3|SigBlk:%llx|SigIgn:%llx|%d %d|",
				&blocked, &ignored, &session, &terminal),
			 4); /* 3 is the shell's, which reads the folder */
	assert_int_equal(blocked, 0);
	assert_int_equal(ignored & 0x7fffffff, 0); /* two above are the C library's own */
	assert_int_not_equal(session, getsid(0));
	assert_int_equal(terminal, 0);
}

static void test_what_is_no_program(void **state)
{
	struct heard *heard = *state;
	struct err err = {0};
	char *words[] = {(char *)"/nowhere/makeclip", NULL}, *environment[] = {NULL};
	struct process_what what = {words, environment, "/", "", 0, 0};

	heard->process = process_new(heard->loop, &what, on_line, on_end, heard, &err);
	finish(heard);
	assert_int_equal(WEXITSTATUS(heard->status), 127);
	assert_string_equal(heard->said,
			    "/nowhere/makeclip can't be run: No such file or directory\n");
}

static void test_floods_are_kept_short(void **state)
{
	struct heard *heard = *state;

	run(heard,
	    "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end; "
	    "head -c 100000 /dev/zero | tr '\\0' y >&2; echo z >&2",
	    "");
	assert_int_equal(strcspn(buf_str(&heard->lines), "|"), 4096);
	assert_non_null(strstr(buf_str(&heard->lines), "|end|"));
	assert_in_range(strlen(heard->said), 8192, 16384);
	assert_string_equal(heard->said + strlen(heard->said) - 3, "yz\n");
}

/* All of its group, and it is heard that they are gone. */
static void test_stop(void **state)
{
	struct heard *heard = *state;

	heard->stop_at = "ready";
	run(heard, "sleep 1000 & sleep 1000 & echo ready; wait", "");
	assert_int_equal(WTERMSIG(heard->status), SIGTERM);
	assert_int_equal(wait(NULL), -1);
}

static void test_stop_of_one_that_goes_gently(void **state)
{
	struct heard *heard = *state;

	heard->stop_at = "ready";
	run(heard, "trap 'echo swept; exit 0' TERM; echo ready; sleep 1000 & wait", "");
	assert_string_equal(buf_str(&heard->lines), "ready|swept|");
	assert_int_equal(heard->status, 0);
}

static void test_stop_of_one_that_does_not_hear(void **state)
{
	struct heard *heard = *state;

	heard->stop_at = "ready";
	run(heard, "trap '' TERM; echo ready; while :; do sleep 1000; done", "");
	assert_int_equal(WTERMSIG(heard->status), SIGKILL);
	while (wait(NULL) > 0)
		;
}

/* What it left running holds its stdout, and lives. */
static void test_end_with_somebody_left(void **state)
{
	struct heard *heard = *state;

	run(heard, "sleep 1000 & echo $!", "");
	assert_int_equal(heard->status, 0);
	assert_int_equal(kill(atoi(buf_str(&heard->lines)), SIGKILL), 0);
}

/* We are killed: nobody of the group is left. */
static void test_our_death(void **state)
{
	struct heard *heard = *state;
	int ends[2], status;
	char byte;
	pid_t we;

	assert_int_equal(pipe(ends), 0);
	we = fork();
	if (we == 0) {
		begin(heard, "trap '' TERM; sleep 1000 & echo ready; wait; sleep 1000", "");
		while (!heard->lines.len)
			loop_turn(heard->loop, NULL);
		if (write(ends[1], "x", 1) == 1)
			raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(read(ends[0], &byte, 1), 1);
	assert_int_equal(waitpid(we, &status, 0), we);
	assert_int_equal(WTERMSIG(status), SIGKILL);
	while (wait(NULL) > 0) /* those that came to us */
		;
	close(ends[0]);
	close(ends[1]);
}

/* So does letting go. */
static void test_letting_go(void **state)
{
	struct heard *heard = *state;

	begin(heard, "echo ready; sleep 1000", "");
	while (!heard->lines.len)
		loop_turn(heard->loop, NULL);
	process_free(heard->process);
	heard->process = NULL;
	while (wait(NULL) > 0)
		;
	assert_false(heard->ended);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_it_sees_and_says),
		TEST(test_nothing_of_ours),
		TEST(test_what_is_no_program),
		TEST(test_floods_are_kept_short),
		TEST(test_stop),
		TEST(test_stop_of_one_that_goes_gently),
		TEST(test_stop_of_one_that_does_not_hear),
		TEST(test_end_with_somebody_left),
		TEST(test_our_death),
		TEST(test_letting_go),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
