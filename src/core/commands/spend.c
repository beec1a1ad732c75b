/* SPDX-License-Identifier: MIT
 *
 * spend: what takes have cost.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/session/session.h"
#include "core/tell/table.h"
#include "job/spending.h"
#include "util/clock.h"
#include "util/mem.h"
#include "util/text.h"

/* What is asked for, and what there is of it. */
struct account {
	enum spend_by by;
	const char *film; /* NULL: all */
	char since[CLOCK_TEXT_SIZE];
	struct spend_row *rows, *totals;
	size_t count, total_count;
	struct job *unsure; /* takes whose cost is not known, or that may have been paid */
	size_t unsure_count;
};

static const char *const by_words[] = {
	[SPEND_DAY] = "day",
	[SPEND_SCENE] = "scene",
	[SPEND_PROVIDER] = "provider",
	[SPEND_FILM] = "film",
};

static int read_options(const struct call *call, struct account *account, struct err *err)
{
	const char *by = call_option(call, "by"), *since = call_option(call, "since");

	while (by && strcmp(by_words[account->by], by) != 0)
		account->by++;
	if (since && call_option(call, "days"))
		return err_set(err, ERR_USAGE, "--since and --days say the same in two ways");
	if (since && !clock_is_day(since))
		return err_set(err, ERR_USAGE,
			       "--since: expected a day like 2026-11-22, found “%s”", since);
	if (since)
		strcpy(account->since, since);
	else if (call_option(call, "days"))
		clock_day_before(clock_now(), (int)call_whole(call, "days", 1) - 1, account->since);
	return 0;
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void add_total(struct account *account, const struct spend_row *row)
{
	struct spend_row *total = account->totals;
	size_t i = 0;

	while (i < account->total_count && !is_same(total[i].currency, row->currency))
		i++;
	if (i == account->total_count) {
		total = xrealloc(total, ++account->total_count, sizeof *total);
		account->totals = total;
		total[i] = (struct spend_row){
			.currency = row->currency ? xstrdup(row->currency) : NULL,
		};
	}
	total[i].takes += row->takes;
	total[i].seconds += row->seconds;
	total[i].told += row->told;
	total[i].estimated += row->estimated;
	total[i].held += row->held;
	total[i].unknown += row->unknown;
}

static bool is_unsure(const struct account *account, const struct job *job)
{
	char day[CLOCK_TEXT_SIZE];

	clock_day(job->made, day);
	return job->price != PRICE_FREE && job->charge != CHARGE_NONE &&
	       (job->state == JOB_UNKNOWN || job->cost == MONEY_UNKNOWN) &&
	       strcmp(day, account->since) >= 0;
}

/* All jobs are looked at only where some cost is not known. */
static int find_unsure(struct account *account, struct ledger *ledger, struct err *err)
{
	bool all = false;
	size_t kept = 0;

	for (size_t i = 0; i < account->total_count; i++)
		all |= account->totals[i].unknown > 0;
	if (ledger_list(ledger, account->film, !all, &account->unsure, &account->unsure_count,
			err) < 0)
		return -1;
	for (size_t i = 0; i < account->unsure_count; i++)
		if (is_unsure(account, &account->unsure[i])) {
			struct job job = account->unsure[kept];

			account->unsure[kept++] = account->unsure[i];
			account->unsure[i] = job;
		}
	for (size_t i = kept; i < account->unsure_count; i++)
		job_clear(&account->unsure[i]);
	account->unsure_count = kept;
	return 0;
}

static void account_clear(struct account *account)
{
	spend_free(account->rows, account->count);
	spend_free(account->totals, account->total_count);
	ledger_free_jobs(account->unsure, account->unsure_count);
}

/* What is nothing is not written. */
static void add_money(struct table *table, int64_t amount, const char *currency)
{
	char *text = money_text(amount, currency);

	table_add(table, STYLE_PLAIN, "%s", amount ? text : "");
	free(text);
}

static void add_row(struct table *table, const struct spend_row *row, const char *name,
		    enum style style)
{
	table_add(table, style, "%s", name);
	table_add(table, STYLE_PLAIN, "%lld", (long long)row->takes);
	table_add(table, STYLE_PLAIN, "%.1f", row->seconds);
	add_money(table, row->told + row->estimated, row->currency);
	add_money(table, row->told, row->currency);
	add_money(table, row->held, row->currency);
	if (row->unknown)
		table_add(table, STYLE_WARN, "%lld", (long long)row->unknown);
	else
		table_add(table, STYLE_PLAIN, "%s", "");
}

static void show_table(const struct account *account, struct output *out)
{
	const struct column columns[] = {
		{.heading = by_words[account->by], .flexible = true},
		{.heading = "takes", .right = true},
		{.heading = "seconds", .right = true},
		{.heading = "spent", .right = true},
		{.heading = "told", .right = true},
		{.heading = "on its way", .right = true},
		{.heading = "not known", .right = true},
	};
	struct table table = {.columns = columns, .column_count = LENGTH(columns)};

	for (size_t i = 0; i < account->count; i++) {
		const char *name = account->rows[i].name;
		char *shown = account->by == SPEND_FILM ? text_path(name) : xstrdup(name);

		add_row(&table, &account->rows[i], shown, STYLE_STRONG);
		free(shown);
	}
	for (size_t i = 0; account->count > 1 && i < account->total_count; i++)
		add_row(&table, &account->totals[i], "in all", STYLE_DIM);
	table_write(&table, out);
	table_free(&table);
}

/* The takes of this one's provider whose cost is not known; 0 if they have been told. */
static size_t count_dark(const struct account *account, size_t at)
{
	const struct job *jobs = account->unsure;
	size_t count = 0;

	for (size_t i = 0; i < account->unsure_count; i++) {
		if (jobs[i].state == JOB_UNKNOWN ||
		    strcmp(jobs[i].provider, jobs[at].provider) != 0)
			continue;
		if (i < at)
			return 0;
		count++;
	}
	return count;
}

/* What waits for a word of the person first, each by its number. */
static void show_unsure(const struct account *account, struct output *out)
{
	for (size_t i = 0; i < account->unsure_count; i++) {
		const struct job *job = &account->unsure[i];
		char *held = money_text(job->cost, job->currency);

		if (job->state == JOB_UNKNOWN)
			out_text(out, STYLE_WARN,
				 "job %lld (%s, %s) may have been accepted: %s stays put aside\n",
				 (long long)job->number, job->scene, job->provider,
				 job->cost == MONEY_UNKNOWN ? "an unknown price" : held);
		free(held);
	}
	for (size_t i = 0; i < account->unsure_count; i++) {
		const struct job *job = &account->unsure[i];
		size_t dark = job->state == JOB_UNKNOWN ? 0 : count_dark(account, i);

		if (dark == 1)
			out_text(out, STYLE_WARN, "job %lld (%s, %s): what it cost is not known\n",
				 (long long)job->number, job->scene, job->provider);
		else if (dark)
			out_text(out, STYLE_WARN,
				 "%zu takes by %s: what they cost is not known; its own account "
				 "tells\n",
				 dark, job->provider);
	}
}

static struct json *row_to_json(const struct spend_row *row)
{
	struct json *json = json_new_object();

	json_set_str(json, "name", row->name);
	json_set_num(json, "takes", (double)row->takes);
	json_set_num(json, "seconds", row->seconds);
	json_set_str(json, "currency", row->currency);
	json_set_num(json, "spent", money_number(row->told + row->estimated));
	json_set_num(json, "told", money_number(row->told));
	json_set_num(json, "held", money_number(row->held));
	json_set_num(json, "unknown", (double)row->unknown);
	return json;
}

static struct json *unsure_to_json(const struct job *job)
{
	struct json *json = json_new_object();

	json_set_num(json, "job", (double)job->number);
	json_set_str(json, "folder", job->folder);
	json_set_str(json, "scene", job->scene);
	json_set_str(json, "provider", job->provider);
	json_set_str(json, "state", job_state_word(job->state));
	if (job->cost != MONEY_UNKNOWN) {
		json_set_num(json, "held", money_number(job->cost));
		json_set_str(json, "currency", job->currency);
	}
	return json;
}

static struct json *account_to_json(const struct account *account)
{
	struct json *answer = json_new_object(), *rows = json_new_array();
	struct json *totals = json_new_array(), *unsure = json_new_array();

	for (size_t i = 0; i < account->count; i++)
		json_push(rows, row_to_json(&account->rows[i]));
	for (size_t i = 0; i < account->total_count; i++)
		json_push(totals, row_to_json(&account->totals[i]));
	for (size_t i = 0; i < account->unsure_count; i++)
		json_push(unsure, unsure_to_json(&account->unsure[i]));
	json_set(answer, "spend", rows);
	json_set(answer, "totals", totals);
	json_set(answer, "unsure", unsure);
	return answer;
}

/* Where no job ever was, nothing was spent. */
static int fill(struct call *call, struct account *account, struct err *err)
{
	struct ledger *ledger;

	if (!ledger_stands() ||
	    (!account->film && call->session->has_film && !call_option(call, "all")))
		return 0;
	ledger = session_ledger(call->session, err);
	if (!ledger || ledger_spend(ledger, account->by, account->film,
				    *account->since ? account->since : NULL, &account->rows,
				    &account->count, err) < 0)
		return -1;
	for (size_t i = 0; i < account->count; i++)
		add_total(account, &account->rows[i]);
	return find_unsure(account, ledger, err);
}

static int find_film(struct call *call, struct account *account, struct err *err)
{
	struct session *session = call->session;
	const char *path = call->globals[GLOBAL_FILM];

	if (call_option(call, "all") || (!path && !session->has_film && !session_is_film(NULL)))
		return 0;
	if (!session->has_film && session_open(session, path, err) < 0)
		return -1;
	account->film = session->store.film->id;
	return 0;
}

int command_spend(struct call *call, struct err *err)
{
	struct account account = {0};
	int result = -1;

	if (read_options(call, &account, err) == 0 && find_film(call, &account, err) == 0 &&
	    fill(call, &account, err) == 0)
		result = 0;
	if (result == 0 && call->out->wants_json) {
		out_json(call->out, account_to_json(&account));
	} else if (result == 0 && account.count) {
		show_table(&account, call->out);
		show_unsure(&account, call->out);
	} else if (result == 0) {
		out_note(call->out, "nothing was spent");
	}
	account_clear(&account);
	return result;
}
