/* SPDX-License-Identifier: MIT */
#include "provider/price.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const words[] = {
	[PRICE_UNKNOWN] = "unknown",
	[PRICE_ESTIMATED] = "estimated",
	[PRICE_EXACT] = "exact",
	[PRICE_FREE] = "free",
};

const char *price_word(enum price_kind kind)
{
	return words[kind];
}

struct price price_of(const struct json *caps, double seconds, const char *resolution)
{
	const struct json *price = json_get(caps, "price"),
			  *rows = json_get(price, "by_resolution"),
			  *clips = json_get(price, "by_clip");
	const char *is = json_get_str(price, "is"), *currency = json_get_str(price, "currency");
	double clip = json_get_num(price, "clip"), second = json_get_num(price, "second"), sum;
	struct price out = {PRICE_UNKNOWN, MONEY_UNKNOWN, currency ? currency : "USD",
			    json_get_str(price, "checked")};
	char whole[64];

	for (const struct json *row = json_first(rows); row && resolution; row = json_next(row))
		if (strcasecmp(json_name(row), resolution) == 0)
			second = json_num(row);
	snprintf(whole, sizeof whole, "%s %gs", resolution ? resolution : "", seconds);
	if (json_get(clips, whole)) {
		clip = json_get_num(clips, whole);
		second = NAN;
	}
	if (isnan(clip) && isnan(second))
		return out;
	sum = (isnan(clip) ? 0 : clip) + (isnan(second) ? 0 : second * seconds);
	out.amount = money_from(sum);
	if (out.amount == MONEY_UNKNOWN)
		return out;
	if (sum > 0 && out.amount == 0)
		out.amount = 1; /* what is rounded to nothing is not free */
	if (!is || strcmp(is, "exact") != 0)
		out.kind = PRICE_ESTIMATED;
	else
		out.kind = out.amount ? PRICE_EXACT : PRICE_FREE;
	return out;
}
