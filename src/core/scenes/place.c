/* SPDX-License-Identifier: MIT */
#include "core/scenes/place.h"

#include "core/scenes/target.h"
#include "core/session/session.h"

int place_gap(const struct call *call, size_t *gap, struct err *err)
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
	*gap = (size_t)(anchor - film->scenes) + (after ? 1 : 0);
	return 1;
}

const char *place_group(const struct call *call, size_t gap)
{
	const struct scene *scenes = call->session->store.film->scenes;

	if (call_option(call, "before"))
		return scenes[gap].group;
	return call_option(call, "after") ? scenes[gap - 1].group : NULL;
}
