/* SPDX-License-Identifier: MIT */
#include "job/stills.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job/wire_run.h"
#include "util/file.h"
#include "util/mem.h"

static void go_on(struct run *run);

static void fail(struct run *run, struct err *err)
{
	run_end(run, err);
	err_clear(err);
}

/* The first that is not there yet; count: all are. */
static size_t next_of(const struct stills *stills)
{
	size_t at = 0;

	while (at < stills->count && stills->from[at].bytes)
		at++;
	return at;
}

static bool is_frame(const struct still *still)
{
	return strcmp(still->as, "references") != 0;
}

/* Takes what the file holds as the picture's bytes. */
static int take_bytes(struct stills *stills, size_t at, int fd, struct err *err)
{
	struct still *still = &stills->from[at];
	struct wire_picture *item = &stills->items[at];
	struct buf bytes = {0};

	if (file_read_fd(fd, (size_t)stills->room.bytes, still->source.path, &bytes, err) < 0) {
		buf_free(&bytes);
		return -1;
	}
	item->type = still_type(buf_str(&bytes), bytes.len);
	item->count = bytes.len;
	item->bytes = still->bytes = buf_take(&bytes);
	if (!item->type)
		return err_set(err, ERR_INVALID, "%s is no PNG, JPEG or WebP picture",
			       still->source.path);
	if (is_frame(still))
		still->file = xasprintf("%s.%s", still->as,
					strcmp(item->type, "image/png") == 0 ? "png" : "jpg");
	item->file = still->file;
	return 0;
}

static struct json *order(const struct stills *stills, const struct still *still)
{
	static const char *const made[] = {"image/png", "image/jpeg"};
	struct json *types = json_new_array();
	struct json *body =
		frame_source_order(&still->source, stills->rate, stills->width, stills->height);

	json_set_num(body, "bytes", stills->room.bytes);
	for (size_t i = 0; i < LENGTH(made); i++)
		if (still_is_taken(&stills->room, made[i]))
			json_push(types, json_new_str(made[i]));
	json_set(body, "types", types);
	return body;
}

static void on_still(void *arg, const struct reply *reply)
{
	struct run *run = arg;
	struct stills *stills = &run->wire->stills;
	struct still *still = &stills->from[next_of(stills)];
	struct err err = {0};

	if (!reply->ended)
		return;
	run->request = NULL;
	if (reply->error && reply->error->kind == ERR_WORKER && !run->retried) {
		run->retried = true;
		go_on(run);
		return;
	}
	if (reply->error)
		err_set(&err, reply->error->kind, "%s", err_text(reply->error));
	else if (reply->fd_count != 1)
		err_set(&err, ERR_MEDIA, "decode gave no picture");
	else if (take_bytes(stills, (size_t)(still - stills->from), reply->fds[0], &err) == 0)
		still->at = json_get_num(reply->answer, "at");
	if (err.kind) {
		if (err.kind != ERR_CANCELLED)
			err_prefix(&err, "%s (%s): ", still->label, still->source.path);
		fail(run, &err);
		return;
	}
	run->retried = false;
	go_on(run);
}

/* Reads it, or asks for it: 1 when it comes later. */
static int get(struct run *run, size_t at, struct err *err)
{
	struct stills *stills = &run->wire->stills;
	const struct still *still = &stills->from[at];
	int fd = file_open_beneath(run->jobs->film_dir, still->source.path, O_RDONLY, 0, err),
	    result = 1;

	if (fd < 0)
		return err_prefix(err, "%s: ", still->label);
	if (is_frame(still))
		run->request = pool_ask(run->jobs->pool, ROLE_DECODE, BATCH, order(stills, still),
					&fd, 1, JOB_SILENCE_MS, on_still, run);
	else
		result = take_bytes(stills, at, fd, err);
	close(fd);
	return result < 0 ? err_prefix(err, "%s: ", still->label) : result;
}

static struct json *tell_one(const struct still *still, const struct wire_picture *item)
{
	char digest[DIGEST_SIZE];
	struct json *told = json_new_object();

	digest_bytes(item->bytes, item->count, digest);
	json_set_str(told, "as", still->as);
	json_set_str(told, "file", still->source.take ? NULL : still->source.path);
	json_set_str(told, "take", still->source.take);
	if (still->source.take && !isnan(still->at))
		json_set_num(told, "at", still->at);
	json_set_str(told, "type", item->type);
	json_set_num(told, "bytes", (double)item->count);
	json_set_str(told, "sha256", digest);
	return told;
}

/* The recipe says what is sent. */
static int tell(struct run *run, struct err *err)
{
	const struct stills *stills = &run->wire->stills;
	struct json *list = json_new_array();

	for (size_t i = 0; i < stills->count; i++)
		json_push(list, tell_one(&stills->from[i], &stills->items[i]));
	json_set(run->recipe, "pictures", list);
	free(run->job.recipe);
	run->job.recipe = json_text(run->recipe);
	return ledger_recipe(run->jobs->ledger, &run->job, err);
}

static void go_on(struct run *run)
{
	struct stills *stills = &run->wire->stills;
	struct err err = {0};
	size_t at;

	while ((at = next_of(stills)) < stills->count) {
		int result = get(run, at, &err);

		if (result < 0)
			fail(run, &err);
		if (result != 0)
			return;
	}
	if (tell(run, &err) < 0)
		fail(run, &err);
	else
		wire_begin(run);
}

void stills_begin(struct run *run)
{
	if (run->wire->stills.count)
		go_on(run);
	else
		wire_begin(run);
}
