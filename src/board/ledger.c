/* SPDX-License-Identifier: MIT */
#include "board/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/ledger_draw.h"
#include "board/scroll.h"
#include "core/tell/job_facts.h"
#include "util/mem.h"

#define BESIDE_COLS 100 /* for the details to stand beside the list */
#define LIST_ROWS_MIN 4
#define HINTS_MAX 7

struct ledger_screen {
	struct screen screen;
	struct job *jobs; /* the newest first */
	size_t count;
	struct ledger_columns columns;
	bool is_read;
	int64_t ours, others; /* of the ledger, when it was */
	int64_t here;         /* the job the cursor is on */
	struct scroll scroll;
	struct box list; /* as last drawn */
	char *trouble;   /* the ledger can't be read; NULL: it can */
	char *lines[HINTS_MAX];       /* what can be done about the job */
	const char *hints[HINTS_MAX]; /* the same, with what always can */
};

static int position(const struct ledger_screen *ledger)
{
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->jobs[i].number == ledger->here)
			return (int)i;
	return 0;
}

static const struct job *job_here(const struct ledger_screen *ledger)
{
	return ledger->count ? &ledger->jobs[position(ledger)] : NULL;
}

/* Reads the ledger again if anybody has written there since. */
static void look(struct ledger_screen *ledger)
{
	struct session *session = ledger->screen.board->session;
	struct ledger *db = ledger_stands() ? session_ledger(session, NULL) : NULL;
	int64_t ours = db ? ledger_ours(db) : 0, others = db ? ledger_others(db) : 0;
	struct err err = {0};

	if (ledger->is_read && ledger->ours == ours && ledger->others == others)
		return;
	ledger->is_read = true;
	ledger->ours = ours;
	ledger->others = others;
	ledger_free_jobs(ledger->jobs, ledger->count);
	ledger->jobs = NULL;
	ledger->count = 0;
	free(ledger->trouble);
	ledger->trouble = NULL;
	if (session->store.film->id && ledger_stands() &&
	    (!session_ledger(session, &err) ||
	     ledger_list(session->ledger, session->store.film->id, false, &ledger->jobs,
			 &ledger->count, &err) < 0))
		ledger->trouble = xstrdup(err_text(&err));
	err_clear(&err);
	if (ledger->count)
		ledger->here = ledger->jobs[position(ledger)].number;
	ledger_measure(ledger->jobs, ledger->count, &ledger->columns);
}

/* What can't be done about the job is no hint. */
static void make_hints(struct ledger_screen *ledger, const struct job *job)
{
	const struct way *way = job ? job_ways(job) : NULL;
	size_t count = 0;

	for (size_t i = 0; i < HINTS_MAX; i++)
		free(ledger->lines[i]);
	memset(ledger->lines, 0, sizeof ledger->lines);
	for (; way && way->command; way++, count++)
		ledger->hints[count] = ledger->lines[count] = xasprintf("%s .", way->command);
	if (job) {
		ledger->hints[count++] = "jobs .";
		ledger->hints[count++] = "choose";
	}
	ledger->hints[count++] = "back";
	ledger->hints[count] = NULL;
}

