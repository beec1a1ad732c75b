/* SPDX-License-Identifier: MIT
 *
 * One description over another, and what a model or a job changes in it.
 */
#include <string.h>

#include "provider/describe.h"
#include "provider/pointer.h"
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

static bool tells_amount(const struct json *price)
{
	static const char *const parts[] = {"second", "clip", "by_resolution", "by_clip"};

	for (size_t i = 0; i < LENGTH(parts); i++)
		if (json_type(json_get(price, parts[i])) > JSON_NULL)
			return true;
	return false;
}

/* A price is whole: no rows and no date of another one's stay in it. */
static void forget_prices(struct json *models, const struct json *over)
{
	for (const struct json *model = json_first(over); model; model = json_next(model)) {
		struct json *row = json_get(models, json_name(model)), *given;

		if (!row || !tells_amount(json_get(model, "price")))
			continue;
		json_set(row, "price", NULL);
		given = json_first(json_get(row, "given"));
		for (; given; given = json_next(given))
			json_set(given, "price", NULL);
	}
}

struct json *description_over(const struct json *under, const struct json *over)
{
	struct json *plain = json_copy(under), *out;

	forget_prices(json_get(plain, "models"), json_get(over, "models"));
	out = patched(plain, over, false);
	json_free(plain);

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
	if (strcmp(what, "options") == 0)
		return json_len(json_get(recipe, what)) > 0;
	if (strcmp(what, "references") != 0)
		return json_get(recipe, what) != NULL;
	for (const struct json *member = json_first(json_get(recipe, "cast")); member;
	     member = json_next(member))
		if (json_get(member, "picture"))
			return true;
	return false;
}

/* What is laid over a description, in order: rows of "models", and of their "given". */
struct laid {
	const struct json *row;
	const char *model, *given; /* where it stands */
};
#define LAID_MAX 10

static size_t list_laid(const struct json *description, const char *model,
			const struct json *recipe, struct laid out[LAID_MAX])
{
	static const char *const given[] = {"options", "references", "start", "end"};
	const struct json *models = json_get(description, "models");
	const char *names[] = {"*", model ? model : json_get_str(description, "model")};
	size_t count = 0;

	for (size_t i = 0; i < LENGTH(names); i++)
		if (names[i])
			out[count++] = (struct laid){json_get(models, names[i]), names[i], NULL};
	for (size_t i = 0; i < LENGTH(given); i++)
		for (size_t j = 0; j < LENGTH(names) && brings(recipe, given[i]); j++)
			if (names[j])
				out[count++] = (struct laid){
					json_get(json_get(json_get(models, names[j]), "given"),
						 given[i]),
					names[j], given[i]};
	return count;
}

struct json *description_of_job(const struct json *description, const char *model,
				const struct json *recipe, const struct json **caps)
{
	struct json *out = json_copy(description), *can = json_new_object();
	struct laid laid[LAID_MAX];
	size_t count = list_laid(description, model, recipe, laid);

	for (size_t i = 0; i < count; i++)
		lay(&out, &can, laid[i].row);
	workflow_lay(out, can);
	json_set(out, "models", can);
	*caps = json_get(out, "models");
	return out;
}

void description_origin(const struct json *description, const char *model,
			const struct json *recipe, struct buf *at)
{
	struct laid laid[LAID_MAX];
	size_t i = list_laid(description, model, recipe, laid);
	struct buf origin = {0};

	while (i > 0 && !pointer_exact(json_get(laid[i - 1].row, "wire"), buf_str(at)))
		i--;
	if (i == 0)
		return;
	pointer_enter(&origin, "models", 0);
	pointer_enter(&origin, laid[i - 1].model, 0);
	if (laid[i - 1].given) {
		pointer_enter(&origin, "given", 0);
		pointer_enter(&origin, laid[i - 1].given, 0);
	}
	pointer_enter(&origin, "wire", 0);
	buf_add_str(&origin, buf_str(at));
	buf_free(at);
	*at = origin;
}

struct json *description_of_model(const struct json *description, const char *model,
				  const struct json **caps)
{
	return description_of_job(description, model, NULL, caps);
}
