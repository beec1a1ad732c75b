/* SPDX-License-Identifier: MIT
 *
 * Takes on their way, from the wish to the circled take: the scenes one call of
 * `generate` asks takes of. A scene that starts or ends with a frame of another
 * one waits until that one's take is there and circled; all others go at once.
 * It runs in the turns of the loop; the call ends when the last job has.
 *
 * batch_new; batch_scene and its batch_wishes, as often as there are scenes;
 * batch_start. From then on it is the session's.
 */
#ifndef CORE_SESSION_BATCH_H
#define CORE_SESSION_BATCH_H

#include "core/language/call.h"
#include "core/session/session.h"
#include "job/jobs.h"

struct batch;

/* `unpriced`: takes that can't be held against a cap are made all the same. */
struct batch *batch_new(struct call *call, bool unpriced);
void batch_free(struct batch *batch);

/* The next scene. `needed_only`: when its turn comes it gets a take only if it is
 * missing or stale, and one that is there and fits is circled instead. `agreed`: what the
 * person knows that a take costs; where it has become more by then nothing is sent.
 * MONEY_UNKNOWN: anything. */
void batch_scene(struct batch *batch, const char *scene, bool needed_only, int64_t agreed,
		 const char *currency);
/* A take of the scene added last. */
void batch_wish(struct batch *batch, uint64_t seed);

/* Begins; the batch is taken, also on failure, where jobs can't be had. Any number may
 * be on their way; each ends the call it was made for. */
int batch_start(struct batch *batch, struct err *err);
/* Stops what has no job yet, of all; for who sees to the jobs. */
void batch_stop_all(struct session *session);

/* Stops the takes of a scene that have no job yet; returns how many. */
size_t batch_cancel_scene(struct session *session, const char *scene);
/* Tells the scene of each take that has no job yet, for it waits for another one's. */
void batch_each_waiting(const struct session *session, void (*each)(void *arg, const char *scene),
			void *arg);

/* True for a job that a batch has begun, and not yet seen ended. */
bool batch_has(const struct session *session, int64_t job);

/* For the session: a job moved (false: it is no batch's); the end. */
bool batch_hear(struct session *session, const struct job_event *event);
/* A job is at its end: starts what has waited for its scene's take in all batches but
 * the one it belongs to (NULL: none). */
void batch_wake(struct session *session, const struct batch *of);
void batch_free_all(struct session *session);

#endif
