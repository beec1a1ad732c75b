/* SPDX-License-Identifier: MIT
 *
 * An animatic on its way: drawn into a temp file by one media process, looked at
 * by another that sees it as a stranger's, put among the takes. Each state is in
 * the ledger before what it names is done. It costs nothing, so when a media
 * process dies or hangs it is asked once more.
 */
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/cache.h"
#include "film/take.h"
#include "job/run.h"
#include "util/clock.h"
#include "util/file.h"

#ifndef JOB_SILENCE_MS
#define JOB_SILENCE_MS 60000 /* the first picture may have to wait for a font cache */
#endif

typedef int ask_fn(struct run *run, struct err *err);

static void fail(struct run *run, struct err *err)
{
	run_end(run, err);
	err_clear(err);
}

static int move(struct run *run, enum job_state to, const char *take, struct err *err)
{
	return ledger_move(run->jobs->ledger, &run->job, to, NULL, take, NULL, err);
}

/* After the end of a request that failed. */
static void ask_again(struct run *run, ask_fn *ask, const struct err *why)
{
	struct err err = {0};
	run->request = NULL;
	if (why->kind == ERR_WORKER && !run->retried) {
		run->retried = true;
		if (ask(run, &err) == 0)
			return;
		why = &err;
	}
	run_end(run, why);
	err_clear(&err);
}

/* How it was made, for its recipe. Returns new. */
static struct json *describe(const struct run *run, const struct json *probe)
{
	char now[CLOCK_TEXT_SIZE];
	struct json *json = json_new_object(), *stage = json_get(run->made, "stage");
	clock_text(clock_now(), now);
	json_set_str(json, "provider", run->job.provider);
	json_set_str(json, "model", run->job.model);
	json_set_str(json, "made", now);
	json_set_num(json, "seconds", json_get_num(probe, "seconds"));
	json_set_num(json, "frames", run->frames);
	json_set_num(json, "cost", run->job.cost);
	json_set_str(json, "intent", run->job.intent);
	json_set_num(json, "job", (double)run->job.number);
	json_set(json, "recipe", json_copy(run->recipe));
	json_set(json, "stage", stage ? json_copy(stage) : NULL);
	return json;
}

/* The clip was for nobody but us so far. */
static int open_to_all(const struct run *run, struct err *err)
{
	mode_t mask = umask(0);
	umask(mask);
	if (fchmod(run->clip, 0666 & ~mask) < 0)
		return err_errno(err, "can't set the permissions of the clip");
	return 0;
}

static int publish(struct run *run, const struct json *probe, struct err *err)
{
	struct json *recipe = describe(run, probe);
	int result = open_to_all(run, err);
	if (result == 0)
		result = take_publish(run->jobs->film_dir, run->job.scene, run->job.take, run->temp,
				      "mp4", recipe, err);
	json_free(recipe);
	return result;
}

/* Half a frame is what a clip's own clock may be off. */
static int check_probe(const struct run *run, const struct json *probe, struct err *err)
{
	double seconds = json_get_num(probe, "seconds");
	const char *kind = json_get_str(probe, "kind");
	if (!kind || strcmp(kind, "video") != 0)
		return err_set(err, ERR_MEDIA, "what was drawn is not a clip");
	if (!(fabs(seconds / run->seconds - 1) * run->frames < 0.5))
		return err_set(err, ERR_MEDIA, "the clip lasts %g s where %g s were asked for",
			       seconds, run->seconds);
	return 0;
}

static ask_fn ask_probe;

static void on_probe(void *arg, const struct reply *reply)
{
	struct run *run = arg;
	struct err err = {0};
	if (!reply->ended)
		return;
	if (reply->error) {
		ask_again(run, ask_probe, reply->error);
		return;
	}
	run->request = NULL;
	if (check_probe(run, reply->answer, &err) < 0 || publish(run, reply->answer, &err) < 0) {
		fail(run, &err);
		return;
	}
	free(run->temp);
	run->temp = NULL;
	/* The take stands: a ledger that can't be told now hears it from jobs_settle. */
	if (move(run, JOB_DONE, NULL, &err) < 0)
		run->job.state = JOB_DONE;
	err_clear(&err);
	run_end(run, NULL);
}

