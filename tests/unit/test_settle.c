/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "job_help.h"
#include "util/mem.h"

/* A process that does `work` and then stays until it is killed. */
struct child {
	pid_t pid;
	int told; /* gets a byte once the work is done */
};

static struct child begin(struct set *set, void (*work)(struct set *set))
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	struct child child = {fork(), ends[0]};
	if (child.pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		set_work(set, NULL);
		work(set);
		if (write(ends[1], "x", 1) != 1)
			abort();
		for (;;)
			pause();
	}
	close(ends[1]);
	return child;
}

static void await(const struct child *child)
{
	char byte;
	assert_int_equal(read(child->told, &byte, 1), 1);
}

static void kill_it(struct child *child)
{
	kill(child->pid, SIGKILL);
	assert_int_equal(waitpid(child->pid, NULL, 0), child->pid);
	close(child->told);
}

/* Work that was killed right behind its end. */
static void die_after(struct set *set, void (*work)(struct set *set))
{
	struct child child = begin(set, work);
	await(&child);
	kill_it(&child);
}

static size_t settled(struct set *set)
{
	size_t count;
	struct err err = {0};
	if (jobs_settle(set->ledger, set->dir, "k1tten", &count, &err) < 0)
		fail_msg("%s", err_text(&err));
	return count;
}

static void newest_is(struct set *set, enum job_state state, const char *take, const char *error)
{
	struct job job = newest_job(set);
	assert_string_equal(job_state_word(job.state), job_state_word(state));
	assert_string_equal(job.take ? job.take : "", take ? take : "");
	assert_string_equal(job.error ? job.error : "", error ? error : "");
	job_clear(&job);
}

/* What the next command does: it settles, and the scene gets its take. */
static void the_next_command_completes(struct set *set, enum job_state left)
{
	set_work(set, NULL);
	struct job job = newest_job(set);
	assert_string_equal(job_state_word(job.state), job_state_word(left));
	assert_false(job_is_carried(&job));
	job_clear(&job);
	assert_int_equal(settled(set), 1);
	assert_int_equal(settled(set), 0);
	newest_is(set, JOB_CANCELLED, NULL, "interrupted");
	job = newest_job(set);
	assert_int_equal(job.owner.pid, getpid()); /* it was taken over to be closed */
	job_clear(&job);
	set_is_swept(set);
	assert_int_equal(take_count(set, "match"), 0);
	free(set->film->scenes[0].prompt);
	set->film->scenes[0].prompt = xstrdup("ok");
	set_start(set, "match", 1);
	set_finish(set);
	newest_is(set, JOB_DONE, "t001", NULL);
	assert_int_equal(take_count(set, "match"), 1);
	set_is_swept(set);
}

static enum job_state wanted;

static void run_until_wanted(struct set *set)
{
	struct job job = {0};
	set_start(set, "match", 1);
	for (bool there = false; !there;) {
		job = newest_job(set);
		there = job.state == wanted;
		job_clear(&job);
		if (!there)
			loop_turn(set->loop, NULL);
	}
}

static void a_kill_in_every_state(void **state)
{
	static const struct {
		enum job_state state;
		const char *prompt;
	} rows[] = {
		{JOB_QUEUED, "ok"},
		{JOB_SUBMITTING, "wait-silently"},
		{JOB_WAITING, "wait"},
		{JOB_FETCHING, "ok wait"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct set *set;
		assert_int_equal(set_enter((void **)&set), 0);
		set_scene(set, "match", rows[i].prompt);
		wanted = rows[i].state;
		die_after(set, run_until_wanted);
		the_next_command_completes(set, rows[i].state);
		set_leave((void **)&set);
	}
}

/* By hand, the steps between two states. */

static struct job add_job(struct set *set, enum job_state state, const char *provider)
{
	static const enum job_state way[] = {JOB_SUBMITTING, JOB_WAITING, JOB_FETCHING};
	struct job job = {
		.film = xstrdup("k1tten"),
		.folder = xstrdup(set->folder),
		.scene = xstrdup("match"),
		.provider = xstrdup(provider),
		.recipe = xstrdup("{}"),
		.intent = xstrdup(""),
	};
	assert_int_equal(ledger_add(set->ledger, &job, NULL), 0);
	for (size_t i = 0; job.state != state; i++)
		assert_int_equal(ledger_move(set->ledger, &job, way[i], NULL,
					     way[i] == JOB_FETCHING ? "t001" : NULL, NULL, NULL),
				 0);
	return job;
}

static void put_file(const struct set *set, const char *path, const char *text)
{
	int fd = openat(set->dir, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void claim_unrecorded(struct set *set)
{
	struct job job = add_job(set, JOB_WAITING, "animatic");
	free(take_claim(set->dir, "match", NULL));
	job_clear(&job);
}

static void killed_behind_the_claim(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "ok");
	die_after(set, claim_unrecorded);
	the_next_command_completes(set, JOB_WAITING);
}

static void place_clip(struct set *set)
{
	struct job job = add_job(set, JOB_FETCHING, "animatic");
	free(take_claim(set->dir, "match", NULL));
	put_file(set, "takes/match/t001.mp4", "half a take");
	char *temp = xasprintf("takes/match/.t001.json.tmp.%ld", (long)getpid());
	put_file(set, temp, "half a recipe");
	free(temp);
	job_clear(&job);
}

static void killed_before_the_recipe(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "ok");
	die_after(set, place_clip);
	/* Another process may need a number meanwhile: the half take is not its. */
	char *take = take_claim(set->dir, "match", NULL);
	assert_string_equal(take, "t002");
	take_unclaim(set->dir, "match", take);
	free(take);
	the_next_command_completes(set, JOB_FETCHING);
}

/* Publishes take t001 as made by the job of that number. */
static void publish(struct set *set, int64_t number)
{
	struct json *recipe = json_new_object();
	json_set_num(recipe, "seconds", 1);
	json_set_num(recipe, "job", (double)number);
	put_file(set, "clip", "a clip");
	free(take_claim(set->dir, "match", NULL));
	assert_int_equal(take_publish(set->dir, "match", "t001", "clip", "mp4", recipe, NULL), 0);
	json_free(recipe);
}

static void publish_own(struct set *set)
{
	struct job job = add_job(set, JOB_FETCHING, "animatic");
	publish(set, job.number);
	job_clear(&job);
}

static void killed_before_the_ledger_knew(void **state)
{
	struct set *set = *state;
	die_after(set, publish_own);
	set_work(set, NULL);
	assert_int_equal(settled(set), 1);
	newest_is(set, JOB_DONE, "t001", NULL);
	assert_int_equal(take_count(set, "match"), 1);
	set_is_swept(set);
}

static void publish_another(struct set *set)
{
	struct job job = add_job(set, JOB_FETCHING, "animatic");
	publish(set, job.number + 1);
	job_clear(&job);
}

static void the_take_of_another_job_is_not_taken(void **state)
{
	struct set *set = *state;
	die_after(set, publish_another);
	set_work(set, NULL);
	assert_int_equal(settled(set), 1);
	newest_is(set, JOB_CANCELLED, NULL, "interrupted");
	assert_int_equal(take_count(set, "match"), 1);
}

static void what_is_carried_is_left_alone(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "ok wait");
	wanted = JOB_FETCHING;
	struct child child = begin(set, run_until_wanted);
	await(&child);
	char *temp = xasprintf(".scenetty/tmp/.1.mp4.tmp.%ld", (long)child.pid);
	set_work(set, NULL);
	assert_int_equal(settled(set), 0);
	newest_is(set, JOB_FETCHING, "t001", NULL);
	assert_int_equal(faccessat(set->dir, temp, F_OK, 0), 0);
	assert_int_equal(faccessat(set->dir, "takes/match/t001.claim", F_OK, 0), 0);
	kill_it(&child);
	assert_int_equal(settled(set), 1);
	set_is_swept(set);
	free(temp);
}

