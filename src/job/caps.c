/* SPDX-License-Identifier: MIT */
#include "job/caps.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/expect.h"
#include "film/shape.h"
#include "job/spending.h"
#include "util/buf.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define BUDGET_BYTES_MAX 65536
#define CURRENCY "USD" /* of a budget that says none, as of a price */

static const struct {
	const char *name;
	bool day, seconds;
} members[] = {
	{"film", false, false},
	{"day", true, false},
	{"film_seconds", false, true},
	{"day_seconds", true, true},
};

void want_add(struct want *want, size_t takes, double seconds, int64_t each, const char *currency)
{
	size_t i = 0;

	want->takes += takes;
	want->seconds += seconds * (double)takes;
	if (each == MONEY_UNKNOWN) {
		want->unpriced += takes;
		return;
	}
	while (i < want->sum_count && strcmp(want->sums[i].currency, currency) != 0)
		i++;
	if (i == want->sum_count) {
		want->sums = xrealloc(want->sums, ++want->sum_count, sizeof *want->sums);
		want->sums[i] = (struct sum){xstrdup(currency), 0};
	}
	want->sums[i].amount = money_plus(want->sums[i].amount, each, takes);
}

void want_clear(struct want *want)
{
	for (size_t i = 0; i < want->sum_count; i++)
		free(want->sums[i].currency);
	free(want->sums);
	*want = (struct want){0};
}

char *want_text(const struct want *want)
{
	struct buf out = {0};

	for (size_t i = 0; i < want->sum_count; i++) {
		char *amount = money_text(want->sums[i].amount, want->sums[i].currency);

		buf_addf(&out, "%s%s", i ? " and " : "", amount);
		free(amount);
	}
	if (want->unpriced == want->takes)
		buf_add_str(&out, "an unknown price");
	else if (want->unpriced)
		buf_addf(&out, ", and %zu take%s whose price is not known", want->unpriced,
			 want->unpriced == 1 ? "" : "s");
	return buf_take(&out);
}

/* A slip would be a cap that does not hold. */
static int check_names(const struct json *budget, struct err *err)
{
	static const char *const known[] = {"film",        "day",      "film_seconds",
					    "day_seconds", "currency", NULL};

	for (const struct json *item = json_first(budget); item; item = json_next(item)) {
		const char *name = json_name(item), *near = near_choice(name, known);
		bool is_known = near && strcmp(near, name) == 0;

		for (size_t i = 0; known[i]; i++)
			is_known |= strcmp(known[i], name) == 0;
		if (is_known)
			continue;
		return near ? err_set(err, ERR_INVALID, "“%s” is not known: did you mean “%s”?",
				      name, near)
			    : err_set(err, ERR_INVALID,
				      "“%s” is not known; there are film, day, film_seconds, "
				      "day_seconds and currency",
				      name);
	}
	return 0;
}

/* The user's own; *out stays NULL where there is none. */
static int read_own(struct caps *caps, struct json **out, struct err *err)
{
	char *home = file_config_home(), *path = xasprintf("%s/budget.json", home ? home : "");
	struct buf text = {0};
	struct err why = {0};
	int result = 0;

	*out = NULL;
	caps->own_path = text_path(path);
	if (home && access(path, F_OK) == 0) {
		if (file_read(AT_FDCWD, path, BUDGET_BYTES_MAX, &text, err) < 0)
			result = -1;
		else if (!(*out = json_parse(buf_str(&text), text.len, BUDGET_BYTES_MAX,
					     caps->own_path, err)))
			result = -1;
		else if (shape_budget(*out, &why) < 0 || check_names(*out, &why) < 0)
			result = err_prefix(&why, "%s: ", caps->own_path);
	}
	if (why.kind)
		err_move(err, &why);
	buf_free(&text);
	free(path);
	free(home);
	return result;
}

static int64_t millionths(double number)
{
	return llround(number * (double)MONEY_UNIT);
}

static int add_cap(struct caps *caps, struct ledger *ledger, const char *film,
		   const struct json *budget, size_t member, bool own, struct err *err)
{
	const char *currency = json_get_str(budget, "currency");
	double limit = json_get_num(budget, members[member].name);
	struct cap *cap = &caps->items[caps->count];
	char today[CLOCK_TEXT_SIZE];
	struct spent spent;

	if (isnan(limit))
		return 0;
	currency = currency ? currency : CURRENCY;
	clock_day(clock_now(), today);
	*cap = (struct cap){.member = members[member].name,
			    .own = own,
			    .day = members[member].day,
			    .seconds = members[member].seconds};
	/* A film that was never written has no id, and no jobs. */
	if (ledger_spent(ledger,
			 own && cap->day ? NULL
			 : film          ? film
					 : "",
			 cap->day ? today : NULL, currency, &spent, err) < 0)
		return -1;
	cap->limit = millionths(limit);
	cap->spent = cap->seconds ? millionths(spent.seconds) : spent.money;
	cap->held = cap->seconds ? 0 : spent.held;
	cap->uncounted = cap->seconds ? 0 : spent.uncounted;
	cap->currency = cap->seconds ? NULL : xstrdup(currency);
	caps->count++;
	return 0;
}