/* Beside the list or below it; no columns where there is no room. Takes its part. */
static struct box place_details(struct ledger_screen *ledger, struct grid *grid, struct box *box,
				const struct job *job)
{
	struct board *board = ledger->screen.board;
	struct box details = *box, none = {0, 0, box->cols - 2, 0};
	int rows = box->rows - LIST_ROWS_MIN, need;

	if (box->cols >= BESIDE_COLS) {
		box->cols = box->cols * 3 / 5;
		grid_line(grid, box->col + box->cols, box->row, 0, box->rows, ROLE_FRAME);
		details.col += box->cols + 2;
		details.cols -= box->cols + 3;
		return details;
	}
	need = ledger_draw_details(board, grid, none, job) + 1;
	rows = need < rows ? need : rows;
	if (rows < 2)
		return (struct box){0};
	box->rows -= rows;
	grid_line(grid, box->col, box->row + box->rows, box->cols, 0, ROLE_FRAME);
	return (struct box){box->col + 1, box->row + box->rows + 1, box->cols - 2, rows - 1};
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct ledger_screen *ledger = (struct ledger_screen *)screen;
	const struct job *here;
	struct box details;

	look(ledger);
	grid_fill(grid, box, ROLE_TEXT);
	here = job_here(ledger);
	make_hints(ledger, here);
	if (!here) {
		grid_text(grid, box.col + 2, box.row + 1, box.cols - 4, ROLE_EMPTY,
			  ledger->trouble ? ledger->trouble : "no jobs yet");
		return;
	}
	details = place_details(ledger, grid, &box, here);
	ledger_draw_heading(grid, (struct box){box.col, box.row, box.cols - 1, 1},
			    &ledger->columns);
	box.row++;
	box.rows--;
	ledger->list = box;
	scroll_follow(&ledger->scroll, box.rows, (int)ledger->count, position(ledger));
	for (int i = 0; i < box.rows && ledger->scroll.first + i < (int)ledger->count; i++) {
		const struct job *job = &ledger->jobs[ledger->scroll.first + i];

		ledger_draw_job(screen->board, grid,
				(struct box){box.col, box.row + i, box.cols - 1, 1},
				&ledger->columns, job, job == here);
	}
	grid_scrollbar(grid, box, ledger->scroll.first, box.rows, (int)ledger->count);
	if (details.cols)
		ledger_draw_details(screen->board, grid, details, here);
}

static int go(struct screen *screen, struct call *call, struct err *err)
{
	struct ledger_screen *ledger = (struct ledger_screen *)screen;
	int to;

	if (!ledger->count)
		return 0;
	if (!go_row(call, position(ledger), ledger->scroll.seen, (int)ledger->count, &to))
		return 1;
	ledger->here = ledger->jobs[to].number;
	return 0;
}

/* To the scene it is for. */
static int open_scene(struct screen *screen, struct call *call, struct err *err)
{
	const struct job *job = job_here((struct ledger_screen *)screen);
	struct board *board = screen->board;

	if (!job)
		return err_set(err, ERR_NOT_FOUND, "there is no job here");
	if (!board_go(board, job->scene))
		return err_set(err, ERR_NOT_FOUND, "the film has no scene “%s” any more",
			       job->scene);
	board_pop(board, screen);
	return 0;
}

static bool mouse(struct screen *screen, const struct event *event)
{
	struct ledger_screen *ledger = (struct ledger_screen *)screen;
	int row = event->mouse.row - ledger->list.row + ledger->scroll.first;

	if (scroll_wheel(&ledger->scroll, event))
		return true;
	if (event->mouse.kind != MOUSE_PRESS || event->mouse.row < ledger->list.row || row < 0 ||
	    row >= (int)ledger->count)
		return false;
	ledger->here = ledger->jobs[row].number;
	return true;
}

static char *chosen(const struct screen *screen)
{
	const struct job *job = job_here((const struct ledger_screen *)screen);

	return job ? xasprintf("job:%lld", (long long)job->number) : xstrdup("");
}

static const char *const *hints_now(const struct screen *screen)
{
	return ((const struct ledger_screen *)screen)->hints;
}

static void ledger_free(struct screen *screen)
{
	struct ledger_screen *ledger = (struct ledger_screen *)screen;

	ledger_free_jobs(ledger->jobs, ledger->count);
	for (size_t i = 0; i < HINTS_MAX; i++)
		free(ledger->lines[i]);
	free(ledger->trouble);
	free(ledger);
}

static const struct action actions[] = {
	{"go", go},
	{"choose", open_scene},
	{NULL, NULL},
};

static const struct screen_kind kind = {
	.title = "jobs",
	.draw = draw,
	.mouse = mouse,
	.chosen = chosen,
	.actions = actions,
	.hints_now = hints_now,
	.free = ledger_free,
};

int ledger_act_open(struct screen *screen, struct call *call, struct err *err)
{
	struct ledger_screen *ledger;

	if (call->arg_count)
		return 1; /* all of one */
	for (size_t i = 0; i < command_option_count(call->command); i++)
		if (call->values[i])
			return 1; /* a list of other jobs */
	ledger = xcalloc(1, sizeof *ledger);
	ledger->screen = (struct screen){&kind, screen->board, CONTEXT_LEDGER};
	look(ledger);
	board_push(screen->board, &ledger->screen);
	return 0;
}
