/* SPDX-License-Identifier: MIT
 *
 * The last way of a clip: it gets a number, decode looks at it as a stranger's, it is
 * hashed and put among the takes, its recipe last; then the job is done. Whoever made
 * it, this is the one door.
 */
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/take.h"
#include "job/run.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"

#define LONG_S 60.0
#define TIMES_AS_LONG 10

/* How it was made, for its recipe. Returns new. */
static struct json *describe(const struct run *run, const struct json *probe)
{
	char now[CLOCK_TEXT_SIZE];
	struct json *json = json_new_object();
	clock_text(clock_now(), now);
	json_set_str(json, "provider", run->job.provider);
	json_set_str(json, "model", run->job.model);
	json_set_str(json, "made", now);
	json_set_num(json, "seconds", json_get_num(probe, "seconds"));
	if (run->exact)
		json_set_num(json, "frames", run->frames);
	if (run->job.cost != MONEY_UNKNOWN)
		json_set_num(json, "cost", money_number(run->job.cost));
	json_set_str(json, "currency", run->job.currency);
	json_set_str(json, "intent", run->job.intent);
	json_set_num(json, "job", (double)run->job.number);
	json_set(json, "recipe", json_copy(run->recipe));
	for (const struct json *more = json_first(run->told); more; more = json_next(more))
		json_set(json, json_name(more), json_copy(more));
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
	const char *extension = json_get_str(probe, "extension");
	int result = open_to_all(run, err);

	if (result == 0)
		result = take_publish(run->jobs->film_dir, run->job.scene, run->job.take, run->temp,
				      extension ? extension : "mp4", recipe, err);
	json_free(recipe);
	return result;
}

/* Services take some liberty with lengths; beyond that it is no take of the scene, and a
 * cut would never end. */
static bool is_endless(const struct run *run, double seconds)
{
	return seconds > fmax(LONG_S, TIMES_AS_LONG * run->seconds);
}

/* Half a frame is what a clip's own clock may be off. */
static int check_probe(const struct run *run, const struct json *probe, struct err *err)
{
	double seconds = json_get_num(probe, "seconds");
	const char *kind = json_get_str(probe, "kind");

	if (!kind || strcmp(kind, "video") != 0)
		return err_set(err, ERR_MEDIA, "what came is not a clip");
	if (run->exact ? !(fabs(seconds / run->seconds - 1) * run->frames < 0.5)
		       : is_endless(run, seconds))
		return err_set(err, ERR_MEDIA, "the clip lasts %g s where %g s were asked for",
			       seconds, run->seconds);
	return 0;
}

static int ask_probe(struct run *run, struct err *err);

/* A clip that somebody was paid for outlives a machine that says no. */
static void end_with(struct run *run, struct err *err)
{
	if (run->wire && (err->kind == ERR_IO || err->kind == ERR_BUSY)) {
		run_leave(run, err);
		return;
	}
	if (run->wire && err->kind != ERR_CANCELLED) {
		run_name_money(run, err);
		if (run_keeps_clip(run, err))
			err_advise(err, "what came is kept as %s", run->temp);
		err_advise(err, "“scenetty %s %lld” %s",
			   run_keeps_clip(run, err) || wire_has_source(run) ? "fetch" : "retry",
			   (long long)run->job.number,
			   run_keeps_clip(run, err) ? "looks at it again"
			   : wire_has_source(run)   ? "asks for it again"
						    : "makes it again");
	}
	run_end(run, err);
	err_clear(err);
}

static void on_probe(void *arg, const struct reply *reply)
{
	struct run *run = arg;
	struct err err = {0};

	if (!reply->ended)
		return;
	run->request = NULL;
	if (reply->error) {
		if (reply->error->kind == ERR_WORKER && !run->retried) {
			run->retried = true;
			if (ask_probe(run, &err) == 0)
				return;
			end_with(run, &err);
		} else if (reply->error->kind != ERR_MEDIA || !wire_fetch_again(run)) {
			err_set(&err, reply->error->kind, "%s", err_text(reply->error));
			end_with(run, &err);
		}
		return;
	}
	if (check_probe(run, reply->answer, &err) < 0 || publish(run, reply->answer, &err) < 0) {
		end_with(run, &err);
		return;
	}
	free(run->temp);
	run->temp = NULL;
	/* The take stands: a ledger that can't be told now hears it from jobs_settle. */
	if (ledger_move(run->jobs->ledger, &run->job, JOB_DONE, NULL, NULL, NULL, &err) < 0)
		run->job.state = JOB_DONE;
	err_clear(&err);
	run_end(run, NULL);
}

/* The clip as a stranger's: only to be read. */
static int ask_probe(struct run *run, struct err *err)
{
	int fd = file_open_beneath(run->jobs->film_dir, run->temp, O_RDONLY, 0, err);
	struct json *body;

	if (fd < 0)
		return -1;
	body = json_new_object();
	json_set_str(body, "do", "probe");
	run->request = pool_ask(run->jobs->pool, ROLE_DECODE, URGENT, body, &fd, 1, JOB_SILENCE_MS,
				on_probe, run);
	close(fd);
	return 0;
}

int publish_begin(struct run *run, struct err *err)
{
	char *take;
	int result;

	if (run_keep_clip(run, err) < 0)
		return -1;
	if (run->job.take)
		return ask_probe(run, err); /* of a clip that came once more */
	take = take_claim(run->jobs->film_dir, run->job.scene, err);
	if (!take)
		return -1;
	if (run->job.state == JOB_FETCHING) {
		run->job.take = xstrdup(take);
		result = ledger_keep(run->jobs->ledger, &run->job, err);
	} else {
		result = ledger_move(run->jobs->ledger, &run->job, JOB_FETCHING, NULL, take, NULL,
				     err);
		jobs_pump_soon(run->jobs); /* nobody makes it any more */
	}
	if (result < 0)
		take_unclaim(run->jobs->film_dir, run->job.scene, take);
	free(take);
	return result < 0 ? -1 : ask_probe(run, err);
}
