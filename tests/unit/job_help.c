/* SPDX-License-Identifier: MIT */
#include "job_help.h"

#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "film/edit.h"
#include "film/film_json.h"
#include "util/file.h"
#include "util/mem.h"

int set_enter(void **state)
{
	static const char text[] =
		"{\"scenetty\": 1, \"id\": \"k1tten\", \"fps\": 24, \"scenes\": []}";
	struct set *set = xcalloc(1, sizeof *set);
	if (room_enter((void **)&set->room) < 0)
		return -1;
	set->folder = xasprintf("%s/film", set->room->path);
	set->gate = fake_home(set->room);
	mkdir(set->folder, 0777);
	set->dir = open(set->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	set->shelf = shelf_new();
	set->film = film_parse(text, strlen(text), "film.json", NULL);
	*state = set;
	return set->film ? 0 : -1;
}

int set_leave(void **state)
{
	struct set *set = *state;
	set_rest(set);
	film_free(set->film);
	shelf_free(set->shelf);
	close(set->dir);
	close(set->gate);
	free(set->folder);
	room_leave((void **)&set->room);
	free(set);
	return 0;
}

static void hear(void *arg, const struct job_event *event)
{
	struct set *set = arg;
	if (event->kind == JOB_ACCEPTED)
		return;
	if (event->kind == JOB_STARTED)
		set->started++;
	else if (event->kind == JOB_PROGRESS)
		set->progress++;
	else if (event->job->state == JOB_DONE)
		set->done++;
	else if (event->job->state == JOB_CANCELLED)
		set->cancelled++;
	else
		set->failed++;
	if (event->error) {
		err_clear(&set->last);
		err_set(&set->last, event->error->kind, "%s", err_text(event->error));
	}
}

void set_work(struct set *set, const char *program)
{
	struct err err = {0};
	char *fake = fake_program();
	set->loop = loop_new();
	set->pool = pool_new(set->loop, program ? program : fake, 2);
	set->http = http_new(set->loop);
	set->ledger = ledger_open(&err);
	if (!set->ledger)
		fail_msg("%s", err_text(&err));
	set->jobs = jobs_new(set->loop, set->pool, set->http, set->ledger, set->shelf, set->dir,
			     set->folder, hear, set);
	free(fake);
}

void set_rest(struct set *set)
{
	jobs_free(set->jobs);
	ledger_close(set->ledger);
	http_free(set->http);
	pool_free(set->pool);
	loop_free(set->loop);
	err_clear(&set->last);
	set->jobs = NULL;
	set->ledger = NULL;
	set->pool = NULL;
	set->loop = NULL;
}

void set_scene(struct set *set, const char *id, const char *prompt)
{
	struct film *film = set->film;
	struct json *json = json_new_object();
	struct err err = {0};
	json_set_str(json, "id", id);
	json_set_str(json, "prompt", prompt);
	json_set_num(json, "seconds", 0.5);
	struct step step = {0};
	step_insert(&step, OF_SCENE, film->scene_count, json);
	if (step_apply(film, &step, &err) < 0)
		fail_msg("%s", err_text(&err));
	step_clear(&step);
}

void set_start(struct set *set, const char *id, uint64_t seed)
{
	struct err err = {0};
	if (jobs_start(set->jobs, set->film, film_scene(set->film, id), seed, false, &err) < 0)
		fail_msg("%s", err_text(&err));
}

void set_turn_until(struct set *set, const int *value, int wanted)
{
	while (*value < wanted)
		assert_int_equal(loop_turn(set->loop, NULL), 0);
}

void set_finish(struct set *set)
{
	while (jobs_open(set->jobs))
		assert_int_equal(loop_turn(set->loop, NULL), 0);
}

double clip_seed(const struct set *set, const struct take *take)
{
	struct buf bytes = {0};
	assert_int_equal(file_read(set->dir, take->clip, 1 << 20, &bytes, NULL), 0);
	struct json *clip = json_parse(bytes.data + 8, bytes.len - 8, 1 << 20, take->clip, NULL);
	double seed = json_get_num(clip, "seed");
	json_free(clip);
	buf_free(&bytes);
	return seed;
}

static int is_expected(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	const char *name = path + ftw->base;
	if (type != FTW_F || strcmp(name, ".gitignore") == 0)
		return 0;
	size_t digits = *name == 't' ? strspn(name + 1, "0123456789") : 0;
	const char *rest = name + 1 + digits;
	if (digits == 3 && (strcmp(rest, ".mp4") == 0 || strcmp(rest, ".json") == 0))
		return 0;
	fail_msg("%s was left", path);
	return 1;
}

void set_is_swept(const struct set *set)
{
	nftw(set->folder, is_expected, 16, FTW_PHYS);
}

struct job newest_job(struct set *set)
{
	struct job *jobs, job;
	size_t count;
	assert_int_equal(ledger_jobs(set->ledger, NULL, false, &jobs, &count, NULL), 0);
	assert_true(count > 0);
	job = jobs[0];
	for (size_t i = 1; i < count; i++)
		job_clear(&jobs[i]);
	free(jobs);
	return job;
}

size_t take_count(const struct set *set, const char *id)
{
	struct take_list takes = {0};
	assert_int_equal(takes_load(set->dir, id, &takes, NULL, NULL, NULL), 0);
	size_t count = takes.count;
	takes_clear(&takes);
	return count;
}
