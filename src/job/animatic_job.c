/* SPDX-License-Identifier: MIT
 *
 * An animatic on its way: drawn into a temp file by one media process, looked at
 * by another that sees it as a stranger's, put among the takes. Each state is in
 * the ledger before what it names is done. It costs nothing, so when a media
 * process dies or hangs it is asked once more.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job/run.h"
#include "util/file.h"

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
	struct json *stage = json_get(made, "stage");
	run->told = json_new_object();
	json_set(run->told, "stage", stage ? json_copy(stage) : NULL);
	return publish_begin(run, err);
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

static int ask_draw(struct run *run, struct err *err)
{
	if (run_make_temp(run, err) < 0)
		return -1;
	const int fds[] = {run->behind, run->clip};
	bool backed = run->behind >= 0;
	run->request =
		pool_ask(run->jobs->pool, ROLE_DRAW, BATCH, json_copy(run->order),
			 backed ? fds : fds + 1, backed ? 2 : 1, JOB_SILENCE_MS, on_draw, run);
	return 0;
}

static ask_fn ask_backdrop;

static void on_backdrop(void *arg, const struct reply *reply)
{
	struct run *run = arg;
	struct err err = {0};
	if (!reply->ended)
		return;
	if (reply->error && reply->error->kind != ERR_MEDIA) {
		ask_again(run, ask_backdrop, reply->error);
		return;
	}
	run->request = NULL;
	if (reply->error)
		err_set(&err, ERR_MEDIA, "the start frame (%s): %s", run->backdrop.path,
			err_text(reply->error));
	else if (reply->fd_count != 1)
		err_set(&err, ERR_MEDIA, "decode gave no picture");
	else if ((run->behind = fcntl(reply->fds[0], F_DUPFD_CLOEXEC, 0)) < 0)
		err_errno(&err, "can't keep the start frame");
	if (err.kind || ask_draw(run, &err) < 0)
		fail(run, &err);
}

/* As bare pixels: who draws sees no stranger's bytes. */
static int ask_backdrop(struct run *run, struct err *err)
{
	int fd = file_open_beneath(run->jobs->film_dir, run->backdrop.path, O_RDONLY, 0, err);
	if (fd < 0)
		return err_prefix(err, "the start frame: ");
	const struct json *rate = json_first(json_get(run->order, "rate"));
	struct json *body = frame_source_order(
		&run->backdrop,
		(struct film_rate){(int)json_num(rate), (int)json_num(json_next(rate))},
		(int)json_get_num(run->order, "width"), (int)json_get_num(run->order, "height"));
	json_set_bool(body, "raw", true);
	run->request = pool_ask(run->jobs->pool, ROLE_DECODE, BATCH, body, &fd, 1, JOB_SILENCE_MS,
				on_backdrop, run);
	close(fd);
	return 0;
}

/* What another animatic has drawn is no picture to draw upon. */
int animatic_prepare(struct run *run, const struct film *film, const struct scene *scene,
		     struct err *err)
{
	struct err why = {0};
	if (!scene->start)
		return 0;
	if (frame_source_find(&run->backdrop, run->jobs->film_dir, film, scene, scene->start,
			      &why) < 0) {
		frame_source_clear(&run->backdrop);
		err_prefix(&why, "the start frame: ");
		if (json_get_str(scene->start, "file"))
			return err_move(err, &why);
		err_clear(&why); /* a take that is not there yet is none to wait for */
	}
	if (run->backdrop.is_drawn)
		frame_source_clear(&run->backdrop);
	return 0;
}

void animatic_begin(struct run *run)
{
	struct err err = {0};
	if (move(run, JOB_SUBMITTING, NULL, &err) < 0 ||
	    (run->backdrop.path ? ask_backdrop : ask_draw)(run, &err) < 0)
		fail(run, &err);
	else
		run_tell(run, JOB_STARTED, 0, run->frames);
}
