/* SPDX-License-Identifier: MIT */
#include "app/tui.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/pen.h"
#include "board/board.h"
#include "board/choices.h"
#include "ui/term.h"
#include "util/mem.h"

struct tui {
	struct host host; /* first: what the board is given */
	struct session *session;
	struct term *term;
	struct input *input;
	struct board *board;
	struct choices choices; /* of the last time */
	uint64_t timer; /* of a key that may go on */
	bool is_keyed;  /* something came from the terminal in this turn */
	bool is_resized;
	bool has_hung_up;
	bool is_full; /* the terminal: told when it has room again */
};

bool tui_is_possible(void)
{
	const char *name = getenv("TERM");

	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && name && *name &&
	       strcmp(name, "dumb") != 0;
}

/* What came from the terminal. */

static void deliver(struct tui *tui)
{
	struct event event;

	while (input_next(tui->input, &event)) {
		tui->is_keyed = true;
		board_event(tui->board, &event);
		event_clear(&event);
	}
}

static void no_more(void *arg)
{
	struct tui *tui = arg;

	tui->timer = 0;
	input_end(tui->input);
	deliver(tui);
}

static void hear_terminal(void *arg, int fd, short events)
{
	struct tui *tui = arg;
	struct loop *loop = tui->session->loop;

	loop_cancel(loop, tui->timer);
	tui->timer = 0;
	if (!term_read(tui->term, tui->input)) {
		tui->has_hung_up = true;
		loop_unwatch(loop, fd);
	}
	deliver(tui);
	if (input_waits(tui->input))
		tui->timer = loop_after(loop, INPUT_WAIT_MS, no_more, tui);
}

/* The terminal given away and taken back. */

static void take_back(struct tui *tui)
{
	struct err err = {0};

	if (term_resume(tui->term, &err) < 0)
		tui->has_hung_up = true; /* nobody is there to read why */
	err_clear(&err);
	tui->is_resized = true;
	board_touch(tui->board);
}

static void stop_here(struct tui *tui)
{
	sigset_t stop;

	term_suspend(tui->term);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
	kill(0, SIGTSTP); /* with the script that may have started us */
	sigprocmask(SIG_BLOCK, &stop, NULL);
	take_back(tui);
}

static void host_suspend(struct host *host)
{
	stop_here((struct tui *)host);
}

static int host_edit(struct host *host, char **text, struct err *err)
{
	struct tui *tui = (struct tui *)host;
	int result;

	term_suspend(tui->term);
	result = pen_edit(text, err);
	take_back(tui);
	return result;
}

static void host_bell(struct host *host)
{
	term_bell(((struct tui *)host)->term);
}

static void host_redraw(struct host *host)
{
	term_redraw(((struct tui *)host)->term);
}

static void host_title(struct host *host, const char *title)
{
	term_title(((struct tui *)host)->term, title);
}

static void host_mouse(struct host *host, bool on)
{
	term_mouse(((struct tui *)host)->term, on);
}

static enum colours host_colours(struct host *host, int colours)
{
	struct term *term = ((struct tui *)host)->term;

	term_recolour(term, colours);
	return term_colours(term);
}

static void hear_signal(void *arg, int signal)
{
	struct tui *tui = arg;

	if (signal == SIGWINCH)
		tui->is_resized = true;
	else if (signal == SIGTSTP)
		stop_here(tui);
	else /* SIGCONT, after a stop that asked nobody */
		term_redraw(tui->term);
	board_touch(tui->board);
}

static int listen(struct tui *tui, struct err *err)
{
	static const int signals[] = {SIGWINCH, SIGTSTP, SIGCONT};
	struct loop *loop = tui->session->loop;

	for (size_t i = 0; i < LENGTH(signals); i++)
		if (loop_hear_signal(loop, signals[i], hear_signal, tui, err) < 0)
			return -1;
	loop_watch(loop, term_fd(tui->term), POLLIN, hear_terminal, tui);
	return 0;
}

/* The loop. */

static void fit(struct tui *tui)
{
	int cols, rows;

	tui->is_resized = false;
	term_size(tui->term, &cols, &rows);
	board_resize(tui->board, cols, rows, term_cell_aspect(tui->term));
}

