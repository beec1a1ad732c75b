/* SPDX-License-Identifier: MIT
 *
 * What only a whole description tells, its file laid over those below it.
 */
#include <stdlib.h>
#include <string.h>

#include "provider/describe.h"
#include "provider/pointer.h"
#include "util/mem.h"

/* What a job's values are called (values.h). */
static const char *const value_names[] = {
	"prompt", "avoid", "title",      "seconds", "frames", "fps",      "width",   "height",
	"size",   "ratio", "resolution", "seed",    "model",  "sound",    "options", "reference",
	"start",  "end",   "references", "id",      "url",    "workflow", NULL,
};

static bool gives_name(const struct json *description, const char *name)
{
	static const char *const one[] = {"create", "poll", "resolve"};
	static const char *const many[] = {"upload", "lookup"};

	for (size_t i = 0; i < LENGTH(one); i++)
		if (json_get(json_get(json_get(description, one[i]), "gives"), name))
			return true;
	for (size_t i = 0; i < LENGTH(many); i++)
		for (const struct json *item = json_first(json_get(description, many[i])); item;
		     item = json_next(item))
			if (json_get(json_get(item, "gives"), name))
				return true;
	return false;
}

/* True for a name that may stand in a template. */
static bool description_knows(const struct json *description, const char *name)
{
	size_t bytes = strcspn(name, "/");

	for (size_t i = 0; value_names[i]; i++)
		if (strlen(value_names[i]) == bytes && !strncmp(value_names[i], name, bytes))
			return true;

	char *first = xstrndup(name, bytes);
	bool gives = gives_name(description, first);

	free(first);
	return gives;
}

/* The first placeholder of a template that nobody fills. */
static int check_text(const struct json *description, const char *text, struct err *err)
{
	while ((text = strchr(text, '{'))) {
		size_t bytes = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz0123456789_/");
		char *name = xstrndup(text + 1, bytes);
		bool brace = text[1] == '{', known = brace || description_knows(description, name);

		if (!known)
			err_set(err, ERR_INVALID, "nothing fills {%s}", name);
		free(name);
		if (!known)
			return -1;
		text += brace ? 2 : 1 + bytes;
	}
	return 0;
}

/* All texts of a request but those that read its reply; the place of a wrong one stays. */
static int check_names(const struct json *description, const struct json *value, struct buf *at,
		       struct err *err)
{
	size_t index = 0, before = at->len;

	if (json_str(value))
		return check_text(description, json_str(value), err);
	for (const struct json *item = json_first(value); item; item = json_next(item)) {
		if (json_name(item) && strcmp(json_name(item), "read") == 0)
			continue;
		pointer_enter(at, json_name(item), index++);
		if (check_names(description, item, at, err) < 0)
			return -1;
		at->data[at->len = before] = '\0';
	}
	return 0;
}

/* Every placeholder of its requests is filled by something. */
static int check_requests(const struct json *description, struct buf *at, struct err *err)
{
	static const char *const requests[] = {
		"/headers", "/upload", "/create", "/poll",    "/resolve",      "/fetch",
		"/cancel",  "/lookup", "/test",   "/catalog", "/graph/places",
	};

	for (size_t i = 0; i < LENGTH(requests); i++) {
		buf_clear(at);
		buf_add_str(at, requests[i]);
		if (check_names(description, pointer_exact(description, requests[i]), at, err) < 0)
			return -1;
	}
	return 0;
}

/* Also of those that a model changes, for a job without pictures and for one with all. */
static int check_models(const struct json *description, struct buf *at, struct err *err)
{
	static const char all[] = "{\"start\": {}, \"end\": {}, \"cast\": [{\"picture\": {}}], "
				  "\"options\": {\"a\": 1}}";
	struct json *pictures = json_parse(all, sizeof all - 1, sizeof all, "", NULL);
	const struct json *recipes[] = {NULL, pictures};
	int result = 0;

	for (const struct json *model = json_first(json_get(description, "models"));
	     result == 0 && model; model = json_next(model))
		for (size_t i = 0; result == 0 && i < LENGTH(recipes); i++) {
			const char *name = json_name(model);
			const struct json *caps;
			struct json *wire =
				description_of_job(description, name, recipes[i], &caps);

			result = check_requests(wire, at, err);
			if (result < 0) {
				err_advise(err, "it is sent for the model %s", name);
				description_origin(description, name, recipes[i], at);
			}
			json_free(wire);
		}
	json_free(pictures);
	return result;
}

static int wrong_at(struct buf *at, const char *place, struct err *err, const char *what)
{
	buf_add_str(at, place);
	return err_set(err, ERR_INVALID, "%s", what);
}

int description_complete(const struct json *description, struct buf *at, struct err *err)
{
	bool run = json_get(description, "run"), create = json_get(description, "create");

	if (run && create)
		return wrong_at(at, "/run", err,
				"it has both \"run\", a program, and \"create\", a request");
	if (run || json_true(json_get(description, "abstract")))
		return 0;
	if (!create)
		return wrong_at(at, "", err,
				"it needs \"create\", the request that asks for a clip, or "
				"\"run\", a program that makes one, or \"like\", another provider "
				"that has one");
	if (json_get(description, "poll") && !json_get(json_get(description, "read"), "state"))
		return wrong_at(at, "/poll", err,
				"it polls, but \"read\" does not say where the \"state\" is");
	return check_requests(description, at, err) < 0 ? -1 : check_models(description, at, err);
}

int description_check_model(const struct json *wire, const char *model, const char *name,
			    struct err *err)
{
	char *create = model ? NULL : json_text(json_get(wire, "create"));
	bool named = !create || (!strstr(create, "{model}") && !strstr(create, "{model:")) ||
		     json_get_str(wire, "model");

	free(create);
	return named ? 0
		     : err_set(err, ERR_INVALID,
			       "no model is named, and %s has many: set “model”; “providers %s” "
			       "lists what is known of them",
			       name, name);
}
