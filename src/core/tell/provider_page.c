/* SPDX-License-Identifier: MIT */
#include "core/tell/provider_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/tell/model_words.h"
#include "core/tell/page.h"
#include "job/http_proxy.h"
#include "job/key.h"
#include "provider/describe.h"
#include "provider/wire.h"
#include "util/clock.h"
#include "util/mem.h"
#include "util/text.h"

#define INDENT 14
#define MODEL_INDENT 4

/* True if a file above gives all of the member; *partly: a part of it. */
static bool is_hidden(const struct layers *layers, size_t layer, const struct json *member,
		      bool *partly)
{
	*partly = false;
	for (size_t i = 0; i < layer; i++) {
		const struct json *over = json_get(layers->items[i].json, json_name(member));

		if (over && (json_type(over) != JSON_OBJECT || json_type(member) != JSON_OBJECT))
			return true;
		*partly |= over != NULL;
	}
	return false;
}

/* Calls for each member that a file gives to the whole. */
static void each_given(const struct layers *layers, size_t layer,
		       void (*call)(void *arg, const char *name, bool partly), void *arg)
{
	const struct json *member = json_first(layers->items[layer].json);

	for (; member; member = json_next(member)) {
		bool partly;

		if (json_type(member) != JSON_NULL && strcmp(json_name(member), "like") != 0 &&
		    strcmp(json_name(member), "abstract") != 0 &&
		    !is_hidden(layers, layer, member, &partly))
			call(arg, json_name(member), partly);
	}
}

static void add_word(void *arg, const char *name, bool partly)
{
	struct buf *out = arg;

	buf_addf(out, "%s%s%s", out->len ? ", " : "", name, partly ? " (in part)" : "");
}

static void write_path(struct output *out, const char *head, const char *gives, const char *path)
{
	char *shown = text_path(path);
	char *text = xasprintf("%s%s%s", gives, *gives ? "\n" : "", shown);

	page_entry(out, head, INDENT, text);
	free(text);
	free(shown);
}

static void write_files(struct output *out, const struct layers *layers)
{
	if (layers->count < 2) {
		for (size_t i = 0; i < layers->count; i++)
			write_path(out, "file", "", layers->items[i].path);
		return;
	}
	for (size_t i = 0; i < layers->count; i++) {
		struct buf text = {0};

		each_given(layers, i, add_word, &text);
		write_path(out, i == 0 ? "file" : "like", buf_str(&text), layers->items[i].path);
		buf_free(&text);
	}
}

/* One text or a list of them, one behind the other. */
static void add_texts(struct buf *out, const char *between, const struct json *texts)
{
	if (json_str(texts))
		buf_add_str(out, json_str(texts));
	for (const struct json *item = json_str(texts) ? NULL : json_first(texts); item;
	     item = json_next(item))
		buf_addf(out, "%s%s", out->len ? between : "", json_str(item));
}

static void write_servers(struct output *out, const struct json *description)
{
	double most = json_get_num(description, "in_flight");
	struct buf also = {0};

	for (const struct json *base = base_next(description, NULL); base;
	     base = base_next(description, base)) {
		const char *gone = json_str(base) ? base_gone(description, json_str(base)) : NULL;
		struct buf text = {0};

		buf_add_str(&text, json_str(base));
		if (gone)
			buf_addf(&text, "\n%s", gone);
		else if (most >= 1)
			buf_addf(&text, ", %g job%s at a time", most, most == 1 ? "" : "s");
		page_entry(out, "server", INDENT, buf_str(&text));
		buf_free(&text);
	}
	add_texts(&also, ", ", json_get(description, "also"));
	if (also.len)
		page_entry(out, "also", INDENT, buf_str(&also));
	buf_free(&also);
}

/* Whether its key can be read on the way to one of its servers. */
static bool is_open(const struct json *description)
{
	bool open = false;

	for (const struct json *base = base_next(description, NULL); base && !open;
	     base = base_next(description, base)) {
		char *origin = json_str(base) ? url_origin(json_str(base)) : NULL;

		open = origin && strncmp(origin, "http:", 5) == 0 && !origin_is_private(origin);
		free(origin);
	}
	return open;
}

