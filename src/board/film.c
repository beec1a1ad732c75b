/* SPDX-License-Identifier: MIT
 *
 * The film under the board: held while it is open, saved when nothing else is to do,
 * and kept up with what other hands do to it.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "util/mem.h"

#define TAKE_OVER_MS 3000
#define LEDGER_PACE_MS 500 /* many writings are one change */

static struct store *store_of(const struct board *board)
{
	return &board->session->store;
}

void board_see_film(struct board *board)
{
	if (board->seen == store_of(board)->version)
		return;
	board->seen = store_of(board)->version;
	board->save_failed = false;
	overview_film_changed(board->overview);
	inspector_forget(&board->cards->inspector);
	arc_clear(&board->arc);
	for (size_t i = board->depth; i-- > 0;) /* a screen may go with what it shows */
		if (board->stack[i]->kind->film_changed)
			board->stack[i]->kind->film_changed(board->stack[i]);
	board_moved(board);
}

int board_read(struct board *board, struct err *err)
{
	if (store_refresh(store_of(board), NULL, err) < 0)
		return -1;
	board_see_film(board);
	return 0;
}

/* Without the lock the film is for reading; takes can be looked at all the same. */
static void read_only(struct board *board, const char *why)
{
	struct store *store = store_of(board);

	store->read_only = true;
	free(store->why_read_only);
	store->why_read_only = xstrdup(why);
	board_say(board, STYLE_WARN, "read-only: %s; “take-over” asks for it", why);
}

int board_take_over(struct board *board, struct err *err)
{
	struct store *store = store_of(board);

	if (store->is_held)
		return err_set(err, ERR_USAGE, "the film is held here already");
	store->read_only = false;
	if (store_take_over(store, TAKE_OVER_MS, err) < 0) {
		store->read_only = true;
		return -1;
	}
	board_say(board, STYLE_GOOD, "the film is yours now");
	board_see_film(board);
	return 0;
}

static void answer_busy(void *arg, bool yes)
{
	struct board *board = arg;
	struct err err = {0};

	if (yes && board_take_over(board, &err) < 0)
		board_say(board, STYLE_BAD, "%s", err_text(&err));
	if (!store_of(board)->is_held && !store_of(board)->read_only)
		read_only(board, "another program holds it");
	err_clear(&err);
}

static void tell_recovered(struct board *board)
{
	size_t count = store_of(board)->recovered;

	if (count)
		board_say(board, STYLE_GOOD,
			  "took up %zu change%s that had been logged but not saved", count,
			  count == 1 ? "" : "s");
	count = store_of(board)->left_out;
	if (count)
		board_say(board, STYLE_WARN,
			  "left out %zu change%s that had been logged but not saved: film.json "
			  "is another one now (they are in .scenetty/edits.log)",
			  count, count == 1 ? "" : "s");
}

static void hold(struct board *board)
{
	struct store *store = store_of(board);
	struct err err = {0};

	if (store->read_only) {
		board_say(board, STYLE_WARN, "read-only: %s", store->why_read_only);
	} else if (store_hold(store, &err) < 0 && err.kind == ERR_BUSY) {
		char *question = xasprintf("%s.\n\nTake the film over? “no” opens it read-only.",
					   err_text(&err));

		board_confirm(board, question, answer_busy, board);
		free(question);
	} else if (err.kind) {
		read_only(board, err_text(&err));
	}
	err_clear(&err);
	board_see_film(board);
	tell_recovered(board);
}

static void merge(struct board *board)
{
	struct store *store = store_of(board);
	struct err err = {0};
	bool changed = false;

	if (store_refresh(store, &changed, &err) < 0)
		board_say(board, STYLE_BAD,
			  "film.json was changed by another hand: %s; nothing is saved until that "
			  "is right, or “write --over” replaces it",
			  err_text(&err));
	else
		board->save_failed = false;
	if (changed && !store->conflicts.count)
		board_say(board, STYLE_WARN, "film.json was changed by another hand; taken in");
	if (store->conflicts.count)
		board_say(board, STYLE_WARN,
			  "another hand changed film.json where you did, in %zu place%s; yours "
			  "stands, “resolve” shows both",
			  store->conflicts.count, store->conflicts.count == 1 ? "" : "s");
	err_clear(&err);
	board_see_film(board);
}

/* What is being written on some screen is in the film then. */
static void give(struct board *board)
{
	for (size_t i = board->depth; i-- > 0;)
		if (board->stack[i]->kind->give)
			board->stack[i]->kind->give(board->stack[i]);
}

