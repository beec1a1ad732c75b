/* SPDX-License-Identifier: MIT
 *
 * What the files of the wire share: wire.c goes from step to step, wire_read.c reads
 * replies, wire_trouble.c tells what went wrong, wire_again.c what is done about it,
 * wire_request.c makes requests, wire_lookup.c finds lost jobs, wire_task.c is how far
 * one is.
 */
#ifndef PROVIDER_WIRE_PRIVATE_H
#define PROVIDER_WIRE_PRIVATE_H

#include "provider/wire.h"

#define SAID_MAX 400 /* code points of what a server says */

/* What a state's word means. */
enum wire_state {
	STATE_PENDING,
	STATE_RUNNING, /* and every word nobody knows */
	STATE_DONE,
	STATE_FAILED,
	STATE_CANCELLED,
	STATE_EXPIRED,
	STATE_NONE, /* the reply tells none */
};

/* The rules for reading the reply of one request: its own "read" over the
 * description's. NULL if neither says. */
const struct json *wire_rule(const struct json *wire, const struct json *request, const char *name);
/* What a rule finds, NULL if nothing: it is a pointer, {"at": pointers, …}, or a list of
 * either, of which the first that finds something counts. Pointers may hold placeholders.
 * "ends": only a text that ends like this, that of its member "in"; "means": instead of
 * what is found, this word. */
const struct json *wire_find(const struct json *rule, const struct task *task,
			     const struct json *body);
enum wire_state wire_state(const struct json *wire, const struct json *request,
			   const struct task *task, const struct json *body);
double wire_progress(const struct json *wire, const struct json *request, const struct task *task,
		     const struct json *body);
double wire_queue(const struct json *wire, const struct json *request, const struct task *task,
		  const struct json *body);
double wire_cost(const struct json *wire, const struct json *request, const struct task *task,
		 const struct json *body);
/* Returns new: a text or a number as a text; NULL for others, and an empty one. */
char *wire_text(const struct json *value);
/* Puts what "id", "url" and "gives" find into the task's values; true if any. The job has
 * its name from the create, or the lookup, whatever else is called so later; a picture that
 * goes ahead has neither. */
bool wire_gather(const struct json *wire, const struct json *request, struct task *task,
		 const struct json *body);
/* No id could be gathered: fails with why. */
void wire_unnamed(const struct json *wire, const struct json *request, const struct task *task,
		  const struct wire_reply *reply, const struct json *body, struct wire_move *out);
/* The clip itself, if the reply holds it inline: 1 with *clip, 0 none, -1 damaged. */
int wire_inline(const struct json *wire, const struct json *request, const struct task *task,
		const struct json *body, struct buf *clip, struct err *err);

/* Whether a request, or there is none, needs the clip's URL, and no reply has told it. */
bool wire_lacks_url(const struct json *request, const struct task *task);
/* Done, without a clip: it fails with what the reply says in its place. */
void wire_no_clip(const struct json *wire, const struct json *request, const struct task *task,
		  const struct wire_reply *reply, const struct json *body, struct wire_move *out);
/* Returns new: a text of the reply for people, cleaned, without the key. */
char *wire_said(const struct wire_reply *reply, const char *text);
/* Returns new: so too, how its body begins. */
char *wire_first_words(const struct wire_reply *reply);

/* Fills a request of the description. */
int wire_make(const struct json *wire, const struct json *request, const struct task *task,
	      struct wire_request *out, struct err *err);

const char *wire_step_word(enum wire_step step);
void wire_go(struct task *task, enum wire_step step);

#define FORGOTTEN_TRIES 5 /* a job just made may not be known everywhere yet */
#define FORGOTTEN                                                                                  \
	"the server forgot this job (restarted? several replicas without sticky routing?): %s"

/* The moves. */
void wire_send(const struct json *wire, struct task *task, struct wire_move *out);
void wire_wait(struct wire_move *out, double seconds, const char *what);
void wire_fail(struct wire_move *out, enum trouble trouble, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The request may be sent once more: nothing was taken by the last one. */
void wire_again(const struct json *wire, struct task *task, const struct wire_reply *reply,
		struct wire_move *out, enum trouble trouble, const char *what, const char *said);
/* The line was silent, or broke. */
void wire_no_reply(const struct json *wire, struct task *task, const struct wire_reply *reply,
		   struct wire_move *out);
/* The service said no. */
void wire_refused(const struct json *wire, struct task *task, const struct wire_reply *reply,
		  enum trouble trouble, const char *said, struct wire_move *out);
/* The reply to a lookup; `body` NULL where it was refused or is no JSON. */
void wire_looked_up(const struct json *wire, struct task *task, const struct json *request,
		    const struct wire_reply *reply, const struct json *body, struct wire_move *out);

/* Whether one of a list, or the one, is this word, whatever the case; a number is one, too. */
bool wire_among(const struct json *words, const char *word);

#endif
