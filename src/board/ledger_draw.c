/* SPDX-License-Identifier: MIT */
#include "board/ledger_draw.h"

#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "core/tell/job_facts.h"
#include "util/clock.h"
#include "util/mem.h"

#define GAP 2
#define SCENE_COLS_MAX 22
#define SAYS_COLS_MIN 12 /* for what it says, or who makes it */
#define BAR_COLS 16
#define LABEL_COLS 8

static char *state_of(const struct job *job)
{
	return xasprintf("%s%s", job_state_word(job->state),
			 job->state != JOB_UNKNOWN && job_is_left(job) ? ", left" : "");
}

static char *cost_of(const struct job *job)
{
	if (job->cost == 0)
		return xstrdup(job->price == PRICE_FREE ? "free" : "nothing");
	return money_text(job->cost, job->currency);
}

static void widen(int *cols, char *text, int most)
{
	int width = grid_width(text);

	free(text);
	width = width < most ? width : most;
	*cols = width > *cols ? width : *cols;
}

void ledger_measure(const struct job *jobs, size_t count, struct ledger_columns *out)
{
	*out = (struct ledger_columns){.number = 3, .state = 5, .scene = 5, .take = 4, .cost = 4,
				       .took = 5};
	for (size_t i = 0; i < count; i++) {
		char took[CLOCK_TEXT_SIZE];

		clock_span(job_elapsed(&jobs[i]), took);
		widen(&out->number, xasprintf("%lld", (long long)jobs[i].number), 12);
		widen(&out->state, state_of(&jobs[i]), 16);
		widen(&out->scene, xstrdup(jobs[i].scene), SCENE_COLS_MAX);
		widen(&out->cost, cost_of(&jobs[i]), 14);
		widen(&out->took, xstrdup(took), 9);
	}
}

/* The pen goes from the left and from the right; what has no room is left away. */
struct pen {
	struct grid *grid;
	int row, left, right;
};

static void put(struct pen *pen, int cols, enum role role, const char *text)
{
	int room = pen->right - pen->left;

	grid_text(pen->grid, pen->left, pen->row, cols < room ? cols : room, role, text);
	pen->left += cols + GAP;
}

/* Right-aligned in a column at the right end. */
static void put_right(struct pen *pen, int cols, enum role role, const char *text)
{
	grid_text_right(pen->grid, pen->right - cols, pen->row, cols, role, text);
	pen->right -= cols + GAP;
}

static bool has_ends(struct box row, const struct ledger_columns *columns)
{
	return row.cols - 1 >= columns->number + columns->state + columns->scene + columns->take +
				   columns->cost + columns->took + 6 * GAP + SAYS_COLS_MIN;
}

/* The scene gives way where there is little room. */
static int scene_cols(struct box row, const struct ledger_columns *columns)
{
	int room = row.cols - columns->number - columns->state - 2 * GAP;

	return columns->scene < room / 2 ? columns->scene : room / 2;
}

void ledger_draw_heading(struct grid *grid, struct box row, const struct ledger_columns *columns)
{
	struct pen pen = {grid, row.row, row.col + 1, row.col + row.cols};

	if (has_ends(row, columns)) {
		put_right(&pen, columns->took, ROLE_LABEL, "took");
		put_right(&pen, columns->cost, ROLE_LABEL, "cost");
	}
	grid_text_right(grid, pen.left, row.row, columns->number, ROLE_LABEL, "job");
	pen.left += columns->number + GAP;
	put(&pen, columns->state, ROLE_LABEL, "state");
	put(&pen, scene_cols(row, columns), ROLE_LABEL, "scene");
	put(&pen, columns->take, ROLE_LABEL, "take");
}

static enum role role_of(const struct job *job)
{
	if (job->state == JOB_FAILED || job->state == JOB_UNKNOWN)
		return ROLE_FAILED;
	if (job_is_left(job))
		return ROLE_WARN;
	if (job->state == JOB_DONE)
		return ROLE_CURRENT;
	return job_state_is_open(job->state) ? ROLE_RUNNING : ROLE_DIM;
}

