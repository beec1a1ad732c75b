/* SPDX-License-Identifier: MIT
 *
 * Cuts the film in a folder with the real media process, for tests that look at
 * the film from outside: cutter FOLDER [OUTPUT]. Prints the report as JSON; on
 * stderr, a line each, "note: …", and "error: KIND: …" before it exits with 1.
 * CUTTER_CANCEL=N cancels at the first progress from N frames on, CUTTER_KILL=N
 * dies there.
 */
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cut/cut.h"
#include "film/cache.h"
#include "film/film_json.h"
#include "util/file.h"
#include "util/mem.h"

struct cutter {
	struct cut *cut;
	double cancel_at, kill_at, last;
	bool ended, failed;
};

static void hear_progress(void *arg, const struct cut_progress *progress)
{
	struct cutter *cutter = arg;
	if (progress->done < cutter->last || progress->done > progress->of + 0.001)
		fprintf(stderr, "error: progress from %f to %f of %f\n", cutter->last,
			progress->done, progress->of);
	cutter->last = progress->done;
	if (progress->done >= cutter->kill_at)
		raise(SIGKILL);
	if (cutter->cancel_at >= 0 && progress->done >= cutter->cancel_at) {
		cutter->cancel_at = -1;
		cut_cancel(cutter->cut);
	}
}

static void hear_note(void *arg, const char *text)
{
	fprintf(stderr, "note: %s\n", text);
}

static void hear_end(void *arg, const struct cut_report *report, const struct err *error)
{
	struct cutter *cutter = arg;
	cutter->ended = true;
	cutter->failed = error;
	if (error) {
		fprintf(stderr, "error: %s: %s\n", err_kind_word(error->kind), err_text(error));
		return;
	}
	struct json *json = json_new_object();
	json_set_num(json, "frames", (double)report->frames);
	json_set_num(json, "seconds", report->seconds);
	json_set_num(json, "scenes", (double)report->scenes);
	json_set_num(json, "animatics", (double)report->animatics);
	json_set_num(json, "made", (double)report->made);
	json_set_num(json, "reused", (double)report->reused);
	json_set_num(json, "bytes", (double)report->bytes);
	json_set_str(json, "path", report->path);
	char *text = json_text(json);
	printf("%s\n", text);
	free(text);
	json_free(json);
}

static struct film *read_film(int dir, struct take_list **takes, struct err *err)
{
	struct buf text = {0};
	struct film *film = NULL;
	if (file_read(dir, "film.json", FILM_BYTES_MAX, &text, err) == 0)
		film = film_parse(buf_str(&text), text.len, "film.json", err);
	buf_free(&text);
	*takes = film ? xcalloc(film->scene_count + 1, sizeof **takes) : NULL;
	for (size_t i = 0; film && i < film->scene_count; i++)
		takes_load(dir, film->scenes[i].id, &(*takes)[i], NULL, NULL, err);
	return film;
}

/* Film and takes are gone before the loop first turns, as cut.h allows. */
static void start(struct cutter *cutter, struct loop *loop, struct pool *pool, int dir,
		  const char *output, struct err *err)
{
	const struct cut_calls calls = {hear_progress, hear_note, hear_end, cutter};
	struct take_list *takes;
	struct film *film = read_film(dir, &takes, err);
	int cache = film ? cache_dir(dir, "segments", err) : -1;
	if (cache >= 0)
		cutter->cut = cut_start(loop, pool, dir, cache, film, takes, output, &calls, err);
	for (size_t i = 0; film && i < film->scene_count; i++)
		takes_clear(&takes[i]);
	free(takes);
	film_free(film);
	if (cache >= 0)
		close(cache);
}

int main(int argc, char **argv)
{
	const char *cancel = getenv("CUTTER_CANCEL"), *death = getenv("CUTTER_KILL");
	struct cutter cutter = {.cancel_at = cancel ? atof(cancel) : -1,
				.kill_at = death ? atof(death) : INFINITY};
	struct err err = {0};
	char *program = worker_program();
	struct loop *loop = loop_new();
	struct pool *pool = pool_new(loop, program, 2);
	int dir = argc > 1 ? open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (dir < 0)
		err_errno(&err, "can't open the film's folder");
	else
		start(&cutter, loop, pool, dir, argc > 2 ? argv[2] : NULL, &err);
	while (cutter.cut && !cutter.ended)
		if (loop_turn(loop, &err) < 0)
			break;
	if (err.kind)
		fprintf(stderr, "error: %s: %s\n", err_kind_word(err.kind), err_text(&err));
	bool failed = err.kind || cutter.failed;
	pool_free(pool);
	loop_free(loop);
	free(program);
	err_clear(&err);
	if (dir >= 0)
		close(dir);
	return failed;
}
