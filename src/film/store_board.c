/* SPDX-License-Identifier: MIT
 *
 * The store as the board has it.
 */
#include <stdlib.h>
#include <unistd.h>

#include "film/store.h"
#include "util/mem.h"

struct store_child {
	struct store *store;
	void (*done)(void *arg, const struct err *err);
	void *arg;
};

int store_hold(struct store *store, struct err *err)
{
	if (store_lock(store, 0, err) < 0)
		return -1;
	store->is_held = true;
	return 0;
}

void store_release(struct store *store)
{
	free(store->child);
	store->child = NULL;
	store->is_held = false;
	store_unlock(store);
}

int store_take_over(struct store *store, int wait_ms, struct err *err)
{
	if (store_lock(store, wait_ms, err) < 0)
		return -1;
	return store_hold(store, err);
}

int store_give_way(struct store *store, const char *who, struct err *err)
{
	if (store_save(store, err) < 0)
		return -1;
	store_release(store);
	store->read_only = true;
	free(store->why_read_only);
	store->why_read_only = xasprintf("%s took over", who);
	return 0;
}

int store_apply(struct store *store, struct step *step, struct err *err)
{
	return store_do(store, step, err);
}

bool store_is_dirty(const struct store *store)
{
	return store->is_ahead;
}

int store_save(struct store *store, struct err *err)
{
	return store_refresh(store, NULL, err);
}

int store_save_over(struct store *store, struct err *err)
{
	return store_refresh(store, NULL, err);
}

static void saved(void *arg)
{
	struct store_child *child = arg;
	child->store->child = NULL;
	child->done(child->arg, NULL);
	free(child);
}

int store_save_start(struct store *store, struct loop *loop,
		     void (*done)(void *arg, const struct err *err), void *arg, struct err *err)
{
	if (store->child)
		return err_set(err, ERR_BUSY, "the film is being saved");
	store->child = xcalloc(1, sizeof *store->child);
	*store->child = (struct store_child){store, done, arg};
	loop_after(loop, 0, saved, store->child);
	return 0;
}

bool store_is_saving(const struct store *store)
{
	return store->child != NULL;
}
