/* SPDX-License-Identifier: MIT
 *
 * What the files of the batch share: batch.c carries it, batch_turn.c says whose
 * turn it is, batch_wait.c who waits for whom, batch_circle.c circles, batch_tell.c tells.
 */
#ifndef CORE_SESSION_BATCH_PRIVATE_H
#define CORE_SESSION_BATCH_PRIVATE_H

#include "core/session/batch.h"

enum item_state {
	ITEM_WAITING,
	ITEM_RUNNING,
	ITEM_MADE,
	ITEM_ADOPTED, /* the take was there before */
	ITEM_CURRENT, /* none was needed */
	ITEM_FAILED,
	ITEM_CANCELLED,
};

/* A take that is wished for. */
struct item {
	size_t group;
	uint64_t seed;
	enum item_state state;
	int64_t job;   /* its number; 0: none yet */
	double frames; /* it will have */
	double done;   /* of them */
	char *take;
	char *error;
	bool tried;   /* its circle is being saved */
	bool settled; /* circled, or found not to want it */
	bool circled;
};

/* A scene a frame is taken from whose take is not this batch's to make. */
struct lender {
	char *scene;
	int64_t first; /* the oldest of its jobs that were waited for; 0: none was */
};

/* A scene and its items, which stand side by side. */
struct group {
	char *scene;
	bool needed_only;
	int64_t agreed; /* to this price of a take, */
	char *currency; /* in this; NULL where it is nothing */
	size_t first, count; /* of its items */
	size_t open;         /* of them not at an end */
	bool waits;          /* its turn has not come */
	size_t up[2];        /* groups it waits for */
	size_t up_count;
	bool awaited; /* some group waits for this one */
	struct lender others[2];
	bool lent; /* it has waited for one of those */
};

struct batch {
	struct batch *next; /* in the session's list */
	struct call *call;
	struct jobs *jobs;
	bool unpriced;
	struct item *items;
	size_t count, room;
	struct group *groups;
	size_t group_count, group_room;
	size_t first; /* no item before it is open */
	size_t of_state[ITEM_CANCELLED + 1];
	double done, of; /* frames */
	bool is_drawn;   /* all of it on this machine, at a steady pace */
	int64_t circled_ms;
	uint64_t circling;  /* the timer that does it again; 0: none */
	bool turning;       /* it is looked whose turn it is: nobody ends it meanwhile */
	bool uncircled;     /* a take has come in since */
	struct err error;   /* the first failure */
	const char **reasons; /* the items' errors: one that was told is not told again */
	size_t reason_count, reason_room;
};

const char *item_scene(const struct batch *batch, const struct item *item);
bool item_is_open(const struct item *item);
/* Brings an item to its end; take and error may be NULL. */
void batch_end_item(struct batch *batch, struct item *item, enum item_state state, const char *take,
		    const struct err *error);

/* Ends the batch, and frees it, if all of it is at its end. */
void batch_end_if_done(struct batch *batch);

/* Finds out who waits for whom. */
void batch_link(struct batch *batch);
/* Another process makes this group's take: whoever waits for it waits for that one. */
void batch_lend(struct batch *batch, const struct group *group);
enum wait { WAIT_NOT, WAIT_ON, WAIT_IN_VAIN };
/* Whether the group has to wait on; why it has waited in vain. */
enum wait batch_wait(struct batch *batch, struct group *group, struct err *why);
/* Starts every group whose turn has come; the caller ends the batch if that was all. */
void batch_turn(struct batch *batch);
/* Ends what has not started, of one scene or (NULL) all; returns how many takes. */
size_t batch_stop(struct batch *batch, const char *scene);

/* Circles what has come in, in one step. What can't be saved now is tried again
 * the next time. */
int batch_circle(struct batch *batch, struct err *err);
/* The same at the batch's end: what fails now has failed. */
void batch_circle_last(struct batch *batch);

void batch_tell_progress(const struct batch *batch, const struct item *finished);
void batch_tell_failure(struct batch *batch, struct item *item, const struct err *error);
/* The answer; err gets what the call ends with. */
void batch_tell_end(struct batch *batch, struct err *err);

#endif
