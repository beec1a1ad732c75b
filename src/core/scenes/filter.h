/* SPDX-License-Identifier: MIT
 *
 * Which scenes are asked for: words that all must be true of a scene, "not" before one
 * that must not be.
 *
 *   missing stale current        the state of what is circled
 *   failed running queued        its jobs
 *   circled marked
 *   group:NAME provider:NAME     NAME stands in it; group:none: it has none
 *   cast:NAME                    the prompt names @NAME
 *   2-5,8                        its position, as far as the film has them; of several such
 *                                words one must be true
 *   anything else                stands in id, title, prompt, notes or dialogue,
 *                                capitals and accents ignored
 */
#ifndef CORE_SCENES_FILTER_H
#define CORE_SCENES_FILTER_H

#include "core/scenes/overview.h"

struct filter;

struct filter *filter_new(char *const *words, size_t count, struct err *err);
void filter_free(struct filter *filter);
/* True if the glances are needed to tell. */
bool filter_looks_at_takes(const struct filter *filter);
/* The glance may be NULL, of a scene that nothing is known of. Quick: ten thousand
 * scenes take as long as it takes to read their texts once for each word. */
bool filter_passes(const struct filter *filter, const struct film *film, const struct scene *scene,
		   const struct glance *glance, bool marked);

#endif
