/* SPDX-License-Identifier: MIT */
#include "board/ledger.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "board/board_private.h"
#include "board/scroll.h"
#include "util/clock.h"
#include "util/mem.h"

#define BESIDE_COLS 100 /* for the details to stand beside the list */
#define SCENE_COLS 22
#define BELOW_ROWS 7 /* of details below it */

struct ledger_screen {
	struct screen screen;
	struct job *jobs; /* the newest first */
	size_t count;
	unsigned long seen; /* of board->jobs_moved */
	int64_t here;       /* the job the cursor is on */
	struct scroll scroll;
	struct box list; /* as last drawn */
	char *trouble;   /* the ledger can't be read; NULL: it can */
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

/* Reads the ledger again if a job has moved since. */
static void look(struct ledger_screen *ledger)
{
	struct board *board = ledger->screen.board;
	struct session *session = board->session;
	struct err err = {0};

	if (ledger->seen == board->jobs_moved)
		return;
	ledger->seen = board->jobs_moved;
	ledger_free_jobs(ledger->jobs, ledger->count);
	ledger->jobs = NULL;
	ledger->count = 0;
	free(ledger->trouble);
	ledger->trouble = NULL;
	if (session->store.film->id && ledger_stands() &&
	    (!session_ledger(session, &err) ||
	     ledger_jobs(session->ledger, session->store.film->id, false, &ledger->jobs,
			 &ledger->count, &err) < 0))
		ledger->trouble = xstrdup(err_text(&err));
	err_clear(&err);
	if (ledger->count)
		ledger->here = ledger->jobs[position(ledger)].number;
}

/* A job that is open, but whose process is gone. */
static bool is_left(const struct job *job)
{
	return job_state_is_open(job->state) && !job_is_carried(job);
}

static enum role role_of(const struct job *job)
{
	if (job->state == JOB_FAILED || job->state == JOB_UNKNOWN)
		return ROLE_FAILED;
	if (is_left(job))
		return ROLE_WARN;
	if (job->state == JOB_DONE)
		return ROLE_CURRENT;
	return job_state_is_open(job->state) ? ROLE_RUNNING : ROLE_DIM;
}

static void add_elapsed(struct buf *out, const struct job *job)
{
	char span[CLOCK_TEXT_SIZE];

	clock_span(job_elapsed(job), span);
	buf_add_str(out, span);
}

/* Returns new: "2026-11-22T16:40:00Z, 0:42 so far, usually 2:10" */
static char *time_text(struct board *board, const struct job *job)
{
	double usual = overview_usual(board->overview, job->provider, job->model);
	bool open = job_state_is_open(job->state);
	char text[CLOCK_TEXT_SIZE];
	struct buf out = {0};

	clock_text(job->made, text);
	buf_add_str(&out, text);
	if (open || job_elapsed(job) > 0) {
		buf_add_str(&out, open ? ", " : ", took ");
		add_elapsed(&out, job);
		buf_add_str(&out, open ? " so far" : "");
	}
	if (usual >= 1) {
		clock_span((int64_t)usual, text);
		buf_addf(&out, ", usually %s", text);
	}
	return buf_take(&out);
}

static void add_cost(struct buf *out, const struct job *job)
{
	char *text = money_text(job->cost, job->currency);

	buf_add_str(out, job->cost == 0 ? "free" : text);
	free(text);
}

static void draw_bar(const struct ledger_screen *ledger, struct grid *grid, struct box row,
		     const struct job *job)
{
	const struct glance *glance = overview_scene(ledger->screen.board->overview, job->scene);

	if (glance->running && glance->of > 0)
		grid_bar(grid, row.col, row.row, row.cols, ROLE_PROGRESS, glance->done, glance->of);
}

static void draw_job(const struct ledger_screen *ledger, struct grid *grid, struct box row,
		     const struct job *job)
{
	struct buf text = {0};
	bool is_here = job->number == ledger->here;
	int state = row.cols < 60 ? 10 : 16, end = row.col + row.cols, col = row.col, scene;

	grid_textf(grid, col, row.row, 7, ROLE_DIM, "%6lld ", (long long)job->number);
	col += 7;
	grid_textf(grid, col, row.row, state, role_of(job), "%s%s", job_state_word(job->state),
		   is_left(job) ? ", left" : "");
	col += state + 1;
	add_cost(&text, job);
	buf_add_str(&text, "  ");
	add_elapsed(&text, job);
	if (row.cols >= 60)
		end -= grid_text_right(grid, col, row.row, end - col, ROLE_DIM, buf_str(&text)) + 2;
	buf_free(&text);
	scene = end - col < SCENE_COLS * 2 ? (end - col) / 2 : SCENE_COLS;
	grid_text(grid, col, row.row, scene, ROLE_CARD_TITLE, job->scene);
	col += scene + 1;
	grid_text(grid, col, row.row, end - col, ROLE_VALUE, job->take ? job->take : "");
	col += 5;
	if (job->state == JOB_WAITING || job->state == JOB_SUBMITTING)
		draw_bar(ledger, grid,
			 (struct box){col, row.row, end - col > 16 ? 16 : end - col, 1}, job);
	else
		grid_text(grid, col, row.row, end - col, job->error ? ROLE_FAILED : ROLE_DIM,
			  job->error ? job->error : job->provider);
	if (is_here)
		grid_role(grid, row, ROLE_CARD_CURSOR);
}

static int detail(struct grid *grid, struct box box, int row, const char *label, const char *text)
{
	struct box value = {box.col + 10, box.row + row, box.cols - 10, box.rows - row};
	int rows;

	if (!text || !*text || value.rows < 1)
		return row;
	grid_text(grid, box.col, box.row + row, 9, ROLE_LABEL, label);
	rows = grid_wrap(grid, value, 0, ROLE_VALUE, text);
	return row + (rows > 0 ? rows : 1);
}

/* Returns new: what can be done about it; NULL: nothing is left to do. */
static char *choices_of(const struct job *job)
{
	bool carried = job_state_is_open(job->state) && job_is_carried(job);

	if (job->state == JOB_DONE)
		return NULL;
	if (job->state == JOB_UNKNOWN)
		return xstrdup("“fetch” asks the service for it, “lost” says that it never "
			       "arrived, “retry” sends it again and may pay twice");
	if (!job_state_is_open(job->state))
		return xstrdup(job->remote ? "“fetch” asks the service for it once more, “retry” "
					     "makes it anew"
					   : "“retry” makes it anew");
	if (carried && job->owner.pid != getpid())
		return xasprintf("process %lld carries it: stop it there",
				 (long long)job->owner.pid);
	return xstrdup(carried ? "“cancel” stops it" : "the next start takes it up");
}

/* All there is to know of one job: its error in full. */
static void draw_details(struct board *board, struct grid *grid, struct box box,
			 const struct job *job)
{
	char *number = xasprintf("%lld", (long long)job->number);
	char *maker = xasprintf("%s%s%s", job->provider, job->model ? " " : "",
				job->model ? job->model : "");
	char *times = time_text(board, job), *choices = choices_of(job);
	int row = 0;

	row = detail(grid, box, row, "error", job->error);
	row = detail(grid, box, row, "next", choices);
	row = detail(grid, box, row, "job", number);
	row = detail(grid, box, row, "state", job_state_word(job->state));
	row = detail(grid, box, row, "scene", job->scene);
	row = detail(grid, box, row, "take", job->take);
	row = detail(grid, box, row, "by", maker);
	row = detail(grid, box, row, "theirs", job->remote);
	detail(grid, box, row, "since", times);
	free(choices);
	free(times);
	free(maker);
	free(number);
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct ledger_screen *ledger = (struct ledger_screen *)screen;
	const struct job *here;
	struct box details = {0};
	int at;

	look(ledger);
	grid_fill(grid, box, ROLE_TEXT);
	here = job_here(ledger);
	if (!here) {
		grid_text(grid, box.col + 2, box.row + 1, box.cols - 4, ROLE_EMPTY,
			  ledger->trouble ? ledger->trouble : "No jobs yet. r makes a take.");
		return;
	}
	if (box.cols >= BESIDE_COLS) {
		details = (struct box){box.col + box.cols * 3 / 5 + 2, box.row,
				       box.cols - box.cols * 3 / 5 - 3, box.rows};
		box.cols = box.cols * 3 / 5;
		grid_line(grid, box.col + box.cols, box.row, 0, box.rows, ROLE_FRAME);
	} else if (box.rows > BELOW_ROWS + 5) {
		details = (struct box){box.col + 1, box.row + box.rows - BELOW_ROWS + 1,
				       box.cols - 2, BELOW_ROWS - 1};
		box.rows -= BELOW_ROWS;
		grid_line(grid, box.col, box.row + box.rows, box.cols, 0, ROLE_FRAME);
	}
	at = position(ledger);
	ledger->list = box;
	scroll_follow(&ledger->scroll, box.rows, (int)ledger->count, at);
	for (int i = 0; i < box.rows && ledger->scroll.first + i < (int)ledger->count; i++)
		draw_job(ledger, grid, (struct box){box.col, box.row + i, box.cols - 1, 1},
			 &ledger->jobs[ledger->scroll.first + i]);
	grid_scrollbar(grid, box, ledger->scroll.first, box.rows, (int)ledger->count);
	if (details.cols)
		draw_details(screen->board, grid, details, here);
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
		return 0;
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

static void ledger_free(struct screen *screen)
{
	struct ledger_screen *ledger = (struct ledger_screen *)screen;

	ledger_free_jobs(ledger->jobs, ledger->count);
	free(ledger->trouble);
	free(ledger);
}

static const struct action actions[] = {
	{"go", go},
	{"choose", open_scene},
	{NULL, NULL},
};

static const char *const hints[] = {"choose", "retry .", "fetch .", "cancel .", "back", NULL};

static const struct screen_kind kind = {
	.title = "jobs",
	.draw = draw,
	.mouse = mouse,
	.chosen = chosen,
	.actions = actions,
	.hints = hints,
	.free = ledger_free,
};

int ledger_act_open(struct screen *screen, struct call *call, struct err *err)
{
	struct ledger_screen *ledger;

	for (size_t i = 0; i < command_option_count(call->command); i++)
		if (call->values[i])
			return 1; /* a list of other jobs */
	ledger = xcalloc(1, sizeof *ledger);
	ledger->screen = (struct screen){&kind, screen->board, CONTEXT_LEDGER};
	ledger->seen = screen->board->jobs_moved - 1; /* not yet: it only goes up */
	board_push(screen->board, &ledger->screen);
	return 0;
}
