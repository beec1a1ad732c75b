/* SPDX-License-Identifier: MIT
 *
 * The asking side: a command has a change made by who holds the film for long.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "film/ask.h"
#include "film/cache.h"
#include "film/film_json.h"
#include "film/store_lock.h"
#include "film/store_private.h"
#include "util/clock.h"
#include "util/mem.h"

#define LOOK_AGAIN_MS 10

bool store_is_held_by_another(const struct store *store)
{
	int cache = file_open_beneath(store->dir, ".scenetty", O_RDONLY | O_DIRECTORY, 0, NULL);
	bool held = store->lock < 0 && cache >= 0 && lock_is_for_long(cache);
	if (cache >= 0)
		close(cache);
	return held;
}

enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO };

static enum answer read_answer(int asks, const char *name, struct err *err)
{
	struct buf text = {0};
	if (file_read(asks, name, FILM_BYTES_MAX, &text, NULL) < 0)
		return ANSWER_NONE;
	struct json *json = json_parse(buf_str(&text), text.len, FILM_BYTES_MAX, name, NULL);
	const char *why = json_get_str(json, "error"), *kind = json_get_str(json, "kind");
	enum answer answer = why ? ANSWER_NO : json ? ANSWER_YES : ANSWER_NONE;
	if (why)
		err_set(err, kind ? err_kind_of(kind) : ERR_INVALID, "%s", why);
	if (answer != ANSWER_NONE)
		unlinkat(asks, name, 0);
	json_free(json);
	buf_free(&text);
	return answer;
}

/* What became of an ask that has no answer: -1 told as an error, 1 taken back. */
static int take_back(int asks, const char *ask, bool is_held, struct err *err)
{
	if (unlinkat(asks, ask, 0) == 0)
		return is_held ? err_set(err, ERR_BUSY,
					 "another program has the film open and does not answer: "
					 "close it there, or end it")
			       : 1;
	return err_set(err, ERR_BUSY,
		       "another program has the film open and took this change, but %s",
		       is_held ? "could not save it yet: look there"
			       : "ended before it answered: look whether it was made");
}

/* 0: it was made and saved; 1: nobody holds the film any more, and nothing was done. */
static int wait_for_answer(const struct store *store, int asks, const char *ask, const char *answer,
			   int wait_ms, struct err *err)
{
	static const struct timespec pause = {.tv_nsec = LOOK_AGAIN_MS * 1000000};
	int64_t deadline = clock_ms() + wait_ms;
	for (;;) {
		bool is_held = store_is_held_by_another(store);
		enum answer found = read_answer(asks, answer, err);
		if (found != ANSWER_NONE)
			return found == ANSWER_YES ? 0 : -1;
		if (!is_held || clock_ms() >= deadline)
			return take_back(asks, ask, is_held, err);
		nanosleep(&pause, NULL);
	}
}

int store_ask(struct store *store, struct step *step, int wait_ms, struct err *err)
{
	struct buf text = {0};
	int result = -1, asks = cache_dir(store->dir, ASKS_FOLDER, err);
	char *ask = xasprintf("%ld" ASK_ENDING, (long)getpid()),
	     *answer = xasprintf("%ld" ANSWER_ENDING, (long)getpid());
	struct json *json = step_to_json(step);
	json_print(&text, json);
	if (asks >= 0) {
		unlinkat(asks, answer, 0); /* of somebody of our number, long ago */
		result = ask_put(asks, ask, &text, err);
	}
	if (result == 0)
		result = wait_for_answer(store, asks, ask, answer, wait_ms, err);
	if (result == 0)
		result = reload(store, NULL, err);
	else if (result == 1)
		result = store_change(store, step, err);
	step_clear(step);
	json_free(json);
	buf_free(&text);
	free(ask);
	free(answer);
	if (asks >= 0)
		close(asks);
	return result;
}
