/* SPDX-License-Identifier: MIT
 *
 * The bill for people and for programs.
 */
#include <stdlib.h>
#include <string.h>

#include "core/session/bill.h"
#include "core/tell/page.h"
#include "core/tell/table.h"
#include "util/mem.h"

/* A line's text in a column; returns new. */
typedef char *cell_fn(const struct bill_line *line);

static bool is_priced(const struct bill_line *line)
{
	return line->takes && !line->error.kind && line->quote.price != PRICE_FREE;
}

static char *scene_cell(const struct bill_line *line)
{
	return xstrdup(line->scene->id);
}

static char *takes_cell(const struct bill_line *line)
{
	return xasprintf("%zu", line->takes);
}

static char *seconds_cell(const struct bill_line *line)
{
	return xasprintf("%.1f", line->seconds);
}

static char *provider_cell(const struct bill_line *line)
{
	return xstrdup(line->quote.provider);
}

static char *model_cell(const struct bill_line *line)
{
	return xstrdup(line->quote.model ? line->quote.model : "");
}

static char *each_cell(const struct bill_line *line)
{
	return is_priced(line) ? money_text(line->quote.amount, line->quote.currency) : xstrdup("");
}

static int64_t sum_of(const struct bill_line *line)
{
	int64_t each = line->quote.amount;

	return each == MONEY_UNKNOWN ? each : each * (int64_t)line->takes;
}

static char *cost_cell(const struct bill_line *line)
{
	if (line->error.kind)
		return xstrdup("can’t be made");
	if (line->adopt)
		return xasprintf("%s fits, only circled", line->adopt);
	return is_priced(line) ? money_text(sum_of(line), line->quote.currency)
			       : xstrdup("nothing");
}

static char *price_cell(const struct bill_line *line)
{
	const struct quote *quote = &line->quote;

	if (!is_priced(line))
		return xstrdup("");
	return xstrdup(quote->price == PRICE_UNKNOWN ? "not known" : price_word(quote->price));
}

/* When a column is worth its room. */
enum when { ALWAYS, WITH_MODELS, WITH_PRICES };

static const struct {
	struct column column;
	cell_fn *cell;
	enum when when;
} columns[] = {
	{{.heading = "scene", .flexible = true}, scene_cell, ALWAYS},
	{{.heading = "takes", .right = true}, takes_cell, ALWAYS},
	{{.heading = "seconds", .right = true}, seconds_cell, ALWAYS},
	{{.heading = "provider"}, provider_cell, ALWAYS},
	{{.heading = "model", .flexible = true}, model_cell, WITH_MODELS},
	{{.heading = "each", .right = true}, each_cell, WITH_PRICES},
	{{.heading = "cost"}, cost_cell, ALWAYS},
	{{.heading = "price"}, price_cell, WITH_PRICES},
};

static bool is_shown(const struct bill *bill, enum when when)
{
	bool models = false, prices = false;

	for (size_t i = 0; i < bill->count; i++) {
		models |= bill->lines[i].quote.model != NULL;
		prices |= is_priced(&bill->lines[i]);
	}
	return when == ALWAYS || (when == WITH_MODELS ? models : prices);
}

static enum style style_of(const struct bill_line *line)
{
	if (line->error.kind)
		return STYLE_BAD;
	if (line->adopt)
		return STYLE_DIM;
	return is_priced(line) && line->quote.price == PRICE_UNKNOWN ? STYLE_WARN : STYLE_PLAIN;
}

static void show_lines(const struct bill *bill, struct output *out)
{
	struct column shown[LENGTH(columns)];
	size_t which[LENGTH(columns)];
	struct table table = {.columns = shown};

	for (size_t i = 0; i < LENGTH(columns); i++)
		if (is_shown(bill, columns[i].when)) {
			which[table.column_count] = i;
			shown[table.column_count] = columns[i].column;
			shown[table.column_count++].right |=
				columns[i].cell == cost_cell && is_shown(bill, WITH_PRICES);
		}
	for (size_t i = 0; i < bill->count; i++)
		for (size_t j = 0; j < table.column_count; j++) {
			cell_fn *cell = columns[which[j]].cell;
			char *text = cell(&bill->lines[i]);

			table_add(&table,
				  cell == cost_cell ? style_of(&bill->lines[i]) : STYLE_PLAIN, "%s",
				  text);
			free(text);
		}
	if (bill->count)
		table_write(&table, out);
	table_free(&table);
}

