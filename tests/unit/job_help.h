/* SPDX-License-Identifier: MIT
 *
 * A film in a folder of the test's own, its jobs, and a fake to make its takes.
 */
#ifndef JOB_HELP_H
#define JOB_HELP_H

#include "fake.h"
#include "film/take.h"
#include "job/http.h"
#include "job/jobs.h"

struct set {
	struct room *room;
	char *folder;
	int dir, gate;
	struct film *film;
	struct loop *loop;
	struct pool *pool;
	struct http *http;
	struct ledger *ledger;
	struct shelf *shelf;
	struct jobs *jobs;
	/* What was told. */
	int started, progress, done, failed, cancelled;
	struct err last; /* of the last that failed */
};

/* Two batch processes. The ledger is opened by set_work. */
int set_enter(void **state);
int set_leave(void **state);
/* Opens ledger, pool and jobs in this process, and closes them. */
void set_work(struct set *set, const char *program);
void set_rest(struct set *set);

/* Adds a scene whose prompt tells the fake what to do. */
void set_scene(struct set *set, const char *id, const char *prompt);
/* Starts a job for the scene. */
void set_start(struct set *set, const char *id, uint64_t seed);
void set_turn_until(struct set *set, const int *value, int wanted);
void set_finish(struct set *set); /* turns until no job is open */
/* The seed in the clip of a take. */
double clip_seed(const struct set *set, const struct take *take);
/* Fails the test if anything is left that is neither film nor take. */
void set_is_swept(const struct set *set);
/* The one job of the ledger, or the newest. */
struct job newest_job(struct set *set);
/* How many whole takes the scene has. */
size_t take_count(const struct set *set, const char *id);

#endif
