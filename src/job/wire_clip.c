/* SPDX-License-Identifier: MIT
 *
 * A clip on its way from a service into its file. What breaks off goes on where it
 * was, if it is surely the same clip, and else begins anew; what is no clip is read as
 * what the server says instead.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job/program_what.h"
#include "job/wire_run.h"
#include "util/file.h"
#include "util/mem.h"

#define SAID_BYTES 2000
#define REFUSED_MAX 2 /* clips that can't be read, until it is given up */

int wire_open_clip(struct run *run, struct http_options *options, struct err *err)
{
	if (run->clip < 0 && run_make_temp(run, err) < 0)
		return -1;
	/* Without a mark of what began nobody knows if the rest is of the same. */
	if (!run->wire->validator && ftruncate(run->clip, 0) < 0)
		return err_errno(err, "the clip's file");
	options->fd = run->clip;
	options->from = lseek(run->clip, 0, SEEK_END);
	options->validator = run->wire->validator;
	return 0;
}

void wire_on_bytes(void *arg, int64_t got, int64_t length)
{
	struct run *run = arg;

	run_tell(run, JOB_PROGRESS, (double)got, (double)(length > 0 ? length : 0));
}

/* Text where a clip should be: a page, JSON, nothing at all. Whether it is a clip that
 * can be played decode tells. */
static bool is_text(const char *bytes, size_t count)
{
	size_t at = 0;

	while (at < count && strchr(" \t\r\n", bytes[at]))
		at++;
	return at == count || bytes[at] == '<' || bytes[at] == '{' || bytes[at] == '[' ||
	       !memchr(bytes, '\0', count);
}

/* A line that breaks again and again, and farther on each time, is patience's. */
static void count_progress(struct wire_run *wire, int64_t got)
{
	if (got <= wire->got)
		return;
	wire->task.tries = 0;
	wire->got = got;
}

static void unwritten(struct run *run, int why)
{
	struct err err = {0};

	errno = why;
	err_errno(&err, "%s: the clip can't be written", run->job.provider);
	run_leave(run, &err);
}

void wire_on_clip(void *arg, const struct http_reply *reply)
{
	struct run *run = arg;
	struct wire_reply wire = reply->wire;
	char said[SAID_BYTES];
	ssize_t got = pread(run->clip, said, sizeof said, 0);

	run->wire->request = NULL;
	if (reply->unwritten) {
		unwritten(run, reply->unwritten);
		return;
	}
	if (wire.net == NET_BROKEN)
		count_progress(run->wire, reply->got);
	free(run->wire->validator);
	run->wire->validator = reply->validator ? xstrdup(reply->validator) : NULL;
	if (wire.net == NET_REPLIED && wire.status == 416) {
		/* There is nothing behind what we have: from the start, then. */
		free(run->wire->validator);
		run->wire->validator = NULL;
		wire.net = NET_BROKEN;
		wire.why = "the server has no more of the clip";
	} else if (wire.net == NET_REPLIED && wire.status < 300 && got >= 0 &&
		   is_text(said, (size_t)got)) {
		wire.no_clip = true;
		wire.body = said;
		wire.bytes = (size_t)got;
		free(run->wire->validator);
		run->wire->validator = NULL;
	}
	wire_drive(run, &wire);
}

/* What is written into the take's file. */
static struct json *describe(const struct run *run)
{
	const struct wire_run *wire = run->wire;
	struct json *told = json_new_object();
	const char *path = json_get_str(json_get(wire->wire, "create"), "path");

	json_set_str(told, "base", wire->task.base);
	json_set_str(told, "remote", run->job.remote);
	json_set_str(told, "path", path);
	json_set_str(told, "program", wire_is_program(run) ? program_name(run) : NULL);
	json_set_str(told, "reference", json_get_str(wire->task.values, "reference"));
	json_set_str(told, "workflow", json_get_str(wire->wire, "workflow"));
	return told;
}

void wire_arrive(struct run *run)
{
	struct err err = {0};

	json_free(run->told);
	run->told = describe(run);
	/* One that was taken up with its clip may not have been told of its answer. */
	if (((run->job.state == JOB_SUBMITTING || run->job.state == JOB_UNKNOWN) &&
	     wire_move_to(run, JOB_WAITING, &err) < 0) ||
	    publish_begin(run, &err) < 0)
		run_leave(run, &err);
}

int wire_save(struct run *run, const struct buf *clip, struct err *err)
{
	if (run_make_temp(run, err) < 0 ||
	    file_write_all(run->clip, clip->data, clip->len, "the clip", err) < 0)
		return -1;
	return run_keep_clip(run, err);
}

/* Whether the request can be made, from what is known of the job. */
static bool can_ask(const struct wire_run *wire, const char *which)
{
	struct wire_request request;

	if (!wire_ask(wire->wire, &wire->task, which, 0, &request))
		return false;
	wire_request_clear(&request);
	return true;
}

bool wire_has_source(const struct run *run)
{
	return !run->wire || can_ask(run->wire, "poll") || can_ask(run->wire, "fetch");
}

bool wire_fetch_again(struct run *run)
{
	struct wire_run *wire = run->wire;
	struct err err = {0};

	if (!wire || run->unwanted || !can_ask(wire, "fetch") || wire->refused++ >= REFUSED_MAX)
		return false;
	if (run_make_temp(run, &err) < 0) {
		run_leave(run, &err);
		return true;
	}
	wire->task.step = WIRE_FETCH;
	wire->task.tries = 0;
	wire->got = 0;
	wire_drive(run, NULL);
	return true;
}
