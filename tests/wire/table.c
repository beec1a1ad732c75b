/* SPDX-License-Identifier: MIT
 *
 * The README's table of providers, from the files themselves.
 * usage: table PROVIDERS-FOLDER
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "provider/describe.h"
#include "provider/fit_pictures.h"
#include "provider/shelf.h"
#include "util/buf.h"
#include "util/mem.h"

struct range {
	double least, most;
	const char *checked; /* the day of the oldest */
	bool estimated;
};

static const char *older(const char *a, const char *b)
{
	return !a || (b && strcmp(b, a) < 0) ? b : a;
}

static void widen(struct range *range, double number)
{
	range->least = fmin(range->least, number);
	range->most = fmax(range->most, number);
}

/* The price of one unit, over all models and resolutions. */
static void add_price(struct range *range, const struct json *price, const char *one,
		      const char *table)
{
	const struct json *row = json_first(json_get(price, table));
	const char *is = json_get_str(price, "is"), *checked = json_get_str(price, "checked");

	if (!row && isnan(json_get_num(price, one)))
		return;
	widen(range, json_get_num(price, one));
	for (; row; row = json_next(row))
		widen(range, json_num(row));
	range->estimated |= !is || strcmp(is, "exact") != 0;
	range->checked = older(range->checked, checked);
}

static void write_amount(struct buf *out, double amount)
{
	bool cents = fabs(amount * 100 - round(amount * 100)) < 1e-6;

	buf_addf(out, cents ? "%.2f" : "%.4g", amount);
}

static void write_range(struct buf *out, const struct range *range, const char *per)
{
	if (isnan(range->most))
		return;
	buf_addf(out, "%s%s$", out->len ? ", " : "", range->estimated ? "about " : "");
	write_amount(out, range->least);
	if (range->least < range->most) {
		buf_add_str(out, " to ");
		write_amount(out, range->most);
	}
	buf_addf(out, " %s", per);
}

/* Returns new. */
static char *price_of_all(const struct json *description)
{
	struct range second = {.least = NAN, .most = NAN}, clip = second;
	const char *checked;
	struct buf out = {0};

	for (const struct json *model = json_first(json_get(description, "models")); model;
	     model = json_next(model)) {
		add_price(&second, json_get(model, "price"), "second", "by_resolution");
		add_price(&clip, json_get(model, "price"), "clip", "by_clip");
	}
	checked = older(second.checked, clip.checked);
	if (second.most == 0 && isnan(clip.most)) {
		buf_add_str(&out, "your own");
	} else {
		write_range(&out, &second, "a second");
		write_range(&out, &clip, "a clip");
		if (!out.len)
			buf_add_str(&out, "not known");
	}
	if (checked)
		buf_addf(&out, " (%s)", checked);
	return buf_take(&out);
}

enum can { UNSAID, CANNOT, CAN };

/* A model whose file does not say takes what there is a place for. */
static enum can model_can(const struct json *wire, const struct json *caps, const char *what)
{
	const struct json *says = json_get(caps, what);

	if (says)
		return json_true(says) || json_num(says) > 0 ? CAN : CANNOT;
	if (strcmp(what, "references") == 0 && picture_room_of(wire, caps).references)
		return CAN;
	return UNSAID;
}

/* Whether any of its models can. */
static enum can can(const struct json *description, const char *what)
{
	const struct json *models = json_get(description, "models");
	enum can out = UNSAID;

	for (const struct json *model = json_first(models); model; model = json_next(model)) {
		const struct json *caps;
		struct json *wire = description_of_model(description, json_name(model), &caps);
		enum can one = model_can(wire, caps, what);

		out = one > out ? one : out;
		json_free(wire);
	}
	return out;
}

/* Returns new: which pictures go along. */
static char *pictures_of(const struct json *description)
{
	static const char *const words[][2] = {
		{"start", "first"}, {"end", "last"}, {"references", "cast"}};
	bool free_hand = json_get(description, "graph") || can(description, "start") == UNSAID;
	struct buf out = {0};

	for (size_t i = 0; i < LENGTH(words); i++)
		if (!free_hand && can(description, words[i][0]) == CAN)
			buf_addf(&out, "%s%s", out.len ? ", " : "", words[i][1]);
	if (free_hand)
		buf_add_str(&out, "as you set it up");
	return buf_take(&out);
}

/* The variable that has it. */
static const char *key_of(const struct json *description)
{
	const struct json *key = json_get(description, "key"), *env = json_get(key, "env");
	const char *name = json_str(env) ? json_str(env) : json_str(json_first(env));

	return name ? name : "";
}

static void write_row(const struct provider *provider)
{
	const struct json *description = provider->description;
	const struct json *needed = json_get(json_get(description, "key"), "needed");
	const struct json *proven = json_get(description, "proven");
	char *price = price_of_all(description), *pictures = pictures_of(description);
	const char *key = key_of(description);

	printf("| `%s` | %s | %s%s%s%s | %s | %s | %s | %s, %s |\n", provider->name,
	       provider->help, *key ? "`" : "", key, *key ? "`" : "",
	       *key && needed && !json_true(needed) ? ", if any" : "", pictures,
	       can(description, "seed") == CAN ? "yes" : "", price, json_get_str(proven, "how"),
	       json_get_str(proven, "when"));
	free(pictures);
	free(price);
}

int main(int argc, char **argv)
{
	struct shelf *shelf = shelf_of(argc > 1 ? argv[1] : "providers", NULL);
	char **names = shelf_names(shelf);
	int failed = 0;

	puts("| provider | what it is | key | pictures | seed | price | proven by |\n"
	     "|---|---|---|---|---|---|---|");
	for (size_t i = 0; names[i]; i++) {
		struct err err = {0};
		const struct provider *provider = shelf_find(shelf, names[i], &err);

		if (provider && provider->description)
			write_row(provider);
		else if (!provider)
			failed = 1;
		if (err.kind)
			fprintf(stderr, "%s\n", err_text(&err));
		err_clear(&err);
	}
	shelf_names_free(names);
	shelf_free(shelf);
	return failed;
}