/* What went wrong, how far it is, or who makes it. */
static void draw_says(struct board *board, struct pen *pen, const struct job *job)
{
	const struct glance *glance = overview_scene(board->overview, job->scene);
	int cols = pen->right - pen->left;
	char *maker, *waits = job_wait_text(job->again, job->error);

	if (waits) {
		put(pen, cols, ROLE_WARN, waits);
	} else if (job->error) {
		put(pen, cols, job_state_is_open(job->state) || job->state == JOB_FAILED
				       ? ROLE_FAILED : ROLE_DIM, job->error);
	} else if (job->state == JOB_WAITING && glance->running == 1 && glance->of > 0) {
		grid_bar(pen->grid, pen->left, pen->row, cols < BAR_COLS ? cols : BAR_COLS,
			 ROLE_PROGRESS, glance->done, glance->of);
	} else {
		maker = xasprintf("%s%s%s", job->provider, job->model ? " " : "",
				  job->model ? job->model : "");
		put(pen, cols, ROLE_DIM, maker);
		free(maker);
	}
	free(waits);
}

void ledger_draw_job(struct board *board, struct grid *grid, struct box row,
		     const struct ledger_columns *columns, const struct job *job, bool is_here)
{
	struct pen pen = {grid, row.row, row.col + 1, row.col + row.cols};
	char *state = state_of(job), *cost = cost_of(job), took[CLOCK_TEXT_SIZE];

	if (has_ends(row, columns)) {
		clock_span(job_elapsed(job), took);
		put_right(&pen, columns->took, ROLE_DIM, took);
		put_right(&pen, columns->cost, ROLE_DIM, cost);
	}
	grid_textf(grid, pen.left, row.row, columns->number, ROLE_DIM, "%*lld", columns->number,
		   (long long)job->number);
	pen.left += columns->number + GAP;
	put(&pen, columns->state, role_of(job), state);
	put(&pen, scene_cols(row, columns), ROLE_CARD_TITLE, job->scene);
	put(&pen, columns->take, ROLE_VALUE, job->take ? job->take : "");
	if (pen.left < pen.right)
		draw_says(board, &pen, job);
	if (is_here)
		grid_role(grid, row, ROLE_CARD_CURSOR);
	free(state);
	free(cost);
}

/* Returns new: "f asks the service for it; r makes it anew", by the keys as they are. */
static char *ways_text(const struct board *board, const struct job *job)
{
	struct buf out = {0};
	char *waits = job_waits_for(job);

	if (waits)
		buf_add_str(&out, waits);
	for (const struct way *way = job_ways(job); way->command; way++) {
		char *line = xasprintf("%s .", way->command);
		char *keys = board_key(board, CONTEXT_LEDGER, line);

		buf_addf(&out, "%s%s %s", out.len ? "; " : "", keys, way->text);
		free(keys);
		free(line);
	}
	free(waits);
	return out.len ? buf_take(&out) : NULL;
}

/* Draws into what is left of the box, but for so many rows that others need. */
static int draw_fact(struct grid *grid, struct box box, int row, int keep, const char *label,
		     const char *text)
{
	struct box value = {box.col + LABEL_COLS, box.row + row, box.cols - LABEL_COLS,
			    box.rows - row - keep};
	int rows;

	if (!text)
		return row;
	if (value.rows < 1)
		value.rows = 0;
	else
		grid_text(grid, box.col, value.row, LABEL_COLS - 1, ROLE_LABEL, label);
	rows = grid_wrap(grid, value, 0, ROLE_VALUE, text);
	if (rows > value.rows && keep) { /* what others need, they get */
		if (value.rows > 0)
			grid_text_right(grid, value.col, value.row + value.rows - 1, value.cols,
					ROLE_DIM, grid->ascii ? " ..." : " …");
		rows = value.rows;
	}
	return row + rows;
}

int ledger_draw_details(struct board *board, struct grid *grid, struct box box,
			const struct job *job)
{
	double usual = overview_usual(board->overview, job->provider, job->model);
	struct box none = {0, 0, box.cols - LABEL_COLS, 0};
	struct fact facts[JOB_FACTS];
	char *ways = ways_text(board, job);
	int row = 0, keep = ways && box.rows ? grid_wrap(grid, none, 0, ROLE_VALUE, ways) : 0;

	keep = keep < box.rows / 2 ? keep : box.rows / 2;

	job_facts(job, usual, facts);
	row = draw_fact(grid, box, row, keep, facts[0].label, facts[0].text);
	row = draw_fact(grid, box, row, 0, "next", ways);
	for (size_t i = 1; i < JOB_FACTS; i++)
		row = draw_fact(grid, box, row, 0, facts[i].label, facts[i].text);
	job_facts_clear(facts);
	free(ways);
	return row;
}
