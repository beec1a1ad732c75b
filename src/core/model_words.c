/* SPDX-License-Identifier: MIT */
#include "core/model_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

#define STEPS_MIN 4 /* so many whole seconds in a row are told as a range */

static void add_part(struct buf *out, const char *between, const char *part)
{
	if (part && *part)
		buf_addf(out, "%s%s", out->len ? between : "", part);
}

/* "a, b, c" */
static void add_list(struct buf *out, const struct json *list)
{
	size_t before = out->len;

	if (json_str(list))
		buf_add_str(out, json_str(list));
	for (const struct json *item = json_str(list) ? NULL : json_first(list); item;
	     item = json_next(item))
		if (json_str(item))
			buf_addf(out, "%s%s", out->len > before ? ", " : "", json_str(item));
}

/* True for a list that counts up by ones. */
static bool is_run(const struct json *list)
{
	double last = NAN;

	if (json_len(list) < STEPS_MIN)
		return false;
	for (const struct json *item = json_first(list); item; item = json_next(item)) {
		if (!isnan(last) && json_num(item) != last + 1)
			return false;
		last = json_num(item);
	}
	return true;
}

static void add_range(struct buf *out, double min, double max)
{
	if (min > 0 && max > 0)
		buf_addf(out, "%g to %g s", min, max);
	else if (max > 0)
		buf_addf(out, "up to %g s", max);
	else if (min > 0)
		buf_addf(out, "%g s and more", min);
}

char *model_seconds(const struct json *caps)
{
	const struct json *can = json_get(caps, "seconds"), *first = json_first(can), *item;
	struct buf out = {0};

	buf_add_str(&out, "");
	if (json_type(can) == JSON_OBJECT) {
		add_range(&out, json_get_num(can, "min"), json_get_num(can, "max"));
	} else if (is_run(can)) {
		for (item = first; json_next(item);)
			item = json_next(item);
		add_range(&out, json_num(first), json_num(item));
	} else {
		for (item = first; item; item = json_next(item))
			buf_addf(&out, "%s%g",
				 item == first      ? ""
				 : json_next(item) ? ", "
						    : " or ",
				 json_num(item));
		if (out.len)
			buf_add_str(&out, " s");
	}
	return buf_take(&out);
}

char *model_pictures(const struct json *caps)
{
	const struct json *sizes = json_get(caps, "sizes");
	struct buf out = {0}, ratios = {0};

	add_list(&out, json_get(caps, "resolutions"));
	add_list(&ratios, json_get(caps, "ratios"));
	add_part(&out, "; ", buf_str(&ratios));
	if (!out.len)
		add_list(&out, sizes);
	buf_add_str(&out, "");
	buf_free(&ratios);
	return buf_take(&out);
}

char *model_takes(const struct json *caps)
{
	static const char *const flags[] = {"start", "end", "seed", "avoid"};
	double references = json_get_num(caps, "references");
	struct buf out = {0};

	buf_add_str(&out, "");
	for (size_t i = 0; i < LENGTH(flags); i++)
		if (json_true(json_get(caps, flags[i])))
			add_part(&out, ", ", flags[i]);
	if (references > 0)
		buf_addf(&out, "%s%g reference%s", out.len ? ", " : "", references,
			 references == 1 ? "" : "s");
	return buf_take(&out);
}

/* The least and the most of the prices of a second. */
static void range_of(const struct json *price, double *least, double *most)
{
	*least = *most = json_get_num(price, "second");
	for (const struct json *row = json_first(json_get(price, "by_resolution")); row;
	     row = json_next(row)) {
		*least = fmin(*least, json_num(row));
		*most = fmax(*most, json_num(row));
	}
}

static void add_amount(struct buf *out, double amount)
{
	buf_addf(out, amount != 0 && amount < 0.1 ? "%.3g" : "%.2f", amount);
}

char *model_price(const struct json *caps)
{
	const struct json *price = json_get(caps, "price");
	const char *currency = json_get_str(price, "currency");
	double clip = json_get_num(price, "clip"), least, most;
	struct buf out = {0};

	buf_add_str(&out, "");
	range_of(price, &least, &most);
	currency = currency ? currency : "USD";
	if ((isnan(clip) || clip == 0) && most == 0)
		buf_add_str(&out, "free");
	else if (!isnan(most) && most > 0) {
		add_amount(&out, least);
		if (least < most) {
			buf_add_str(&out, "–");
			add_amount(&out, most);
		}
		buf_addf(&out, " %s/s", currency);
	}
	if (clip > 0) {
		buf_add_str(&out, out.len ? " and " : "");
		add_amount(&out, clip);
		buf_addf(&out, " %s a clip", currency);
	} else if (clip == 0 && !out.len)
		buf_add_str(&out, "free");
	return buf_take(&out);
}

const char *model_price_date(const struct json *caps)
{
	return json_get_str(json_get(caps, "price"), "checked");
}

char *model_words(const struct json *caps)
{
	char *parts[] = {model_seconds(caps), model_price(caps), model_takes(caps)};
	const char *sound = json_get_str(caps, "sound");
	struct buf out = {0};

	buf_add_str(&out, "");
	for (size_t i = 0; i < LENGTH(parts); i++) {
		add_part(&out, " · ", parts[i]);
		free(parts[i]);
	}
	if (sound && strcmp(sound, "never") != 0)
		add_part(&out, " · ", "sound");
	return buf_take(&out);
}
