/* SPDX-License-Identifier: MIT
 *
 * Holding a film for long, letting go, and taking it over from who holds it.
 */
#include <stdlib.h>
#include <unistd.h>

#include "film/cache.h"
#include "film/store_lock.h"
#include "film/store_private.h"
#include "util/mem.h"

#define DYING_MS 2000 /* for who is dead but for a save */

static int hold_within(struct store *store, int wait_ms, struct err *err)
{
	if (store->is_held)
		return 0;
	if (store->may_write)
		store->read_only = false;
	/* What is recovered is saved later. */
	if (take_lock(store, wait_ms, err) < 0 || reload(store, NULL, err) < 0) {
		store_unlock(store);
		store->read_only = store->may_write || store->read_only;
		return -1;
	}
	if (store->may_write) {
		store->may_write = false;
		free(store->why_read_only);
		store->why_read_only = NULL;
	}
	store->is_held = true;
	lock_describe(store->lock, true);
	lock_ask_no_more(store->cache);
	buf_free(&store->text);
	compact_log(store);
	return 0;
}

int keep_hold(struct store *store, struct err *err)
{
	if (lock_still_stands(store->cache, store->lock))
		return 0;
	int cache = cache_dir(store->dir, NULL, err);
	int lock = cache < 0 ? -1 : lock_take(cache, 0, err);
	if (lock < 0) {
		if (cache >= 0)
			close(cache);
		return err_prefix(err, ".scenetty was removed: ");
	}
	close(store->lock);
	close(store->cache);
	store->lock = lock;
	store->cache = cache;
	lock_describe(lock, true);
	store->log_bytes = 0;
	store->is_joined = false;
	store->has_history = true; /* as far as it was known */
	store->has_gap = true;
	return 0;
}

int store_hold(struct store *store, struct err *err)
{
	return hold_within(store, lock_is_of_the_dead(store->dir) ? DYING_MS : 0, err);
}

void store_release(struct store *store)
{
	if (!store->is_held)
		return;
	child_wait(store);
	compact_log(store);
	store->is_held = false;
	store_unlock(store);
}

int store_take_over(struct store *store, int wait_ms, struct err *err)
{
	int cache = cache_dir(store->dir, NULL, err);
	if (cache < 0 || lock_ask(cache, err) < 0) {
		if (cache >= 0)
			close(cache);
		return -1;
	}
	int result = hold_within(store, wait_ms, err);
	lock_ask_no_more(cache);
	close(cache);
	return result < 0 ? err_prefix(err, "no answer within %g s: ", wait_ms / 1000.0) : 0;
}

void store_read_only(struct store *store, const char *why)
{
	if (store->read_only && !store->may_write)
		return;
	free(store->why_read_only);
	store->why_read_only = xstrdup(why);
	store->read_only = store->may_write = true;
}

int store_give_way(struct store *store, const char *who, struct err *err)
{
	if (store_save(store, err) < 0)
		return -1;
	char *why = xasprintf("%s took over", who);
	store_release(store);
	store_read_only(store, why);
	free(why);
	return 0;
}
