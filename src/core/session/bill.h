/* SPDX-License-Identifier: MIT
 *
 * The bill of a `generate`: a line a scene with what its takes would cost, what it
 * comes to in each currency, and what the caps leave. Made before anything is sent,
 * shown, and held against the caps as a whole.
 */
#ifndef CORE_SESSION_BILL_H
#define CORE_SESSION_BILL_H

#include "core/language/call.h"
#include "core/session/session.h"
#include "job/caps.h"
#include "provider/quote.h"

struct bill_line {
	const struct scene *scene; /* borrowed, as long as the film stays */
	size_t takes;              /* to be made; 0 where one fits already */
	const char *adopt;         /* which; borrowed */
	double seconds;            /* of one */
	struct quote quote;
	struct err error; /* it can't be made as it is asked for */
};
struct bill {
	struct bill_line *lines;
	size_t count, room;
	size_t takes; /* that can be made */
	double film_seconds;
	bool estimated;   /* some price is no more than that */
	struct want want; /* of those that are not free */
	struct caps caps; /* empty where all is free */
	struct err over;  /* why the caps don't allow it */
};

/* Adds a line; what it costs is found out. The takes are to be made, or (`adopt`) there
 * is one that fits. */
void bill_add(struct bill *bill, struct session *session, const struct scene *scene, size_t takes,
	      const char *adopt);
/* Once it is whole: looks whether the pictures are there that go along, adds up, and holds
 * it against the caps; -1 where they can't be read. */
int bill_close(struct bill *bill, struct session *session, bool unpriced, struct err *err);
void bill_clear(struct bill *bill);

bool bill_is_free(const struct bill *bill);
/* Returns new: "about 2.10 USD and 0.50 EUR", "nothing". */
char *bill_sum(const struct bill *bill);
/* Asks for a yes to it, with who makes what for how much and what the caps leave. The last
 * line is the question; `instead` is its beginning, NULL: "make 3 takes of one and two".
 * False where that has been answered already, and nothing but what is left has changed. */
bool bill_asks(const struct bill *bill, struct call *call, const char *instead,
	       void (*answered)(struct call *call, bool yes));
void bill_show(const struct bill *bill, struct output *out);
struct json *bill_to_json(const struct bill *bill);

#endif
