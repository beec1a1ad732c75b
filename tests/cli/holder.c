/* SPDX-License-Identifier: MIT
 *
 * usage: holder FOLDER
 * Has the film open as the board has it: says "held", does what commands ask for,
 * saves. Ends when another one takes over.
 */
#include <stdio.h>
#include <unistd.h>

#include "film/store_watch.h"

struct holder {
	struct store store;
	struct loop *loop;
	struct err err;
};

static void saved(void *arg, const struct err *err)
{
	struct holder *holder = arg;
	if (err)
		err_set(&holder->err, err->kind, "%s", err_text(err));
}

static void hear(void *arg, enum watch_news news, const char *what)
{
	struct holder *holder = arg;
	if (news == WATCH_FILM)
		store_refresh(&holder->store, NULL, &holder->err);
	else if (news == WATCH_TAKE_OVER)
		store_give_way(&holder->store, what, &holder->err);
}

int main(int argc, char **argv)
{
	struct holder holder = {.loop = loop_new()};
	struct store *store = &holder.store;
	struct store_watch *watch = NULL;
	if (argc != 2)
		return 2;
	if (store_open(store, argv[1], &holder.err) == 0 && store_hold(store, &holder.err) == 0)
		watch = store_watch_new(store, holder.loop, hear, &holder, &holder.err);
	if (watch && write(STDOUT_FILENO, "held\n", 5) != 5)
		return 3;
	while (watch && store->is_held && !holder.err.kind) {
		if (store_is_dirty(store) && !store_is_saving(store))
			store_save_start(store, holder.loop, saved, &holder, &holder.err);
		else
			loop_turn(holder.loop, &holder.err);
	}
	store_watch_free(watch);
	store_close(store);
	loop_free(holder.loop);
	if (holder.err.kind)
		fprintf(stderr, "holder: %s\n", err_text(&holder.err));
	return holder.err.kind ? 1 : 0;
}