static void add_others(struct set *set)
{
	struct job job = add_job(set, JOB_WAITING, "sora");
	job_clear(&job);
	job = add_job(set, JOB_WAITING, "animatic");
	free(job.film);
	job.film = xstrdup("another");
	ledger_add(set->ledger, &job, NULL);
	job_clear(&job);
}

/* A provider this program does not know may have been paid; another film is
 * settled in its own folder. */
static void only_the_free_jobs_of_this_film(void **state)
{
	struct set *set = *state;
	struct job *jobs;
	size_t count;
	die_after(set, add_others);
	set_work(set, NULL);
	assert_int_equal(settled(set), 1);
	assert_int_equal(ledger_jobs(set->ledger, NULL, true, &jobs, &count, NULL), 0);
	assert_int_equal(count, 2);
	assert_string_equal(jobs[0].film, "another");
	assert_string_equal(jobs[1].provider, "sora");
	ledger_free_jobs(jobs, count);
}

static void adopt_only(struct set *set)
{
	struct job job = newest_job(set);
	assert_int_equal(ledger_adopt(set->ledger, &job, NULL), 0);
	job_clear(&job);
}

/* Whoever settles may be killed as well. */
static void the_settler_died_too(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "ok wait");
	wanted = JOB_FETCHING;
	die_after(set, run_until_wanted);
	die_after(set, adopt_only);
	set_work(set, NULL);
	assert_int_equal(settled(set), 1);
	newest_is(set, JOB_CANCELLED, NULL, "interrupted");
	set_is_swept(set);
}

static void temps_without_a_ledger(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "wait");
	wanted = JOB_WAITING;
	die_after(set, run_until_wanted);
	put_file(set, ".scenetty/tmp/.9.mp4.tmp.1", "of a living process");
	unlink(set->room->ledger);
	set_work(set, NULL);
	assert_int_equal(settled(set), 0);
	assert_int_equal(unlinkat(set->dir, ".scenetty/tmp/.9.mp4.tmp.1", 0), 0);
	set_is_swept(set);
}

static void add_twenty(struct set *set)
{
	for (int i = 0; i < 20; i++) {
		struct job job = add_job(set, JOB_WAITING, "animatic");
		job_clear(&job);
	}
}

/* Three settle at once: each job is settled by one of them. */
static void each_is_settled_once(void **state)
{
	struct set *set = *state;
	int gate[2], status, sum = 0;
	char byte;
	die_after(set, add_twenty);
	assert_int_equal(pipe(gate), 0);
	for (int i = 0; i < 3; i++)
		if (fork() == 0) {
			set_work(set, NULL);
			close(gate[1]);
			(void)!read(gate[0], &byte, 1);
			_exit((int)settled(set));
		}
	close(gate[0]);
	close(gate[1]);
	while (wait(&status) > 0)
		sum += WEXITSTATUS(status);
	assert_int_equal(sum, 20);
	set_work(set, NULL);
	assert_int_equal(settled(set), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_enter, set_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_kill_in_every_state),
		TEST(killed_behind_the_claim),
		TEST(killed_before_the_recipe),
		TEST(killed_before_the_ledger_knew),
		TEST(the_take_of_another_job_is_not_taken),
		TEST(what_is_carried_is_left_alone),
		TEST(only_the_free_jobs_of_this_film),
		TEST(the_settler_died_too),
		TEST(temps_without_a_ledger),
		TEST(each_is_settled_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