/* "the film’s budget of 20.00 USD: 18.60 USD spent (4.20 USD of it put aside), …" */
static void show_cap(const struct cap *cap, struct output *out)
{
	char *limit = cap_amount(cap, cap->limit), *spent = cap_amount(cap, cap->spent);
	char *rest = cap_amount(cap, cap_left(cap)), *held = cap_amount(cap, cap->held);

	out_text(out, STYLE_PLAIN, "%s %s%s: %s spent",
		 cap->own ? "your budget of" : "the film’s budget of", limit,
		 cap->day ? " a day" : "", spent);
	if (cap->held)
		out_text(out, STYLE_PLAIN, " (%s of it put aside)", held);
	out_text(out, STYLE_PLAIN, ", %s left", rest);
	if (cap->uncounted)
		out_text(out, STYLE_WARN, "; it can’t count %lld take%s", (long long)cap->uncounted,
			 cap->uncounted == 1 ? "" : "s");
	out_text(out, STYLE_PLAIN, "\n");
	free(limit);
	free(spent);
	free(rest);
	free(held);
}

static void show_impossible(const struct bill_line *line, struct output *out)
{
	char *text = xasprintf("%s can’t be made: %s", line->scene->id, err_text(&line->error));

	page_text(out, STYLE_BAD, 0, text);
	free(text);
}

/* ", prices as of 2026-06-01 to 2026-11-22": the days on which they were looked at. */
static void show_days(const struct bill *bill, struct output *out)
{
	const char *first = NULL, *last = NULL;

	for (size_t i = 0; i < bill->count; i++) {
		const char *day = bill->lines[i].quote.checked;

		if (!day || !is_priced(&bill->lines[i]))
			continue;
		first = first && strcmp(first, day) <= 0 ? first : day;
		last = last && strcmp(last, day) >= 0 ? last : day;
	}
	if (first && strcmp(first, last) == 0)
		out_text(out, STYLE_DIM, ", prices as of %s", first);
	else if (first)
		out_text(out, STYLE_DIM, ", prices as of %s to %s", first, last);
}

void bill_show(const struct bill *bill, struct output *out)
{
	show_lines(bill, out);
	if (!bill_is_free(bill)) {
		char *sum = bill_sum(bill);

		out_text(out, STYLE_STRONG, "in all %s", sum);
		show_days(bill, out);
		out_text(out, STYLE_PLAIN, "\n");
		free(sum);
	}
	for (size_t i = 0; i < bill->caps.count; i++)
		show_cap(&bill->caps.items[i], out);
	for (size_t i = 0; i < bill->count; i++)
		if (bill->lines[i].error.kind)
			show_impossible(&bill->lines[i], out);
}

static void set_money(struct json *json, const char *name, int64_t amount)
{
	json_set(json, name, amount == MONEY_UNKNOWN ? NULL : json_new_num(money_number(amount)));
}

static struct json *line_to_json(const struct bill_line *line)
{
	const struct quote *quote = &line->quote;
	struct json *json = json_new_object();

	json_set_str(json, "scene", line->scene->id);
	json_set_str(json, "provider", quote->provider);
	json_set_str(json, "model", quote->model);
	json_set_str(json, "circle", line->adopt);
	json_set_num(json, "takes", (double)line->takes);
	json_set_num(json, "seconds", line->seconds);
	if (line->error.kind) {
		json_set_str(json, "error", err_text(&line->error));
		return json;
	}
	json_set_str(json, "price", price_word(quote->price));
	set_money(json, "each", quote->amount);
	set_money(json, "cost", line->takes ? sum_of(line) : 0);
	json_set_str(json, "currency", quote->currency);
	json_set_str(json, "checked", quote->checked);
	return json;
}

static struct json *cap_to_json(const struct cap *cap)
{
	struct json *json = json_new_object();

	json_set_str(json, "of", cap->own ? "user" : "film");
	json_set_str(json, "cap", cap->member);
	json_set_str(json, "currency", cap->currency);
	set_money(json, "limit", cap->limit);
	set_money(json, "spent", cap->spent);
	set_money(json, "held", cap->held);
	json_set_num(json, "uncounted", (double)cap->uncounted);
	return json;
}

struct json *bill_to_json(const struct bill *bill)
{
	const struct want *want = &bill->want;
	struct json *answer = json_new_object(), *lines = json_new_array();
	struct json *sums = json_new_array(), *caps = json_new_array();

	for (size_t i = 0; i < bill->count; i++)
		json_push(lines, line_to_json(&bill->lines[i]));
	for (size_t i = 0; i < want->sum_count; i++) {
		struct json *sum = json_new_object();

		set_money(sum, "cost", want->sums[i].amount);
		json_set_str(sum, "currency", want->sums[i].currency);
		json_push(sums, sum);
	}
	for (size_t i = 0; i < bill->caps.count; i++)
		json_push(caps, cap_to_json(&bill->caps.items[i]));
	json_set(answer, "bill", lines);
	/* One number, where one number says it all. */
	if (!want->unpriced && want->sum_count < 2)
		set_money(answer, "cost", want->sum_count ? want->sums[0].amount : 0);
	json_set(answer, "sums", sums);
	json_set_num(answer, "unpriced", (double)want->unpriced);
	json_set(answer, "caps", caps);
	json_set_str(answer, "refused", bill->over.kind ? err_text(&bill->over) : NULL);
	return answer;
}
