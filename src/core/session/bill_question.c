/* SPDX-License-Identifier: MIT
 *
 * What is asked before something costs: what the caps leave, who makes how many takes
 * for how much, and the question itself.
 */
#include <stdlib.h>
#include <string.h>

#include "core/session/bill.h"
#include "util/mem.h"
#include "util/text.h"

#define PARTIES_NAMED 5
#define SCENES_NAMED 3

/* The takes of one model. */
struct party {
	const char *provider, *model, *checked; /* borrowed; the oldest day */
	size_t takes;
	struct want want; /* of those that are not free */
	bool estimated;
};
struct parties {
	struct party *items;
	size_t count, room;
};

static bool is_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static struct party *party_of(struct parties *parties, const struct quote *quote)
{
	for (size_t i = 0; i < parties->count; i++)
		if (is_same(parties->items[i].provider, quote->provider) &&
		    is_same(parties->items[i].model, quote->model))
			return &parties->items[i];
	GROW(parties->items, parties->count, parties->room);
	parties->items[parties->count] =
		(struct party){.provider = quote->provider, .model = quote->model};
	return &parties->items[parties->count++];
}

static void join(struct party *party, const struct bill_line *line)
{
	const struct quote *quote = &line->quote;

	party->takes += line->takes;
	if (quote->price == PRICE_FREE)
		return;
	want_add(&party->want, line->takes, line->seconds, quote->amount, quote->currency);
	party->estimated |= quote->price == PRICE_ESTIMATED;
	if (quote->checked && (!party->checked || strcmp(quote->checked, party->checked) < 0))
		party->checked = quote->checked;
}

/* "shop fine: 3 takes, 1.50 USD (exact, 2026-11-01)" */
static void add_party(struct buf *out, const struct party *party)
{
	const struct want *want = &party->want;
	/* A film may say anything here. */
	char *model = party->model ? text_clean(party->model, false, 0) : NULL;
	char *sum = want->sum_count ? want_text(want)
		    : want->takes   ? xstrdup("price not known")
				    : xstrdup("free");

	buf_addf(out, "%s%s%s: %zu take%s, %s", party->provider, model ? " " : "",
		 model ? model : "", party->takes, party->takes == 1 ? "" : "s", sum);
	if (want->sum_count)
		buf_addf(out, " (%s%s%s)", party->estimated ? "estimated" : "exact",
			 party->checked ? ", " : "", party->checked ? party->checked : "");
	buf_add_char(out, '\n');
	free(sum);
	free(model);
}

static void add_rest(struct buf *out, const struct parties *parties)
{
	size_t takes = 0;

	for (size_t i = PARTIES_NAMED; i < parties->count; i++)
		takes += parties->items[i].takes;
	buf_addf(out, "%zu more models: %zu takes\n", parties->count - PARTIES_NAMED, takes);
}

static void add_parties(struct buf *out, const struct bill *bill)
{
	struct parties parties = {0};
	size_t named;

	for (size_t i = 0; i < bill->count; i++)
		if (bill->lines[i].takes && !bill->lines[i].error.kind)
			join(party_of(&parties, &bill->lines[i].quote), &bill->lines[i]);
	/* For one the word “more” takes as much room as its line. */
	named = parties.count > PARTIES_NAMED + 1 ? PARTIES_NAMED : parties.count;
	for (size_t i = 0; i < named; i++)
		add_party(out, &parties.items[i]);
	if (named < parties.count)
		add_rest(out, &parties);
	for (size_t i = 0; i < parties.count; i++)
		want_clear(&parties.items[i].want);
	free(parties.items);
}

static void add_impossible(struct buf *out, const struct bill *bill)
{
	size_t count = 0;

	for (size_t i = 0; i < bill->count; i++)
		count += bill->lines[i].error.kind != ERR_NONE;
	if (count)
		buf_addf(out, "%zu scene%s can’t be made as %s\n", count, count == 1 ? "" : "s",
			 count == 1 ? "it is" : "they are");
}

/* "left in the film’s budget: 18.60 USD, 2.10 USD today; in yours: 30 s today" */
static char *left_text(const struct caps *caps)
{
	struct buf out = {0};

	for (size_t i = 0; i < caps->count; i++) {
		const struct cap *cap = &caps->items[i];
		char *left = cap_amount(cap, cap_left(cap));

		if (i && cap->own == caps->items[i - 1].own)
			buf_add_str(&out, ", ");
		else
			buf_addf(&out, "%s in %s: ", i ? ";" : "left",
				 !cap->own ? "the film’s budget"
				 : i       ? "yours"
					   : "your budget");
		buf_addf(&out, "%s%s%s", left, cap->seconds ? " of clip" : "",
			 cap->day   ? " today"
			 : cap->own ? " for this film"
				    : "");
		free(left);
	}
	if (caps->count)
		buf_add_char(&out, '\n');
	buf_add_str(&out, "");
	return buf_take(&out);
}

/* "of one, two and three", "of 30 scenes" */
static void add_scenes(struct buf *out, const struct bill *bill)
{
	size_t count = 0, named = 0;

	for (size_t i = 0; i < bill->count; i++)
		count += bill->lines[i].takes && !bill->lines[i].error.kind;
	if (count > SCENES_NAMED)
		buf_addf(out, " of %zu scenes", count);
	for (size_t i = 0; count <= SCENES_NAMED && i < bill->count; i++)
		if (bill->lines[i].takes && !bill->lines[i].error.kind) {
			buf_addf(out, "%s%s",
				 named == 0           ? " of "
				 : named + 1 == count ? " and "
						      : ", ",
				 bill->lines[i].scene->id);
			named++;
		}
}

static char *question(const struct bill *bill)
{
	struct buf out = {0};

	buf_addf(&out, "make %zu take%s", bill->takes, bill->takes == 1 ? "" : "s");
	add_scenes(&out, bill);
	return buf_take(&out);
}

bool bill_asks(const struct bill *bill, struct call *call, const char *instead,
	       void (*answered)(struct call *call, bool yes))
{
	char *first = instead ? xstrdup(instead) : question(bill), *sum = bill_sum(bill);
	char *left = left_text(&bill->caps), *all;
	struct buf what = {0};
	size_t bytes = call->asked ? strlen(call->asked) : 0;
	bool is_asked;

	add_parties(&what, bill);
	add_impossible(&what, bill);
	buf_addf(&what, "%s, %s%s?", first, bill_is_free(bill) ? "free of charge" : "for ",
		 bill_is_free(bill) ? "" : sum);
	/* What is left may become more or less while one reads. */
	is_asked = bytes >= what.len && strcmp(call->asked + bytes - what.len, buf_str(&what)) == 0;
	all = xasprintf("%s%s", left, buf_str(&what));
	if (!is_asked)
		call_ask(call, all, answered);
	buf_free(&what);
	free(first);
	free(sum);
	free(left);
	free(all);
	return !is_asked;
}