static void write_key(struct output *out, const struct json *description)
{
	const struct json *key = json_get(description, "key");
	const char *header = json_get_str(key, "header");
	const struct json *needed = json_get(key, "needed");
	struct buf text = {0};
	bool there;
	char *place = key_place(key, &there);

	if (place)
		buf_addf(&text, "from %s%s", place,
			 there                        ? ""
			 : needed && !json_true(needed) ? ", not set, and not needed"
							: ", not set");
	if (place && header)
		buf_addf(&text, "; sent as %s to its own server only%s", header,
			 is_open(description) ? ", and not encrypted (http)" : "");
	if (text.len)
		page_entry(out, "key", INDENT, buf_str(&text));
	free(place);
	buf_free(&text);
}

static void write_proof(struct output *out, const struct json *proven)
{
	static const struct {
		const char *how, *what;
	} words[] = {
		{"transcript", "against talks written from what it documents"},
		{"mock", "against a server that plays it"},
		{"engine", "against the real one"},
	};
	const char *how = json_get_str(proven, "how"), *note = json_get_str(proven, "note");
	const char *when = json_get_str(proven, "when");

	for (size_t i = 0; how && i < LENGTH(words); i++)
		if (strcmp(words[i].how, how) == 0) {
			char *text = xasprintf("%s, %s%s%s", words[i].what,
					       when ? when : "", note ? "; " : "",
					       note ? note : "");

			page_entry(out, "proven", INDENT, text);
			free(text);
		}
}

static void write_note(struct output *out, const struct json *note)
{
	struct buf text = {0};

	add_texts(&text, "\n", note);
	if (text.len)
		page_entry(out, "note", INDENT, buf_str(&text));
	buf_free(&text);
}

/* What it makes and takes: "3 to 10 s · 720p; 16:9 · takes start, seed · with sound". */
static char *abilities(const struct json *caps)
{
	static const struct {
		const char *word, *told;
	} sounds[] = {{"always", "with sound"}, {"switch", "with sound"}, {"never", "silent"}};
	const char *sound = json_get_str(caps, "sound");
	double prompt = json_get_num(caps, "prompt");
	char *parts[] = {model_seconds(caps), model_pictures(caps), model_takes(caps)};
	struct buf out = {0};

	buf_add_str(&out, "");
	for (size_t i = 0; i < LENGTH(parts); i++) {
		if (*parts[i])
			buf_addf(&out, "%s%s%s", out.len ? " · " : "", i == 2 ? "takes " : "",
				 parts[i]);
		free(parts[i]);
	}
	for (size_t i = 0; sound && i < LENGTH(sounds); i++)
		if (strcmp(sound, sounds[i].word) == 0)
			buf_addf(&out, "%s%s", out.len ? " · " : "", sounds[i].told);
	if (prompt > 0)
		buf_addf(&out, "%sreads %.0f characters", out.len ? " · " : "", prompt);
	return buf_take(&out);
}

/* What it costs, how surely, and who says so. */
static char *cost(const struct json *caps)
{
	const struct json *price = json_get(caps, "price");
	const char *is = json_get_str(price, "is"), *date = model_price_date(caps);
	const char *more[] = {json_get_str(price, "from"), json_get_str(price, "source")};
	char *amounts = model_price(caps);
	bool guess = *amounts && strcmp(amounts, "free") != 0 && (!is || strcmp(is, "exact") != 0);
	struct buf out = {0};

	buf_addf(&out, "%s%s", guess ? "about " : "", *amounts ? amounts : "price not known");
	if (date)
		buf_addf(&out, " as of %s", date);
	for (size_t i = 0; i < LENGTH(more); i++)
		if (more[i])
			buf_addf(&out, "; %s", more[i]);
	free(amounts);
	return buf_take(&out);
}

static void write_model(struct output *out, const struct json *description, const char *name)
{
	const struct json *caps;
	struct json *wire = description_of_model(description, name, &caps);
	const char *help = json_get_str(caps, "help"), *own = json_get_str(description, "model");
	char *parts[] = {xstrdup(help ? help : ""), abilities(caps), cost(caps)};

	out_text(out, STYLE_STRONG, "%s", strcmp(name, "*") == 0 ? "any other" : name);
	out_text(out, STYLE_DIM, "%s\n",
		 own && strcmp(name, own) == 0 ? "  unless another is named" : "");
	for (size_t i = 0; i < LENGTH(parts); i++) {
		if (*parts[i])
			page_text(out, STYLE_PLAIN, MODEL_INDENT, parts[i]);
		free(parts[i]);
	}
	json_free(wire);
}