int caps_load(struct ledger *ledger, const char *film, const struct json *budget, struct caps *out,
	      struct err *err)
{
	struct json *own;
	int result;

	*out = (struct caps){0};
	result = read_own(out, &own, err);
	for (size_t i = 0; result == 0 && i < 2 * LENGTH(members); i++)
		result = add_cap(out, ledger, film, i < LENGTH(members) ? budget : own,
				 i % LENGTH(members), i >= LENGTH(members), err);
	json_free(own);
	if (result < 0)
		caps_clear(out);
	return result;
}

void caps_clear(struct caps *caps)
{
	for (size_t i = 0; i < caps->count; i++)
		free(caps->items[i].currency);
	free(caps->own_path);
	*caps = (struct caps){0};
}

int64_t cap_left(const struct cap *cap)
{
	return cap->limit > cap->spent ? cap->limit - cap->spent : 0;
}

char *cap_amount(const struct cap *cap, int64_t amount)
{
	return cap->seconds ? xasprintf("%g s", (double)amount / (double)MONEY_UNIT)
			    : money_text(amount, cap->currency);
}

/* What the wish comes to, as this cap counts. */
static int64_t amount_of(const struct cap *cap, const struct want *want)
{
	if (cap->seconds)
		return millionths(want->seconds);
	for (size_t i = 0; i < want->sum_count; i++)
		if (strcmp(want->sums[i].currency, cap->currency) == 0)
			return want->sums[i].amount;
	return 0;
}

static int refuse(const struct caps *caps, const struct cap *cap, int64_t more, struct err *err)
{
	struct buf out = {0};
	char *asked = cap_amount(cap, more), *limit = cap_amount(cap, cap->limit);
	char *spent = cap_amount(cap, cap->spent), *held = cap_amount(cap, cap->held);
	char *whole = cap_amount(cap, money_plus(cap->spent, more, 1));
	const char *of = cap->seconds ? " of clip" : "";

	if (cap->spent)
		buf_addf(&out, "%s%s more would make %s", asked, of, whole);
	else
		buf_addf(&out, "it comes to %s%s", asked, of);
	buf_addf(&out, "%s, and %s may %s %s%s", cap->day && cap->spent ? " today" : "",
		 !cap->own  ? "this film"
		 : cap->day ? "all films together"
			    : "a film",
		 cap->seconds ? "have" : "cost", limit, cap->day ? " a day" : "");
	if (cap->held)
		buf_addf(&out, "; %s of what is spent is put aside for takes on their way", held);
	if (cap->own)
		err_set(err, ERR_REFUSED, "%s; nothing was sent: raise “%s” in %s", buf_str(&out),
			cap->member, caps->own_path);
	else
		err_set(err, ERR_REFUSED,
			"%s; nothing was sent: raise it with “set film budget=…”", buf_str(&out));
	buf_free(&out);
	free(asked);
	free(limit);
	free(spent);
	free(held);
	free(whole);
	return -1;
}

/* Whether it can be held against the cap at all. */
static int check_comparable(const struct cap *cap, const struct want *want, struct err *err)
{
	if (cap->seconds || want->lets_unpriced)
		return 0;
	if (want->unpriced)
		return err_set(err, ERR_REFUSED,
			       "what %zu take%s would cost is not known, so %s can’t be held "
			       "against a budget; nothing was sent: “generate --unpriced” makes "
			       "such takes all the same",
			       want->unpriced, want->unpriced == 1 ? "" : "s",
			       want->unpriced == 1 ? "it" : "they");
	for (size_t i = 0; i < want->sum_count; i++)
		if (strcmp(want->sums[i].currency, cap->currency) != 0)
			return err_set(err, ERR_REFUSED,
				       "the price is in %s and the budget in %s, which can’t be "
				       "compared; nothing was sent: “generate --unpriced” makes "
				       "such takes all the same",
				       want->sums[i].currency, cap->currency);
	return 0;
}

int caps_allow(const struct caps *caps, const struct want *want, struct err *err)
{
	for (size_t i = 0; i < caps->count; i++) {
		const struct cap *cap = &caps->items[i];
		int64_t more = amount_of(cap, want);

		if (check_comparable(cap, want, err) < 0)
			return -1;
		if (more > 0 && more > cap->limit - cap->spent)
			return refuse(caps, cap, more, err);
	}
	return 0;
}

int job_reserve(struct ledger *ledger, struct job *job, const struct json *budget, bool unpriced,
		struct err *err)
{
	struct want want = {.lets_unpriced = unpriced};
	struct caps caps = {0};
	int result = -1;

	if (job->price == PRICE_FREE)
		return ledger_add(ledger, job, err);
	if (ledger_begin(ledger, err) < 0)
		return -1;
	want_add(&want, 1, job->seconds, job->reserved, job->currency);
	if (caps_load(ledger, job->film, budget, &caps, err) == 0 &&
	    caps_allow(&caps, &want, err) == 0)
		result = ledger_add(ledger, job, err);
	/* What was refused has written nothing. */
	if (ledger_finish(ledger, result == 0 ? err : NULL) < 0)
		result = -1;
	caps_clear(&caps);
	want_clear(&want);
	return result;
}
