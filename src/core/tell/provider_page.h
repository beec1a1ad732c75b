/* SPDX-License-Identifier: MIT
 *
 * One provider, told: as a page, and in JSON.
 */
#ifndef CORE_TELL_PROVIDER_PAGE_H
#define CORE_TELL_PROVIDER_PAGE_H

#include "core/tell/output.h"
#include "core/tell/setup.h"

void provider_page(struct output *out, struct shelf *shelf, const char *name,
		   const struct setup *setup);
/* Returns new; `whole`: also its models and where each setting comes from. */
struct json *provider_json(struct shelf *shelf, const char *name, const struct setup *setup,
			   bool whole);

#endif
