/* SPDX-License-Identifier: MIT
 *
 * import: somebody's own clip becomes a take. It is copied, looked at by the media
 * process, and put among the takes; no edit makes it stale.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/commands/commands.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"
#include "core/session/carry.h"
#include "core/session/circle.h"
#include "util/clock.h"
#include "util/mem.h"
#include "util/text.h"

#define PROBE_MS 60000

struct import {
	char *scene;
	char *file; /* its name alone */
	char *temp; /* where the copy lies, below the film's folder */
	char *take;
	double seconds;
};

static void import_free(const struct call *call, struct import *import)
{
	unlinkat(call->session->store.dir, import->temp, 0);
	free(import->scene);
	free(import->file);
	free(import->temp);
	free(import->take);
	free(import);
}

static void end(struct call *call, struct err *error)
{
	import_free(call, call->state);
	call->state = NULL;
	call_end(call, error);
	err_clear(error);
}

static int build_circle(struct call *call, struct step *step, struct err *err)
{
	const struct import *import = call->state;
	bool circled;

	return circle_build(&call->session->store, import->scene, import->take, step, &circled,
			    err);
}

static struct json *describe(const struct import *import)
{
	struct json *json = json_new_object();
	char now[CLOCK_TEXT_SIZE];

	clock_text(clock_now(), now);
	json_set_str(json, "provider", "import");
	json_set_str(json, "file", import->file);
	json_set_str(json, "made", now);
	json_set_num(json, "seconds", import->seconds);
	json_set_num(json, "cost", 0);
	return json;
}

static int publish(struct call *call, const char *extension, struct err *err)
{
	struct import *import = call->state;
	struct session *session = call->session;
	int dir = session->store.dir, result;
	struct json *json;

	import->take = take_claim(dir, import->scene, err);
	if (!import->take)
		return -1;
	json = describe(import);
	result = take_publish(dir, import->scene, import->take, import->temp, extension, json, err);
	json_free(json);
	if (result < 0) {
		take_unclaim(dir, import->scene, import->take);
		return -1;
	}
	if (session->on_take)
		session->on_take(session->on_job_arg, import->scene);
	out_note(call->out, "%s is %s of %s, %.1f s", import->file, import->take, import->scene,
		 import->seconds);
	if (!call->out->columns)
		out_say(call->out, "%s\n", import->take);
	return call_change(call, build_circle, err);
}

static void hear_probe(void *arg, const struct reply *reply)
{
	struct call *call = arg;
	struct import *import = call->state;
	const char *kind, *extension;
	struct err err = {0};

	if (!reply->ended)
		return;
	kind = json_get_str(reply->answer, "kind");
	extension = json_get_str(reply->answer, "extension");
	import->seconds = json_get_num(reply->answer, "seconds");
	if (reply->error)
		err_set(&err, reply->error->kind, "%s: %s", import->file, err_text(reply->error));
	else if (!kind || strcmp(kind, "video") != 0 || !extension || !(import->seconds > 0))
		err_set(&err, ERR_INVALID,
			"%s is no clip; a picture may be a scene’s start or end", import->file);
	else
		publish(call, extension, &err);
	end(call, &err);
}

static void hear_copied(struct call *call, struct err *error)
{
	struct session *session = call->session;
	struct import *import = call->state;
	struct json *body;
	struct err err = {0};
	int fd = -1;

	if (!error->kind && session_pool(session, error))
		fd = file_open_beneath(session->store.dir, import->temp, O_RDONLY, 0, error);
	if (fd < 0) {
		err_move(&err, error);
		end(call, &err);
		return;
	}
	body = json_new_object();
	json_set_str(body, "do", "probe");
	pool_ask(session->pool, ROLE_DECODE, URGENT, body, &fd, 1, PROBE_MS, hear_probe, call);
	close(fd);
}

static int check_file(const char *path, struct err *err)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return err_errno(err, "can't read %s", path);
	if (!S_ISREG(status.st_mode))
		return err_set(err, ERR_INVALID, "%s is not a regular file", path);
	return 0;
}

int command_import(struct call *call, struct err *err)
{
	struct store *store = &call->session->store;
	const struct scene *scene = target_scene(store->film, call->args[0], err);
	const char *path = call->args[1], *slash = strrchr(path, '/');
	struct import *import;
	struct carry *carry;
	int tmp;

	if (!scene || check_file(path, err) < 0)
		return -1;
	tmp = store_cache_dir(store, "tmp", err);
	if (tmp < 0)
		return -1;
	close(tmp);
	import = xcalloc(1, sizeof *import);
	import->scene = xstrdup(scene->id);
	import->file = text_clean(slash ? slash + 1 : path, false, 0);
	import->temp = xasprintf(".scenetty/tmp/.import-%llx.tmp.%ld",
				 (unsigned long long)(uintptr_t)import, (long)getpid());
	call->state = import;
	carry = carry_new(call, "import", hear_copied);
	carry_file(carry, AT_FDCWD, path, import->temp, false);
	if (carry_start(carry, err) == 0)
		return 0;
	import_free(call, import);
	call->state = NULL;
	return -1;
}
