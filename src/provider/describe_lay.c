/* SPDX-License-Identifier: MIT
 *
 * One description over another, and what a model or a job changes in it.
 */
#include <string.h>

#include "provider/describe.h"
#include "provider/workflow.h"
#include "util/mem.h"

/* RFC 7396; within a "wire", which is a patch itself, nulls stay. */
static struct json *patched(const struct json *under, const struct json *over, bool patch)
{
	struct json *out;

	if (json_type(over) != JSON_OBJECT)
		return json_copy(over);
	out = json_type(under) == JSON_OBJECT ? json_copy(under) : json_new_object();
	for (const struct json *item = json_first(over); item; item = json_next(item)) {
		const char *name = json_name(item);
		bool inside = patch || strcmp(name, "wire") == 0;

		if (json_type(item) == JSON_NULL && !patch)
			json_set(out, name, NULL);
		else
			json_set(out, name, patched(json_get(out, name), item, inside));
	}
	return out;
}

struct json *description_over(const struct json *under, const struct json *over)
{
	struct json *out = patched(under, over, false);

	/* Whether it can be used as it is does not pass on. */
	if (!json_get(over, "abstract"))
		json_set(out, "abstract", NULL);
	return out;
}

/* Lays what a model's row says over what is known of the model, and over the wire. */
static void lay(struct json **wire, struct json **can, const struct json *row)
{
	const struct json *patch = json_get(row, "wire");
	struct json *under = *can;

	if (!row)
		return;
	*can = patched(under, row, false);
	json_free(under);
	if (!patch)
		return;
	under = *wire;
	*wire = patched(under, patch, false);
	json_free(under);
}

static bool brings(const struct json *recipe, const char *what)
{
	if (strcmp(what, "references") != 0)
		return json_get(recipe, what) != NULL;
	for (const struct json *member = json_first(json_get(recipe, "cast")); member;
	     member = json_next(member))
		if (json_get(member, "picture"))
			return true;
	return false;
}

struct json *description_of_job(const struct json *description, const char *model,
				const struct json *recipe, const struct json **caps)
{
	static const char *const given[] = {"references", "start", "end"};
	const struct json *models = json_get(description, "models");
	const char *name = model ? model : json_get_str(description, "model");
	const struct json *rows[] = {json_get(models, "*"), name ? json_get(models, name) : NULL};
	struct json *out = json_copy(description), *can = json_new_object();

	for (size_t i = 0; i < LENGTH(rows); i++)
		lay(&out, &can, rows[i]);
	for (size_t i = 0; i < LENGTH(given); i++)
		for (size_t row = 0; row < LENGTH(rows) && brings(recipe, given[i]); row++)
			lay(&out, &can, json_get(json_get(rows[row], "given"), given[i]));
	workflow_lay(out, can);
	json_set(out, "models", can);
	*caps = json_get(out, "models");
	return out;
}

struct json *description_of_model(const struct json *description, const char *model,
				  const struct json **caps)
{
	return description_of_job(description, model, NULL, caps);
}
