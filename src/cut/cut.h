/* SPDX-License-Identifier: MIT
 *
 * Cutting the film: segments from the cache or made anew, overlaps, the join,
 * the check, the rename. Runs in the turns of the loop; `ended` is called once.
 */
#ifndef CUT_CUT_H
#define CUT_CUT_H

#include "cut/plan.h"
#include "util/loop.h"
#include "worker/worker.h"

struct cut;

struct cut_progress {
	const char *what; /* "encoding", "joining" */
	double done, of;  /* frames over the whole cut, never going back */
};
struct cut_report {
	long frames;
	double seconds;
	size_t scenes;
	size_t animatics;    /* scenes an animatic stood in for */
	size_t made, reused; /* segments and overlaps encoded, and found in the cache */
	long long bytes;
	const char *path; /* of the film, absolute */
};
struct cut_calls {
	void (*progress)(void *arg, const struct cut_progress *progress);
	void (*note)(void *arg, const char *text); /* what the user should know */
	/* error NULL on success; the struct cut is freed after this returns */
	void (*ended)(void *arg, const struct cut_report *report, const struct err *error);
	void *arg;
};

/* Everything but the plan's inputs is copied or only used before this returns:
 * film and takes may change while the cut runs. `film_dir` is the film's folder,
 * `cache_dir` its .scenetty/segments; both are duplicated. `output` is a path from
 * the working directory, or NULL for film.mp4 in the film's folder. Returns NULL
 * with err set when there is nothing to cut. */
struct cut *cut_start(struct loop *loop, struct pool *pool, int film_dir, int cache_dir,
		      const struct film *film, const struct take_list *takes, const char *output,
		      const struct cut_calls *calls, struct err *err);
/* `ended` comes with ERR_CANCELLED in a later turn. */
void cut_cancel(struct cut *cut);

#endif
