/* SPDX-License-Identifier: MIT */
#include "core/tell/setup.h"

#include <stdlib.h>
#include <string.h>

#include "job/key.h"
#include "job/program_what.h"
#include "provider/workflow.h"
#include "util/mem.h"
#include "util/text.h"

const char *setup_word(enum setup_state state)
{
	static const char *const words[] = {
		[SETUP_BUILT_IN] = "built in", [SETUP_READY] = "ready", [SETUP_LACKING] = "lacking",
		[SETUP_GONE] = "gone",         [SETUP_BAD] = "bad",
	};

	return words[state];
}

bool setup_can_be_asked(enum setup_state state)
{
	return state == SETUP_BUILT_IN || state == SETUP_READY;
}

const char *provider_origin(struct shelf *shelf, const char *name, char **file)
{
	struct layers layers;
	const char *origin = "built in";

	shelf_layers(shelf, name, &layers, NULL);
	*file = layers.count ? xstrdup(layers.items[0].path) : NULL;
	if (layers.count)
		origin = layers.items[0].own ? "own" : "shipped";
	layers_clear(&layers);
	return origin;
}

const struct json *base_next(const struct json *description, const struct json *base)
{
	const struct json *all = json_get(description, "base");

	if (json_str(all))
		return base ? NULL : all;
	return base ? json_next(base) : json_first(all);
}

const char *base_gone(const struct json *description, const char *base)
{
	const struct json *gone = json_first(json_get(description, "gone"));

	while (gone && !strstr(base, json_name(gone)))
		gone = json_next(gone);
	return json_str(gone);
}

static struct setup made(enum setup_state state, char *text)
{
	return (struct setup){state, text};
}

/* "gpu1:8091", "3 servers" */
static char *servers_of(const struct json *description)
{
	const struct json *first = base_next(description, NULL);
	const char *host = json_str(first) ? strstr(json_str(first), "://") : NULL;
	size_t count = 0;

	for (const struct json *base = first; base; base = base_next(description, base))
		count++;
	if (count > 1)
		return xasprintf("%zu servers", count);
	host = host ? host + 3 : "";
	return xasprintf("%.*s", (int)strcspn(host, "/"), host);
}

static struct setup setup_of_key(const struct json *description)
{
	const struct json *key = json_get(description, "key"), *needed = json_get(key, "needed");
	bool there, from_env = json_get(key, "env") != NULL;
	char *place = key_place(key, &there);
	struct setup setup;

	if (there)
		setup = made(SETUP_READY, xasprintf("key in %s", place));
	else if (!key || (needed && !json_true(needed)))
		setup = made(SETUP_READY, servers_of(description));
	else if (!place)
		setup = made(SETUP_LACKING, xstrdup("give it a “key”"));
	else if (from_env)
		setup = made(SETUP_LACKING, xasprintf("set %s", place));
	else
		setup = made(SETUP_LACKING, xasprintf("no file %s", place));
	free(place);
	return setup;
}

static struct setup setup_of_program(const struct provider *provider)
{
	const struct json *run = json_get(provider->description, "run");
	const char *program = json_str(run) ? json_str(run) : json_str(json_first(run));
	char *lack = program_lack(run, provider->file);

	return lack ? made(SETUP_LACKING, lack)
		    : made(SETUP_READY, xasprintf("runs %s", program));
}

struct setup setup_of(struct shelf *shelf, const char *name)
{
	struct err err = {0};
	const struct provider *provider = shelf_find(shelf, name, &err);
	const struct json *description = provider ? provider->description : NULL;
	const struct json *base = base_next(description, NULL);
	const char *gone = NULL;

	if (!provider) {
		struct setup bad = made(SETUP_BAD, text_clean(err_text(&err), false, 0));

		err_clear(&err);
		return bad;
	}
	if (!description)
		return made(SETUP_BUILT_IN, xstrdup("built in"));
	if (json_get(description, "run"))
		return setup_of_program(provider);
	if (!json_get(description, "create"))
		return made(SETUP_LACKING, xstrdup("needs a program"));
	if (workflow_is_missing(description))
		return made(SETUP_LACKING, xstrdup("needs a workflow"));
	if (!base && !json_get_str(json_get(description, "create"), "url"))
		return made(SETUP_LACKING, xstrdup("needs a server"));
	if (json_str(base))
		gone = base_gone(description, json_str(base));
	return gone ? made(SETUP_GONE, xstrdup(gone)) : setup_of_key(description);
}

/* Stable, so that each part stays in the shelf's order. */
char **setup_names(struct shelf *shelf, struct setup **setups)
{
	char **names = shelf_names(shelf), **out;
	struct setup *found, *sorted;
	size_t count = 0, at = 0;

	while (names[count])
		count++;
	found = xcalloc(count + 1, sizeof *found);
	sorted = xcalloc(count + 1, sizeof *sorted);
	out = xcalloc(count + 1, sizeof *out);
	for (size_t i = 0; i < count; i++)
		found[i] = setup_of(shelf, names[i]);
	for (enum setup_state state = SETUP_BUILT_IN; state <= SETUP_BAD; state++)
		for (size_t i = 0; i < count; i++)
			if (found[i].state == state) {
				sorted[at] = found[i];
				out[at++] = names[i];
			}
	free(found);
	free(names);
	if (setups)
		*setups = sorted;
	else
		setup_names_free(NULL, sorted);
	return out;
}

void setup_names_free(char **names, struct setup *setups)
{
	shelf_names_free(names);
	for (struct setup *setup = setups; setup && setup->text; setup++)
		free(setup->text);
	free(setups);
}
