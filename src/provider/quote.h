/* SPDX-License-Identifier: MIT
 *
 * What one take of a scene would cost as the scene stands now: the one place that is
 * asked, by the inspector, the bill and the question. What is sent is priced the same
 * way (job/wire_run.c).
 */
#ifndef PROVIDER_QUOTE_H
#define PROVIDER_QUOTE_H

#include "film/film.h"
#include "provider/price.h"
#include "provider/shelf.h"

struct quote {
	enum price_kind price;
	int64_t amount;       /* of one take; MONEY_UNKNOWN */
	char *currency;       /* of the amount; NULL where there is none */
	char *checked;        /* the day the price was looked at; NULL: not told */
	const char *provider; /* borrowed from the scene or the film, as `model` is */
	const char *model;    /* NULL: the provider's own choice */
	bool nearly;          /* of one refused: the model says what would do (fit.h) */
};

/* Fails where the provider is not known or can't make the take as it is asked for. */
int quote_scene(struct shelf *shelf, const struct film *film, const struct scene *scene,
		struct quote *out, struct err *err);
void quote_clear(struct quote *quote);
/* Returns new: "about 0.80 USD (2026-11-22)", "free", "price not known: …". */
char *quote_text(const struct quote *quote);

#endif
