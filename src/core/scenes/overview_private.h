/* SPDX-License-Identifier: MIT
 *
 * What the two files of the overview share: overview.c has the scenes and their
 * takes, overview_jobs.c the jobs.
 */
#ifndef CORE_SCENES_OVERVIEW_PRIVATE_H
#define CORE_SCENES_OVERVIEW_PRIVATE_H

#include "core/scenes/overview.h"
#include "film/glance.h"

struct entry {
	struct glance glance;
	char *id;
	char *asked;  /* the circled take that was looked for; NULL: none was */
	char *intent; /* of the take that was found; NULL: it has none */
	int64_t failed_at; /* when the failed job did */
	uint64_t basis;    /* `fits` was found out for this one (film/basis.h); 0: for none */
	uint64_t turn;     /* of the film, when the state was derived last */
	bool fits;         /* the take was made from what the scene says */
	bool look;         /* the disk has to be looked at */
	bool waits;        /* it is among `front` */
};

/* A job under way. */
struct live {
	int64_t number;
	char *scene;
	double done, of;
	bool runs;
	int64_t since;
	double usual, place;
	int64_t again; /* it waits until then, */
	char *why;     /* for this */
	struct owner owner; /* another process that carries it; pid 0: we do */
};

/* How long jobs of a provider and model take. */
struct usual {
	char *provider, *model;
	double seconds;
	bool look; /* the ledger is to be asked */
};

struct overview {
	struct session *session;
	struct entry *entries; /* as the film's scenes stand */
	size_t count;
	uint64_t aligned;    /* the store's version whose scenes the entries follow, 0: none */
	uint64_t turn;       /* counts changes of the film */
	uint64_t basis;      /* film_basis of that turn, if basis_turn says so */
	uint64_t basis_turn;
	size_t *front;       /* entries to be looked at first, the last one first */
	size_t front_count, front_room;
	struct glances *glances; /* NULL until the first look */
	size_t cursor;       /* nothing is left to do before it, but for `front` */
	bool ledger_read;
	struct live *live;   /* oldest first */
	size_t live_count, live_room;
	struct usual *usual;
	size_t usual_count, usual_room;
	bool counted;        /* the totals are right */
	struct overview_totals totals;
};

/* NULL where the film has none. */
struct entry *overview_entry(struct overview *overview, const char *scene);
void overview_look_soon(struct overview *overview, struct entry *entry);

/* Reads what the ledger knows; without one there is nothing to know. */
void overview_read_ledger(struct overview *overview);
/* Counts the jobs under way into the entries, which say nothing of them. */
void overview_count_jobs(struct overview *overview);
/* A take has come in since the failed job. */
void overview_forgive(struct entry *entry);
void overview_free_jobs(struct overview *overview);

/* Says of the scene's entry since when its jobs run. */
void overview_time_scene(struct overview *overview, const char *scene);
/* One has come to its end. */
void overview_look_at_usual(struct overview *overview, const struct job *job);
void overview_free_times(struct overview *overview);

#endif
