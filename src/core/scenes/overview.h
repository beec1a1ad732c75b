/* SPDX-License-Identifier: MIT
 *
 * What is known of each scene's takes without looking at the disk: filled in slices,
 * what is asked for first, and kept until told that it changed. For the board, where
 * nothing on a key press may wait for the disk.
 */
#ifndef CORE_SCENES_OVERVIEW_H
#define CORE_SCENES_OVERVIEW_H

#include "core/session/session.h"
#include "film/recipe.h"

struct overview;

struct glance {
	bool known; /* the disk has been looked at; the rest is empty else */
	enum scene_state state;
	size_t takes;     /* how many there are */
	char *take;       /* circled, or the newest if none is; NULL: none */
	char *clip;       /* its clip, relative to the film's folder */
	double seconds;   /* of the clip */
	bool is_circled;
	/* Of its jobs. */
	size_t queued, running, failed; /* failed: the last one did, and no take since */
	bool is_unknown;  /* nobody knows what became of that one */
	double done, of;  /* frames of those that run; of 0: not told */
	int64_t since;    /* when the first of them was sent, 0: none runs */
	double usual;     /* seconds it may take, NAN: not known */
	double place;     /* its place in the service's queue; 0: not told */
	int64_t again;    /* it waits until then, 0: for nothing out of the ordinary, */
	const char *why;  /* because of this */
	char *error;      /* of the failed one */
};

struct overview *overview_new(struct session *session);
void overview_free(struct overview *overview);
/* Never waits; an unknown one goes to the front of what overview_step looks at.
 * Borrowed until the next call of any of these. */
const struct glance *overview_scene(struct overview *overview, const char *scene);
/* Looks at some; at most `ms` long. True if there was something to look at, and so there
 * may be more; *asked (may be NULL) if some of what was asked for is known now. */
bool overview_step(struct overview *overview, int ms, bool *asked);
/* The film changed (states are derived anew, the disk is not looked at again), or the
 * takes of a scene did (NULL: of all). */
void overview_film_changed(struct overview *overview);
void overview_takes_changed(struct overview *overview, const char *scene);
/* Another process wrote into the ledger. */
void overview_ledger_changed(struct overview *overview);
/* True if a process that carried jobs of the film is no more. */
bool overview_has_lost_one(const struct overview *overview);
/* A job of this process moved. */
void overview_job(struct overview *overview, const struct job_event *event);
/* Seconds that a job of this provider and model usually takes; NAN: not known. */
double overview_usual(struct overview *overview, const char *provider, const char *model);
/* How many of the film's scenes are in each state, as far as known. */
struct overview_totals {
	size_t scenes, unknown, missing, stale, current, running, failed;
	double seconds, target; /* of the film as it would be cut; as asked */
};
struct overview_totals overview_totals(struct overview *overview);

#endif
