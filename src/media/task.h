/* SPDX-License-Identifier: MIT
 *
 * A request being served by scenetty-media. main.c receives it, looks its verb
 * up in the table of verbs.c, and calls it; the verb reports progress, may ask
 * for more parts, and gives its answer once.
 */
#ifndef MEDIA_TASK_H
#define MEDIA_TASK_H

#include <stdbool.h>
#include <stdint.h>

#include "util/err.h"
#include "util/json.h"
#include "worker/message.h"

struct task {
	uint32_t id;
	const struct json *body;
	const int *fds; /* of the request; closed after the verb returns */
	int fd_count;
	struct message_reader *reader; /* to hear cancel and more parts */
	struct message parked;	       /* read while looking for a cancel */
	bool has_parked;
	double done, of;     /* as told to task_progress last */
	int64_t progress_ms; /* when progress was last told; 0: never */
	bool answered;
	bool is_paced; /* each part is answered by itself: waiting need not be told */
};

/* 0, or -1 with ERR_CANCELLED once the asker cancelled. Sends at most about
 * thirty replies a second; the verb may call it for every frame. */
int task_progress(struct task *task, double done, double of, struct err *err);
/* Waits for the next MESSAGE_MORE of this request; the caller clears it. Before it
 * waits it tells the progress made, so that the asker need not send ahead more
 * parts than the descriptors at hand allow. */
int task_more(struct task *task, struct message *out, struct err *err);
/* The answer to one part, as a progress; `body` is taken, descriptors are borrowed. */
int task_part_done(struct task *task, struct json *body, const int *fds, int fd_count,
		   struct err *err);
/* The answer; `answer` is taken, descriptors are borrowed. */
int task_done(struct task *task, struct json *answer, const int *fds, int fd_count,
	      struct err *err);

/* A verb answers with task_done and returns 0, or returns -1 with err set. */
typedef int verb_fn(struct task *task, struct err *err);

enum verb_role { VERB_DECODE, VERB_DRAW };
struct verb {
	const char *name;
	enum verb_role role; /* in which sandbox it may run */
	verb_fn *run;
};
const struct verb *verb_find(enum verb_role role, const char *name);

/* The verbs, each in the file of its name. */
verb_fn verb_probe, verb_picture, verb_play, verb_still, verb_segment, verb_overlap, verb_join,
	verb_stage, verb_animatic;

#endif
