/* SPDX-License-Identifier: MIT
 *
 * What may be spent. A film's own caps are its "budget"; the user's, of all films, lie
 * in $XDG_CONFIG_HOME/scenetty/budget.json and have the same members: "film" and "day"
 * in "currency", "film_seconds" and "day_seconds" in seconds of clip. A film's "day" is
 * what it may cost on one day, the user's what all films may; the day is the local one
 * on which a take is asked for. Takes that are free count for nothing.
 *
 * jobs_start holds every take against them, in one transaction with its writing, so that
 * of two processes only one gets what is left. Who asks for many at once asks here
 * first, so that nothing is begun that can't be ended.
 */
#ifndef JOB_CAPS_H
#define JOB_CAPS_H

#include "job/ledger.h"
#include "util/json.h"

/* One of them, and what of it is gone. Seconds are counted in millionths like money. */
struct cap {
	const char *member; /* its name in the budget */
	bool own;           /* the user's; else the film's */
	bool day, seconds;
	char *currency; /* NULL for seconds */
	int64_t limit, spent;
	int64_t held;      /* of what is spent, for takes on their way */
	int64_t uncounted; /* takes it can't count: of unknown cost, in another currency */
};
struct caps {
	struct cap items[8];
	size_t count;
	char *own_path; /* of the user's, as people write it; NULL: there is none */
};

/* What is wished for. */
struct want {
	size_t takes;   /* that are not free */
	double seconds; /* of clip they make */
	struct sum {
		char *currency;
		int64_t amount;
	} * sums;
	size_t sum_count;
	size_t unpriced;    /* takes whose price is not known */
	bool lets_unpriced; /* the person wants those too */
};
/* Takes of one scene. MONEY_UNKNOWN: the price is not known. */
void want_add(struct want *want, size_t takes, double seconds, int64_t each, const char *currency);
void want_clear(struct want *want);
/* Returns new: "2.10 USD and 0.50 EUR", "2.10 USD, and 2 takes whose price is not known". */
char *want_text(const struct want *want);

/* The caps there are for a film. `budget` is its own, may be NULL. A file of the user's
 * that can't be read or says something it may not is a failure. */
int caps_load(struct ledger *ledger, const char *film, const struct json *budget, struct caps *out,
	      struct err *err);
void caps_clear(struct caps *caps);
/* ERR_REFUSED, with the numbers and what to do, where it is more than a cap leaves. */
int caps_allow(const struct caps *caps, const struct want *want, struct err *err);
/* Writes a new job (ledger_add) if the caps let it through: both in one transaction. */
int job_reserve(struct ledger *ledger, struct job *job, const struct json *budget, bool unpriced,
		struct err *err);
int64_t cap_left(const struct cap *cap);
/* Returns new: "20.00 USD", "90 s". */
char *cap_amount(const struct cap *cap, int64_t amount);

#endif
