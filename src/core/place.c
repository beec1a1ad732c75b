/* SPDX-License-Identifier: MIT */
#include "core/place.h"

#include "core/target.h"

int place_of(const struct call *call, size_t from, size_t *to, struct err *err)
{
	const struct film *film = call->session->store.film;
	const char *before = call_option(call, "before"), *after = call_option(call, "after");
	const struct scene *anchor;

	if (before && after)
		return err_set(err, ERR_USAGE, "--before and --after exclude each other");
	if (!before && !after)
		return 0;
	anchor = target_scene(film, before ? before : after, err);
	if (!anchor)
		return -1;
	*to = (size_t)(anchor - film->scenes) + (after ? 1 : 0);
	/* What stood before the gap leaves a place when it moves. */
	if (from < *to)
		(*to)--;
	return 1;
}
