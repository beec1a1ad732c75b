/* SPDX-License-Identifier: MIT
 *
 * The models a service lists itself: its answer to the "catalog" of its file, turned into
 * rows of "models", and kept on the disk ($XDG_CACHE_HOME/scenetty/catalogs/NAME.json)
 * for as long as the file says. What the answer does not say surely is left out: it is
 * not known. Nothing in it is trusted.
 */
#ifndef PROVIDER_CATALOG_H
#define PROVIDER_CATALOG_H

#include <stdint.h>

#include "util/err.h"
#include "util/json.h"

/* Returns new: the models; `day` ("2026-11-22") stands with their prices. NULL and an
 * error where the answer has none. */
struct json *catalog_models(const struct json *catalog, const struct json *reply,
			    const char *day, struct err *err);
/* Keeps them; `base` is whose they are. */
int catalog_save(const char *name, const char *base, const struct json *models, int64_t now,
		 struct err *err);
/* Returns new: what was kept of this base, NULL if nothing is that can be used; *when gets
 * its age's beginning. */
struct json *catalog_load(const char *name, const char *base, int64_t *when);

#endif