/* The clip as a stranger's: only to be read. */
static int ask_probe(struct run *run, struct err *err)
{
	int fd = file_open_beneath(run->jobs->film_dir, run->temp, O_RDONLY, 0, err);
	if (fd < 0)
		return -1;
	struct json *body = json_new_object();
	json_set_str(body, "do", "probe");
	run->request = pool_ask(run->jobs->pool, ROLE_DECODE, URGENT, body, &fd, 1, JOB_SILENCE_MS,
				on_probe, run);
	close(fd);
	return 0;
}

static int check_clip(const struct run *run, const struct json *made, struct err *err)
{
	char head[8];
	double frames = json_get_num(made, "frames");
	if (pread(run->clip, head, sizeof head, 0) != sizeof head)
		return err_set(err, ERR_MEDIA, "the clip that was drawn is empty");
	if (memcmp(head + 4, "ftyp", 4) != 0)
		return err_set(err, ERR_MEDIA, "what was drawn is not an MP4 file");
	if (frames != run->frames)
		return err_set(err, ERR_MEDIA, "%g frames were drawn where %g were asked for",
			       frames, run->frames);
	return 0;
}

/* The clip is complete: looked at, then it gets a number. */
static int fetch(struct run *run, const struct json *made, struct err *err)
{
	if (run->job.state == JOB_SUBMITTING && move(run, JOB_WAITING, NULL, err) < 0)
		return -1;
	if (check_clip(run, made, err) < 0)
		return -1;
	char *take = take_claim(run->jobs->film_dir, run->job.scene, err);
	if (!take)
		return -1;
	int result = move(run, JOB_FETCHING, take, err);
	if (result < 0)
		take_unclaim(run->jobs->film_dir, run->job.scene, take);
	free(take);
	run->made = json_copy(made);
	return result < 0 ? -1 : ask_probe(run, err);
}

static void on_progress(struct run *run, const struct reply *reply)
{
	struct err err = {0};
	if (run->job.state == JOB_SUBMITTING && move(run, JOB_WAITING, NULL, &err) < 0) {
		request_drop(run->request);
		fail(run, &err);
		return;
	}
	run_tell(run, JOB_PROGRESS, reply->done, reply->of);
}

static ask_fn ask_draw;

static void on_draw(void *arg, const struct reply *reply)
{
	struct run *run = arg;
	struct err err = {0};
	if (!reply->ended) {
		on_progress(run, reply);
	} else if (reply->error) {
		ask_again(run, ask_draw, reply->error);
	} else {
		run->request = NULL;
		if (fetch(run, reply->answer, &err) < 0)
			fail(run, &err);
	}
}

/* An empty file for the clip; what an earlier try left is gone. */
static int make_temp(struct run *run, struct err *err)
{
	int tmp = cache_dir(run->jobs->film_dir, "tmp", err);
	if (tmp < 0)
		return -1;
	close(tmp);
	if (run->temp) {
		close(run->clip);
		unlinkat(run->jobs->film_dir, run->temp, 0);
		free(run->temp);
	}
	run->temp = job_temp(run->job.number, run->job.owner.pid);
	run->clip = file_open_beneath(run->jobs->film_dir, run->temp, O_RDWR | O_CREAT | O_EXCL,
				      0600, err);
	return run->clip < 0 ? -1 : 0;
}

static int ask_draw(struct run *run, struct err *err)
{
	if (make_temp(run, err) < 0)
		return -1;
	run->request = pool_ask(run->jobs->pool, ROLE_DRAW, BATCH, json_copy(run->order),
				&run->clip, 1, JOB_SILENCE_MS, on_draw, run);
	return 0;
}

void animatic_begin(struct run *run)
{
	struct err err = {0};
	if (move(run, JOB_SUBMITTING, NULL, &err) < 0 || ask_draw(run, &err) < 0)
		fail(run, &err);
	else
		run_tell(run, JOB_STARTED, 0, run->frames);
}