static void tell_listed(struct output *out, const struct provider *provider)
{
	char when[CLOCK_TEXT_SIZE];

	if (!json_get(provider->description, "catalog"))
		return;
	clock_text(provider->listed, when);
	when[strcspn(when, "T")] = ' ';
	when[strlen("2026-11-22 16:40")] = '\0';
	if (provider->listed)
		out_text(out, STYLE_DIM, "models as the service listed them, %s UTC\n", when);
	else
		out_text(out, STYLE_DIM, "the service lists its models; that was never fetched\n");
}

static void write_models(struct output *out, const struct provider *provider)
{
	const struct json *models = json_get(provider->description, "models");

	if (!json_len(models))
		return;
	out_say(out, "\n");
	for (const struct json *model = json_first(models); model; model = json_next(model))
		if (strcmp(json_name(model), "*") != 0)
			write_model(out, provider->description, json_name(model));
	if (json_get(models, "*"))
		write_model(out, provider->description, "*");
	tell_listed(out, provider);
}

void provider_page(struct output *out, struct shelf *shelf, const char *name,
		   const struct setup *setup)
{
	const struct provider *provider = shelf_find(shelf, name, NULL);
	const struct json *description = provider ? provider->description : NULL;
	struct layers layers;

	shelf_layers(shelf, name, &layers, NULL);
	out_text(out, STYLE_STRONG, "%s", name);
	if (provider && *provider->help)
		out_say(out, "  %s", provider->help);
	out_say(out, "\n");
	page_entry(out, setup_word(setup->state), INDENT,
		   setup->state == SETUP_BUILT_IN ? "it needs nothing" : setup->text);
	write_servers(out, description);
	write_key(out, description);
	write_files(out, &layers);
	write_proof(out, json_get(description, "proven"));
	write_note(out, json_get(description, "note"));
	if (json_get_str(description, "site"))
		page_entry(out, "site", INDENT, json_get_str(description, "site"));
	if (provider)
		write_models(out, provider);
	layers_clear(&layers);
}

static void push_member(void *arg, const char *name, bool partly)
{
	json_push(arg, json_new_str(name));
}

static struct json *files_json(const struct layers *layers)
{
	struct json *files = json_new_array();

	for (size_t i = 0; i < layers->count; i++) {
		struct json *file = json_new_object(), *members = json_new_array();

		json_set_str(file, "path", layers->items[i].path);
		json_set_bool(file, "own", layers->items[i].own);
		each_given(layers, i, push_member, members);
		json_set(file, "members", members);
		json_push(files, file);
	}
	return files;
}

static struct json *key_json(const struct json *key)
{
	struct json *json = json_new_object();
	bool there;
	char *place = key_place(key, &there);

	json_set_str(json, "place", place);
	json_set_bool(json, "there", there);
	json_set_str(json, "header", json_get_str(key, "header"));
	free(place);
	return json;
}

static void add_whole(struct json *json, const struct json *description,
		      const struct layers *layers)
{
	static const char *const plain[] = {"site", "note",	 "proven", "base",
					    "also", "in_flight", "models", "gone"};

	for (size_t i = 0; i < LENGTH(plain); i++)
		if (json_get(description, plain[i]))
			json_set(json, strcmp(plain[i], "base") == 0 ? "servers" : plain[i],
				 json_copy(json_get(description, plain[i])));
	if (json_get(description, "key"))
		json_set(json, "key", key_json(json_get(description, "key")));
	json_set(json, "files", files_json(layers));
}

struct json *provider_json(struct shelf *shelf, const char *name, const struct setup *setup,
			   bool whole)
{
	const struct provider *provider = shelf_find(shelf, name, NULL);
	struct json *json = json_new_object();
	struct layers layers;
	char *file;

	shelf_layers(shelf, name, &layers, NULL);
	json_set_str(json, "name", name);
	json_set_str(json, "help", provider ? provider->help : NULL);
	json_set_str(json, "state", setup_word(setup->state));
	json_set_str(json, "text", setup->text);
	json_set_str(json, "from", provider_origin(shelf, name, &file));
	json_set_str(json, "file", file);
	if (whole && provider && provider->listed) {
		char when[CLOCK_TEXT_SIZE];

		clock_text(provider->listed, when);
		json_set_str(json, "listed", when);
	}
	if (whole)
		add_whole(json, provider ? provider->description : NULL, &layers);
	layers_clear(&layers);
	free(file);
	return json;
}
