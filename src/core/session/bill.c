/* SPDX-License-Identifier: MIT */
#include "core/session/bill.h"

#include <stdlib.h>

#include "core/session/bill_pictures.h"
#include "util/mem.h"

static void count(struct bill *bill, const struct bill_line *line)
{
	const struct quote *quote = &line->quote;

	bill->takes += line->takes;
	bill->film_seconds += line->seconds * (double)line->takes;
	if (!line->takes || quote->price == PRICE_FREE)
		return;
	bill->estimated |= quote->price == PRICE_ESTIMATED;
	want_add(&bill->want, line->takes, line->seconds, quote->amount, quote->currency);
}

void bill_add(struct bill *bill, struct session *session, const struct scene *scene, size_t takes,
	      const char *adopt)
{
	const struct film *film = session->store.film;
	struct bill_line *line;

	GROW(bill->lines, bill->count, bill->room);
	line = &bill->lines[bill->count++];
	*line = (struct bill_line){
		.scene = scene,
		.takes = adopt ? 0 : takes,
		.adopt = adopt,
		.seconds = scene_seconds(film, scene),
	};
	quote_scene(session_shelf(session), film, scene, &line->quote, &line->error);
}

bool bill_is_free(const struct bill *bill)
{
	return bill->want.takes == 0;
}

int bill_close(struct bill *bill, struct session *session, bool unpriced, struct err *err)
{
	const struct film *film = session->store.film;
	struct ledger *ledger;

	bill_look(bill, session);
	for (size_t i = 0; i < bill->count; i++)
		if (!bill->lines[i].error.kind)
			count(bill, &bill->lines[i]);
	if (bill_is_free(bill))
		return 0;
	bill->want.lets_unpriced = unpriced;
	ledger = session_ledger(session, err);
	if (!ledger || caps_load(ledger, film->id, film->budget, &bill->caps, err) < 0)
		return -1;
	caps_allow(&bill->caps, &bill->want, &bill->over);
	return 0;
}

void bill_clear(struct bill *bill)
{
	for (size_t i = 0; i < bill->count; i++) {
		quote_clear(&bill->lines[i].quote);
		err_clear(&bill->lines[i].error);
	}
	free(bill->lines);
	want_clear(&bill->want);
	caps_clear(&bill->caps);
	err_clear(&bill->over);
	*bill = (struct bill){0};
}

char *bill_sum(const struct bill *bill)
{
	char *sum, *text;

	if (bill_is_free(bill))
		return xstrdup("nothing");
	sum = want_text(&bill->want);
	text = xasprintf("%s%s", bill->estimated ? "about " : "", sum);
	free(sum);
	return text;
}