static void give_way(struct board *board, const char *who)
{
	struct err err = {0};

	give(board);
	if (store_give_way(store_of(board), who, &err) < 0)
		board_say(board, STYLE_BAD, "%s asks for the film, but it can’t be saved: %s", who,
			  err_text(&err));
	else
		board_say(board, STYLE_WARN, "%s took the film over; it is read-only here", who);
	err_clear(&err);
}

static void hear_news(void *arg, enum watch_news news, const char *what)
{
	struct board *board = arg;

	switch (news) {
	case WATCH_FILM:
		merge(board);
		break;
	case WATCH_TAKES:
		overview_takes_changed(board->overview, what);
		inspector_forget(&board->cards->inspector);
		break;
	case WATCH_TAKE_OVER:
		give_way(board, what);
		break;
	case WATCH_CHANGE:
		board_see_film(board);
		board_say(board, STYLE_PLAIN, "%s", what);
		break;
	}
	board_touch(board);
}

/* What was paid for yesterday comes home. */
static void take_up_jobs(struct board *board, struct err *err)
{
	struct session *session = board->session;
	size_t before = session->jobs ? jobs_open(session->jobs) : 0, more;

	if (session_settle(session, err) == 0 && !store_of(board)->read_only)
		session_take_up(session, err);
	more = (session->jobs ? jobs_open(session->jobs) : 0) - before;
	if (more)
		board_say(board, STYLE_PLAIN, "took up %zu job%s that had been left on the way",
			  more, more == 1 ? "" : "s");
}

void board_see_ledger(struct board *board)
{
	struct err err = {0};

	overview_ledger_changed(board->overview);
	take_up_jobs(board, &err);
	if (err.kind)
		board_say(board, STYLE_WARN, "%s", err_text(&err));
	err_clear(&err);
	board_touch(board);
}

static void hear_ledger(void *arg)
{
	board_see_ledger(arg);
}

/* What other processes do with the film's jobs. */
static void watch_ledger(struct board *board)
{
	struct session *session = board->session;
	struct err err = {0};

	if (session_ledger(session, &err))
		board->ledger_watch = ledger_watch_new(session->ledger, session->loop,
						       LEDGER_PACE_MS, 0, hear_ledger, board, &err);
	if (!board->ledger_watch)
		board_say(board, STYLE_WARN, "jobs of other programs go unseen: %s",
			  err_text(&err));
	err_clear(&err);
}

void board_begin(struct board *board)
{
	struct err err = {0};

	hold(board);
	if (board->host && board->host->title)
		board->host->title(board->host, board_film(board)->title ? board_film(board)->title
									 : "scenetty");
	take_up_jobs(board, &err);
	if (err.kind)
		board_say(board, STYLE_WARN, "%s", err_text(&err));
	err_clear(&err);
	board->watch =
		store_watch_new(store_of(board), board->session->loop, hear_news, board, &err);
	if (!board->watch)
		board_say(board, STYLE_WARN, "what others change goes unseen: %s", err_text(&err));
	err_clear(&err);
	watch_ledger(board);
}

static void saved(void *arg, const struct err *err)
{
	struct board *board = arg;

	if (err)
		board_say(board, STYLE_BAD, "%s", err_text(err));
	board->save_failed = err != NULL;
	board_touch(board);
}

bool board_autosave(struct board *board)
{
	struct store *store = store_of(board);
	struct err err = {0};

	if (!store->is_held || !store_is_dirty(store) || store_is_saving(store) ||
	    board->save_failed)
		return false;
	if (store_save_start(store, board->session->loop, saved, board, &err) < 0)
		saved(board, &err);
	err_clear(&err);
	return true;
}

bool board_save(struct board *board, struct err *err)
{
	struct store *store = store_of(board);

	give(board);
	if (!store->is_held || !store_is_dirty(store))
		return true;
	return store_save(store, err) == 0;
}

int board_leave(struct board *board, struct err *err)
{
	struct loop *loop = board->session->loop;
	unsigned heard = loop_signal_count(loop);
	int result = 0;

	/* Before anything is waited for: who ends us may not wait long. */
	board_save(board, NULL);
	session_cancel(board->session);
	board_hear_calls(board);
	while (board_is_working(board) && result == 0) {
		if (loop_turn(loop, err) < 0)
			return -1;
		board_hear_calls(board);
		if (loop_signal_count(loop) != heard)
			result = err_set(err, ERR_CANCELLED, SESSION_LEFT);
	}
	return board_save(board, result ? NULL : err) ? result : -1;
}
