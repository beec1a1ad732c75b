/* SPDX-License-Identifier: MIT
 *
 * A service on the wire: wire_next says what to do next about one job, from what its
 * description says, how far the job is, and the last reply. It does no input or
 * output, keeps no time and knows no service by name: whoever carries the job sends,
 * waits and saves.
 *
 * task_begin (or task_from_json after a restart); then wire_next with no reply; then,
 * move by move, with the reply to what was sent or no reply after a wait, until the
 * move ends it. Whenever `keep` is set the task is written down before going on.
 */
#ifndef PROVIDER_WIRE_H
#define PROVIDER_WIRE_H

#include <stdbool.h>
#include <stddef.h>

#include "provider/template.h"
#include "util/buf.h"
#include "util/err.h"
#include "util/json.h"

enum wire_step {
	WIRE_UPLOAD, /* pictures that go ahead */
	WIRE_LOOKUP, /* asks whether it was created */
	WIRE_CREATE, /* what costs: sent once */
	WIRE_POLL,
	WIRE_RESOLVE, /* asks where the clip is */
	WIRE_FETCH,
	WIRE_ENDED,
};

/* A job as wire_next sees it. */
struct task {
	enum wire_step step;
	size_t nth;          /* which of the uploads, or lookups, is next */
	char *base;          /* of the server that has it; NULL: the first */
	struct json *values; /* for templates; what replies gave is put in: id, url, … */
	const struct wire_picture *pictures; /* borrowed; until created */
	size_t picture_count;
	unsigned tries;     /* that went wrong in a row, of the same request */
	const char *heard;  /* the last that was told of it: "queued", "running" */
	bool aside;         /* it is asked for elsewhere: "else" of the poll */
	unsigned absent;    /* times in a row that nothing was told of it */
	unsigned rounds;    /* the clip's address was asked for again */
	double sent;        /* for a lookup: when, seconds since 1970; */
	struct json *taken; /* ids that are other jobs', an array of texts */
	double next_wait;   /* seconds */
};

/* Why it failed: what kind, which decides what is advised and what stops. */
enum trouble {
	TROUBLE_NONE,
	TROUBLE_AUTH,    /* stops the queue */
	TROUBLE_BILLING, /* stops the queue */
	TROUBLE_RATE,
	TROUBLE_MODERATION, /* never tried again */
	TROUBLE_REQUEST,    /* it can't be made as asked */
	TROUBLE_GONE,       /* the server knows the job, or the service, no more */
	TROUBLE_SERVER,
	TROUBLE_NETWORK, /* nothing was sent */
	TROUBLE_UNSURE,  /* it may have been accepted: only the person may send again */
	TROUBLE_ABSENT,  /* it was surely never accepted */
	TROUBLE_CLIP,    /* what came is no clip */
	TROUBLE_CANCELLED,
	TROUBLES,
};
/* "auth", "billing", …; and what to do about it, a clause. */
const char *trouble_word(enum trouble trouble);
const char *trouble_advice(enum trouble trouble);

enum wire_body { WIRE_NO_BODY, WIRE_JSON, WIRE_FORM, WIRE_BYTES };

struct wire_request {
	char *method, *url;
	struct json *headers; /* names and texts, without the key's */
	enum wire_body body;
	struct json *json; /* of WIRE_JSON; of WIRE_FORM an object of texts and, for files,
			      placeholders that template_file knows */
	const struct wire_picture *bytes; /* of WIRE_BYTES */
	bool keyed;                       /* the key goes along: only to the base's own origin */
	bool to_file;                     /* the reply is the clip, if it is a 2xx */
	bool clip_inside;                 /* the reply may hold the clip, as base64 */
	bool once;                        /* it may cost: never repeat it by yourself */
	double timeout;                   /* seconds without a byte */
};

enum wire_net { NET_REPLIED, NET_NOT_SENT, NET_BROKEN };
struct wire_reply {
	enum wire_net net;
	const char *why; /* of a network's failure */
	bool lasting;    /* one that waiting does not help against */
	int status;
	const char *body; /* of `to_file` only when it was no 2xx */
	size_t bytes;
	const char *type;   /* Content-Type; may be NULL */
	double retry_after; /* seconds; NAN: the header was not there */
	double poll_after;  /* the same, until it is worth asking again */
	const char *secret; /* the key that was sent along, never to be told; or NULL */
	bool no_clip;       /* of `to_file`: text came instead, the body is how it begins */
};

enum wire_do { WIRE_SEND, WIRE_WAIT, WIRE_SAVE, WIRE_DONE, WIRE_FAIL };
struct wire_move {
	enum wire_do what;
	bool keep;                   /* the task has changed: write it down first */
	struct wire_request request; /* WIRE_SEND */
	double wait;                 /* seconds; WIRE_WAIT */
	const char *waits_for;       /* "queued", "running", a passing failure in words */
	double progress;             /* 0 … 1, NAN unknown */
	double queue;                /* place in the queue, NAN unknown */
	struct buf clip;             /* WIRE_SAVE: the clip itself */
	double cost;                 /* told by the server; NAN: not */
	enum trouble trouble;        /* WIRE_FAIL, and WIRE_WAIT where that passes perhaps */
	char *error;                 /* of trouble: what the server said, cleaned */
	bool unmade;                 /* by the service's own word nothing came of it */
};

/* `wire` is a description's, with the model's own part in (describe.h). Values are
 * taken. */
void task_begin(struct task *task, const struct json *wire, const char *base, struct json *values);
void task_clear(struct task *task);
/* What a restart needs; and back. */
struct json *task_to_json(const struct task *task);
int task_from_json(struct task *task, const struct json *json, struct err *err);

/* The next thing to do is to ask whether it was created; false if the description does
 * not say how. `sent` and `taken` are set first. */
bool wire_look(const struct json *wire, struct task *task);

void wire_next(const struct json *wire, struct task *task, const struct wire_reply *reply,
	       struct wire_move *out);
void wire_move_clear(struct wire_move *move);

/* A request of its own beside the job: "cancel", "test", "catalog"; `nth`: the one that
 * stands behind so many that were refused ("else", each perhaps only "while" the job was
 * last heard to be "queued" or "running"). False if the description has none, or it can't
 * be filled. */
bool wire_ask(const struct json *wire, const struct task *task, const char *which, size_t nth,
	      struct wire_request *out);
void wire_request_clear(struct wire_request *request);

/* What kind of trouble a reply tells, and in which words (new text, cleaned).
 * TROUBLE_NONE if none. */
enum trouble wire_trouble(const struct json *wire, const struct wire_reply *reply,
			  const struct json *body, char **error);

/* "https://host:port" of a URL, lower case, the port always told; returns new, NULL if
 * it is no http(s) URL. */
char *url_origin(const char *url);

#endif