static void go_on_sending(void *arg, int fd, short events)
{
	term_send(((struct tui *)arg)->term);
}

static void watch_line(struct tui *tui, bool full)
{
	struct loop *loop = tui->session->loop;

	if (full && !tui->is_full)
		loop_watch(loop, term_out_fd(tui->term), POLLOUT, go_on_sending, tui);
	else if (!full && tui->is_full)
		loop_unwatch(loop, term_out_fd(tui->term));
	tui->is_full = full;
}

/* While nobody reads at the terminal all goes on, but nothing is shown.
 * Keys go first; what can wait is done in slices, when none has come. */
static int work(struct tui *tui, struct err *err)
{
	struct loop *loop = tui->session->loop;
	bool more = true, behind = false;

	while (!board_has_quit(tui->board) && !tui->has_hung_up && !loop_signal(loop)) {
		if (tui->is_resized)
			fit(tui);
		if (board_is_stale(tui->board) || (behind && !term_is_full(tui->term)))
			behind = term_show_some(tui->term, board_draw(tui->board));
		watch_line(tui, term_is_full(tui->term));
		tui->is_keyed = false;
		if ((more ? loop_turn_now : loop_turn)(loop, err) < 0)
			return -1;
		more = tui->is_keyed || (behind && !term_is_full(tui->term)) ||
		       board_idle(tui->board);
	}
	return 0;
}

static int open_board(struct tui *tui, struct err *err)
{
	struct board_options options = {
		.colours = term_colours(tui->term),
		.utf8 = term_is_utf8(tui->term),
		.pictures = true,
		.cell_aspect = term_cell_aspect(tui->term),
		.host = &tui->host,
		.choices = &tui->choices,
	};

	term_size(tui->term, &options.cols, &options.rows);
	tui->board = board_new(tui->session, &options, err);
	if (!tui->board)
		return -1;
	/* What is typed meanwhile waits in the line. */
	if (tui->session->store.expected) {
		term_show(tui->term, board_draw(tui->board));
		if (board_read(tui->board, err) < 0)
			return -1;
		tui->is_resized = true; /* for all we know */
	}
	return listen(tui, err);
}

/* The board is gone, and we are still there. */
static void tell_why(void *arg)
{
	struct tui *tui = arg;

	tui->timer = 0;
	if (!tui->term)
		fputs("scenetty: " SESSION_WAITS "\n", stderr);
}

static void close_terminal(struct tui *tui)
{
	term_close(tui->term);
	tui->term = NULL;
}

int tui_run(struct session *session, const char *film, struct err *err)
{
	struct tui tui = {
		.host = {host_bell, host_edit, host_suspend, host_redraw, host_title, host_mouse,
			 host_colours},
		.session = session,
	};
	struct err late = {0};
	int result = -1;

	if (session_peek(session, film, err) < 0 || !session_loop(session, err))
		return -1;
	choices_load(&tui.choices);
	tui.term = term_open(tui.choices.colours, err);
	if (!tui.term) {
		choices_clear(&tui.choices);
		return -1;
	}
	tui.input = input_new();
	term_define_keys(tui.term, tui.input);
	if (open_board(&tui, err) == 0) {
		result = work(&tui, err);
		loop_unwatch(session->loop, term_fd(tui.term));
		watch_line(&tui, false);
		/* Whoever waits for the shell gets it at once. */
		if (!term_is_full(tui.term))
			close_terminal(&tui);
		loop_cancel(session->loop, tui.timer);
		tui.timer = loop_after(session->loop, SESSION_PATIENCE_MS, tell_why, &tui);
		if (board_leave(tui.board, &late) < 0 && result == 0)
			result = err_move(err, &late);
		if (session->going_on && !tui.term)
			fprintf(stderr, "%zu job%s on at the service; the next board fetches %s\n",
				session->going_on, session->going_on == 1 ? " goes" : "s go",
				session->going_on == 1 ? "it" : "them");
	}
	if (tui.timer)
		loop_cancel(session->loop, tui.timer);
	board_free(tui.board);
	close_terminal(&tui);
	input_free(tui.input);
	choices_clear(&tui.choices);
	err_clear(&late);
	return result;
}
