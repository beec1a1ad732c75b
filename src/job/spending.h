/* SPDX-License-Identifier: MIT
 *
 * Sums over the ledger: what was spent, and what is put aside for takes on their way.
 * What was released, and what is free, counts nowhere.
 */
#ifndef JOB_SPENDING_H
#define JOB_SPENDING_H

#include "job/ledger.h"

/* What counts against a cap. */
struct spent {
	int64_t money;     /* in the currency asked for (util/money.h) */
	int64_t held;      /* of it, for jobs that are not at their end */
	double seconds;    /* of clip */
	int64_t uncounted; /* takes whose cost is not known, or in another currency */
};
/* Of a film (NULL: all), on a day ("2026-11-22"; NULL: ever). */
int ledger_spent(struct ledger *ledger, const char *film, const char *day, const char *currency,
		 struct spent *out, struct err *err);

enum spend_by { SPEND_DAY, SPEND_SCENE, SPEND_PROVIDER, SPEND_FILM };
/* What belongs together, in one currency. */
struct spend_row {
	char *name;        /* the day, scene, provider, or the film's newest folder */
	char *currency;    /* NULL where the cost of none is known */
	int64_t takes;     /* that count, on their way or not */
	double seconds;    /* of clip */
	int64_t told;      /* what the services say it came to */
	int64_t estimated; /* what it was priced at, where they say nothing */
	int64_t held;      /* put aside for what is on its way */
	int64_t unknown;   /* takes whose cost is not known */
};
/* In order of the name, days the newest first. The list is new: spend_free. */
int ledger_spend(struct ledger *ledger, enum spend_by by, const char *film, const char *since,
		 struct spend_row **rows, size_t *count, struct err *err);
void spend_free(struct spend_row *rows, size_t count);

#endif
