/* SPDX-License-Identifier: MIT
 *
 * A provider's file: what a service speaks and what its models can do, checked
 * strictly when it is read. HACKING.md, "A provider's file", says what may stand there.
 *
 * "like" names another provider whose file this one is laid over, member by member
 * (RFC 7396: null takes one away), but a price that tells an amount is the whole price.
 */
#ifndef PROVIDER_DESCRIBE_H
#define PROVIDER_DESCRIBE_H

#include "util/buf.h"
#include "util/err.h"
#include "util/json.h"

#define DESCRIPTION_BYTES_MAX (1u << 20)

/* Reads a file's text; `name` stands in front of errors ("fal.json:12: …"). Checks
 * every member that is there, not that all are. Returns new. */
struct json *description_parse(const char *text, size_t bytes, const char *name, struct err *err);
/* Says what is wrong in a file's text where it is: "fal.json:12: in_flight: expected …".
 * `at` is a pointer into it. Returns -1. */
int description_err(const char *text, size_t bytes, const char *name, const char *at,
		    const struct err *why, struct err *err);
/* Lays one over another. Returns new. */
struct json *description_over(const struct json *under, const struct json *over);
/* Checks that a whole description has what a job needs; the pointer `at` (empty before)
 * says where it has not, layers_err in which file that is. */
int description_complete(const struct json *description, struct buf *at, struct err *err);
/* Returns new: the description with what its model (NULL: the default one) changes in
 * it ("wire"), and *caps, borrowed from it, what that model can do (never NULL: that
 * of "*", else an empty object). With a recipe also what changes where a start or end
 * frame or pictures of the cast go along ("given"). */
struct json *description_of_job(const struct json *description, const char *model,
				const struct json *recipe, const struct json **caps);
/* Makes of a pointer into what description_of_job returned one to what it comes from. */
void description_origin(const struct json *description, const char *model,
			const struct json *recipe, struct buf *at);
/* Fails where the request that asks for a clip has to name a model, and none is. */
int description_check_model(const struct json *wire, const char *model, const char *name,
			    struct err *err);
struct json *description_of_model(const struct json *description, const char *model,
				  const struct json **caps);

#endif
