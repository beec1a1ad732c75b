/* SPDX-License-Identifier: MIT
 *
 * Writes jobs of every kind into the ledger, for a film of tests/board/lib.sh, and carries
 * those that are on their way until it is killed: to a board they are another program's.
 * usage: jobs FILM-ID (prints "ready")
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "job/ledger.h"
#include "util/clock.h"
#include "util/money.h"
#include "util/mem.h"

#define AT 1764000000 /* of lib.sh */

static const struct row {
	const char *scene, *provider, *model;
	enum job_state state;
	int ago, took; /* seconds before AT, and until its end */
	double cost;
	enum price_kind price;
	const char *remote, *error;
} rows[] = {
	{"first-light", "shop", "fine", JOB_DONE, 4000, 130, 0.5, PRICE_EXACT, "v1", NULL},
	{"running", "shop", "fine", JOB_DONE, 3000, 140, 0.5, PRICE_EXACT, "v2", NULL},
	{"morning", "shop", "fine", JOB_FAILED, 900, 3, 0.5, PRICE_ESTIMATED, "v3",
	 "shop: the model ran out of memory\033[2J\xe2\x80\xae and was stopped by its own guard, "
	 "which asks for shorter clips or a smaller size; “scenetty fetch 11” asks for it again"},
	{"the-turn", "shop", NULL, JOB_UNKNOWN, 600, 30, 0.5, PRICE_EXACT, NULL,
	 "shop: the line broke before the answer came: it closes the line without an answer; look "
	 "at its own list of jobs, then “scenetty lost 12” if it is not there, or “scenetty retry "
	 "12” to send it again"},
	{"a-sail", "shop", "fine", JOB_CANCELLED, 300, 20, 0.25, PRICE_ESTIMATED, "v4",
	 "stopped on request; whether it is charged all the same, the service does not say"},
	{"glass-falling", "shop", "fine", JOB_WAITING, 42, 0, 0.5, PRICE_EXACT, "v5", NULL},
	{"a-match", "shop", NULL, JOB_WAITING, 4000, 0, 0, PRICE_FREE, "v6", NULL},
	{"running", "shop", "fine", JOB_QUEUED, 40, 0, 0.5, PRICE_EXACT, NULL, NULL},
};

static void at(int64_t seconds)
{
	char text[CLOCK_TEXT_SIZE];

	snprintf(text, sizeof text, "%lld", (long long)seconds);
	setenv("SCENETTY_NOW", text, 1);
}

static void move(struct ledger *ledger, struct job *job, const struct row *row)
{
	static const enum job_state on_the_way[] = {JOB_SUBMITTING, JOB_WAITING, JOB_FETCHING};
	struct err err = {0};
	size_t steps = row->state == JOB_DONE ? 3 : row->state == JOB_UNKNOWN ? 1 : 2;

	for (size_t i = 0; i < steps && job->state != row->state; i++) {
		job->sent = AT - row->ago;
		ledger_move(ledger, job, on_the_way[i],
			    on_the_way[i] == JOB_WAITING ? row->remote : NULL,
			    on_the_way[i] == JOB_FETCHING ? "t001" : NULL, NULL, &err);
	}
	at(AT - row->ago + row->took);
	if (job->state != row->state)
		ledger_move(ledger, job, row->state, NULL, NULL, row->error, &err);
	if (err.kind)
		fprintf(stderr, "jobs: %s\n", err_text(&err));
}

static void write_job(struct ledger *ledger, const char *film, const struct row *row)
{
	struct job job = {
		.film = xstrdup(film),
		.folder = xstrdup("/"),
		.scene = xstrdup(row->scene),
		.provider = xstrdup(row->provider),
		.model = row->model ? xstrdup(row->model) : NULL,
		.recipe = xstrdup("{}"),
		.intent = xstrdup(""),
		.currency = xstrdup("USD"),
		.seconds = 5,
		.price = row->price,
		.reserved = money_from(row->cost),
		.cost = money_from(row->cost),
	};
	struct err err = {0};

	at(AT - row->ago);
	if (ledger_add(ledger, &job, &err) < 0)
		fprintf(stderr, "jobs: %s\n", err_text(&err));
	else if (row->state != JOB_QUEUED)
		move(ledger, &job, row);
	job_clear(&job);
}

int main(int argc, char **argv)
{
	struct ledger *ledger = ledger_open(NULL);

	if (argc < 2 || !ledger)
		return 1;
	for (size_t i = 0; i < LENGTH(rows); i++)
		write_job(ledger, argv[1], &rows[i]);
	ledger_close(ledger);
	puts("ready");
	fflush(stdout);
	pause();
	return 0;
}
