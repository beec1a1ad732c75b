/* SPDX-License-Identifier: MIT */
#include "core/tell/model_words.h"

#include <math.h>
#include <stdio.h>
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

/* "4, 6 or 8 s"; "1 to 15 s" */
static void add_seconds(struct buf *out, const struct json *can)
{
	const struct json *first = json_first(can), *item;
	size_t before = out->len;

	if (json_type(can) == JSON_OBJECT) {
		add_range(out, json_get_num(can, "min"), json_get_num(can, "max"));
	} else if (is_run(can)) {
		for (item = first; json_next(item);)
			item = json_next(item);
		add_range(out, json_num(first), json_num(item));
	} else {
		for (item = first; item; item = json_next(item))
			buf_addf(out, "%s%g",
				 item == first      ? ""
				 : json_next(item) ? ", "
						    : " or ",
				 json_num(item));
		if (out->len > before)
			buf_add_str(out, " s");
	}
}

char *model_seconds(const struct json *caps)
{
	const struct json *item = json_first(json_get(caps, "seconds_at"));
	struct buf out = {0};

	buf_add_str(&out, "");
	add_seconds(&out, json_get(caps, "seconds"));
	for (; item; item = json_next(item)) {
		buf_addf(&out, "%s%s: ", out.len ? ", " : "", json_name(item));
		add_seconds(&out, item);
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
	static const char *const needed[] = {"start_needed", "end_needed", NULL, NULL};
	double references = json_get_num(caps, "references");
	struct buf out = {0};

	buf_add_str(&out, "");
	for (size_t i = 0; i < LENGTH(flags); i++)
		if (json_true(json_get(caps, flags[i])))
			buf_addf(&out, "%s%s%s", out.len ? ", " : "", flags[i],
				 needed[i] && json_true(json_get(caps, needed[i])) ? " (needed)"
										   : "");
	if (references > 0)
		buf_addf(&out, "%s%g reference%s", out.len ? ", " : "", references,
			 references == 1 ? "" : "s");
	return buf_take(&out);
}

struct range {
	double least, most;
};

/* The least and the most of one price and of those of a table. */
static struct range range_of(const struct json *price, const char *one, const char *table)
{
	double number = json_get_num(price, one);
	struct range out = {number, number};
	const struct json *row = json_first(json_get(price, table));

	for (; row; row = json_next(row)) {
		out.least = fmin(out.least, json_num(row));
		out.most = fmax(out.most, json_num(row));
	}
	return out;
}

/* With the digits it has, two behind the point at least and four at most. */
static void add_amount(struct buf *out, double amount)
{
	char digits[64];
	size_t bytes = (size_t)snprintf(digits, sizeof digits, "%.4f", amount);

	for (int i = 0; i < 2 && bytes < sizeof digits && digits[bytes - 1] == '0'; i++)
		digits[--bytes] = '\0';
	buf_add_str(out, digits);
}

static void add_amounts(struct buf *out, struct range range, const char *currency, const char *per)
{
	if (!(range.most > 0))
		return;
	if (out->len)
		buf_add_str(out, " and ");
	add_amount(out, range.least);
	if (range.least < range.most) {
		buf_add_str(out, "–");
		add_amount(out, range.most);
	}
	buf_addf(out, " %s%s", currency, per);
}

char *model_price(const struct json *caps)
{
	const struct json *price = json_get(caps, "price");
	const char *currency = json_get_str(price, "currency");
	struct range second = range_of(price, "second", "by_resolution");
	struct range clip = range_of(price, "clip", "by_clip");
	struct buf out = {0};

	buf_add_str(&out, "");
	currency = currency ? currency : "USD";
	add_amounts(&out, second, currency, "/s");
	add_amounts(&out, clip, currency, " a clip");
	if (!out.len && (second.most == 0 || clip.most == 0))
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
