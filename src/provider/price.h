/* SPDX-License-Identifier: MIT
 *
 * What a clip costs, as far as it is known beforehand.
 */
#ifndef PROVIDER_PRICE_H
#define PROVIDER_PRICE_H

#include "util/json.h"
#include "util/money.h"

enum price_kind {
	PRICE_UNKNOWN,
	PRICE_ESTIMATED,
	PRICE_EXACT,
	PRICE_FREE, /* surely nothing: the animatic, one's own machine */
	PRICE_KINDS,
};
const char *price_word(enum price_kind kind); /* "unknown", "estimated", … */

struct price {
	enum price_kind kind;
	int64_t amount;       /* util/money.h; MONEY_UNKNOWN when unknown */
	const char *currency; /* borrowed; "USD" unless it says */
	const char *checked;  /* the day it was looked at, NULL if it does not say */
};
/* Of one clip of a model that can do this (provider/fit.h). */
struct price price_of(const struct json *caps, double seconds, const char *resolution);

#endif
