/* SPDX-License-Identifier: MIT */
#include "provider/catalog.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "provider/describe.h"
#include "provider/describe_value.h"
#include "provider/pointer.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define MODELS_MAX 500
#define LIST_MAX 64
#define NAME_MAX_BYTES 120
#define WORD_MAX_BYTES 24
#define HELP_SHOWN 80
#define SECONDS_MAX 3600

static const struct json *find(const struct json *model, const struct json *catalog,
			       const char *member)
{
	return pointers_find(model, json_get(catalog, member));
}

/* A short text without anything that is to be cleaned. */
static bool is_plain(const char *text, size_t most)
{
	char *clean;
	bool same;

	if (!text || !*text || strlen(text) > most)
		return false;
	clean = text_clean(text, false, 0);
	same = strcmp(clean, text) == 0;
	free(clean);
	return same;
}

/* `between`: what stands between the numbers of a shape; 0: it is none. */
static void add_words(struct json *row, const char *member, const struct json *list, char between)
{
	struct json *out = json_new_array();

	for (const struct json *item = json_type(list) == JSON_ARRAY ? json_first(list) : NULL;
	     item && json_len(out) < LIST_MAX; item = json_next(item))
		if (is_plain(json_str(item), WORD_MAX_BYTES) &&
		    (!between || shape_is_sound(json_str(item), between)))
			json_push(out, json_new_str(json_str(item)));
	json_set(row, member, json_len(out) ? out : NULL);
	if (!json_len(out))
		json_free(out);
}

static void add_seconds(struct json *row, const struct json *list)
{
	struct json *out = json_new_array();

	for (const struct json *item = json_type(list) == JSON_ARRAY ? json_first(list) : NULL;
	     item && json_len(out) < LIST_MAX; item = json_next(item))
		if (json_num(item) > 0 && json_num(item) <= SECONDS_MAX)
			json_push(out, json_new_num(json_num(item)));
	if (json_len(out))
		json_set(row, "seconds", out);
	else
		json_free(out);
}

static bool has_word(const struct json *list, const char *word)
{
	for (const struct json *item = json_first(list); item; item = json_next(item))
		if (json_str(item) && strcmp(json_str(item), word) == 0)
			return true;
	return false;
}

static void add_abilities(struct json *row, const struct json *catalog, const struct json *model)
{
	const struct json *frames = find(model, catalog, "frames");
	const struct json *sound = find(model, catalog, "sound");
	const struct json *seed = find(model, catalog, "seed");

	if (json_type(frames) == JSON_ARRAY) {
		json_set_bool(row, "start", has_word(frames, "first_frame"));
		json_set_bool(row, "end", has_word(frames, "last_frame"));
	}
	if (json_type(sound) == JSON_BOOL)
		json_set_str(row, "sound", json_true(sound) ? "switch" : "never");
	if (json_type(seed) == JSON_BOOL)
		json_set_bool(row, "seed", json_true(seed));
}

/* The prices of a model: a member each, a number or one in quotes. */
struct tariff {
	const struct json *prices, *rules;
};

static double amount(const struct json *value)
{
	const char *text = json_str(value);
	char *end;
	double number = text ? strtod(text, &end) : json_num(value);

	if (text && (end == text || *end))
		return NAN;
	return isfinite(number) && number >= 0 ? number : NAN;
}

/* What a second costs: of all resolutions (NULL), or of one, which those names that know
 * it tell, else those for all. The names stand in the order in which they hold. */
static double second_of(const struct tariff *tariff, const char *resolution)
{
	static const struct {
		const char *member;
		double worth;
	} kinds[] = {{"second", 1}, {"cent_second", 0.01}};

	for (size_t i = 0; i < LENGTH(kinds); i++) {
		const struct json *names = json_get(tariff->rules, kinds[i].member);

		for (const struct json *name = json_first(names); name; name = json_next(name)) {
			char *own = resolution ? xasprintf("%s_%s", json_str(name), resolution)
					       : NULL;
			double found = own ? amount(json_get(tariff->prices, own)) : NAN;

			free(own);
			if (isnan(found))
				found = amount(json_get(tariff->prices, json_str(name)));
			if (!isnan(found))
				return found * kinds[i].worth;
		}
	}
	return NAN;
}

/* "720p", "4k" at the end of a price's name; NULL if none is there. */
static const char *resolution_in(const char *name)
{
	const char *last = strrchr(name, '_');
	size_t digits = last ? strspn(last + 1, "0123456789") : 0;

	if (!digits || digits > 4 || !strchr("pkPK", last[1 + digits]) || !last[1 + digits] ||
	    last[2 + digits])
		return NULL;
	return last + 1;
}

static void add_price(struct json *row, const struct json *catalog, const struct json *model,
		      const char *day)
{
	const struct json *rules = json_get(catalog, "prices");
	struct tariff tariff = {pointers_find(model, json_get(rules, "at")), rules};
	struct json *price = json_new_object(), *rows = json_new_object();
	const char *currency = json_get_str(rules, "currency");
	double second = second_of(&tariff, NULL);

	if (!isnan(second))
		json_set_num(price, "second", second);
	for (const struct json *item = json_first(tariff.prices); item; item = json_next(item)) {
		const char *resolution = json_name(item) ? resolution_in(json_name(item)) : NULL;
		double own = resolution ? second_of(&tariff, resolution) : NAN;

		if (!isnan(own) && own != second)
			json_set_num(rows, resolution, own);
	}
	if (json_len(rows))
		json_set(price, "by_resolution", rows);
	else
		json_free(rows);
	if (!json_len(price)) {
		json_free(price);
		return;
	}
	json_set_str(price, "currency", currency ? currency : "USD");
	json_set_str(price, "checked", day);
	json_set_str(price, "is", "estimated");
	json_set(row, "price", price);
}

static struct json *make_row(const struct json *catalog, const struct json *model, const char *day)
{
	static const struct {
		const char *name;
		char between;
	} lists[] = {{"sizes", 'x'}, {"ratios", ':'}, {"resolutions", 0}};
	const char *help = json_str(find(model, catalog, "help"));
	struct json *row = json_new_object();

	if (help) {
		char *clean = text_clean(help, false, HELP_SHOWN);

		json_set_str(row, "help", clean);
		free(clean);
	}
	add_seconds(row, find(model, catalog, "seconds"));
	for (size_t i = 0; i < LENGTH(lists); i++)
		add_words(row, lists[i].name, find(model, catalog, lists[i].name),
			  lists[i].between);
	/* With resolutions and shapes, sizes are another way to say the same. */
	if (json_get(row, "ratios") && json_get(row, "resolutions"))
		json_set(row, "sizes", NULL);
	add_abilities(row, catalog, model);
	add_price(row, catalog, model, day);
	return row;
}

struct json *catalog_models(const struct json *catalog, const struct json *reply,
			    const char *day, struct err *err)
{
	const struct json *list = pointers_find(reply, json_get(catalog, "models"));
	struct json *models = json_new_object();

	for (const struct json *model = json_type(list) == JSON_ARRAY ? json_first(list) : NULL;
	     model && json_len(models) < MODELS_MAX; model = json_next(model)) {
		const char *name = json_str(find(model, catalog, "name"));

		if (is_plain(name, NAME_MAX_BYTES) && strcmp(name, "*") != 0)
			json_set(models, name, make_row(catalog, model, day));
	}
	if (json_len(models))
		return models;
	json_free(models);
	err_set(err, ERR_INVALID, "its list of models has none that can be read");
	return NULL;
}

static char *folder(void)
{
	char *home = file_cache_home();
	char *path = home ? xasprintf("%s/catalogs", home) : NULL;

	free(home);
	return path;
}

int catalog_save(const char *name, const char *base, const struct json *models, int64_t now,
		 struct err *err)
{
	char *path = folder(), *file = xasprintf("%s.json", name);
	struct json *json = json_new_object();
	struct buf text = {0};
	int dir = -1, result = -1;

	json_set_num(json, "fetched", (double)now);
	json_set_str(json, "base", base);
	json_set(json, "models", json_copy(models));
	json_print_pretty(&text, json, 0);
	if (!path)
		err_set(err, ERR_NOT_FOUND, "there is no home to keep it in");
	else if (file_make_path(path, err) == 0 &&
		 (dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		err_errno(err, "%s", path);
	if (dir >= 0) {
		result = file_save(dir, file, text.data, text.len, err);
		close(dir);
	}
	buf_free(&text);
	json_free(json);
	free(file);
	free(path);
	return result;
}

/* Returns new: the models of the file, held against the rules of providers' files. */
static struct json *checked(const struct json *kept)
{
	struct json *part = json_new_object(), *whole;
	char *text;

	json_set(part, "models", json_copy(json_get(kept, "models")));
	text = json_text(part);
	whole = description_parse(text, strlen(text), "catalog", NULL);
	free(text);
	json_free(part);
	return whole;
}

struct json *catalog_load(const char *name, const char *base, int64_t *when)
{
	char *home = folder(), *path = home ? xasprintf("%s/%s.json", home, name) : NULL;
	struct buf text = {0};
	struct json *kept = NULL, *whole = NULL, *models = NULL;
	const char *whose;
	double fetched;

	if (path && file_read(AT_FDCWD, path, DESCRIPTION_BYTES_MAX, &text, NULL) == 0)
		kept = json_parse(buf_str(&text), text.len, DESCRIPTION_BYTES_MAX, path, NULL);
	whose = json_get_str(kept, "base");
	fetched = json_get_num(kept, "fetched");
	if (whose && base && strcmp(whose, base) == 0 && fetched > 0 &&
	    fetched <= (double)clock_now())
		whole = checked(kept);
	if (whole) {
		models = json_detach(whole, "models");
		*when = (int64_t)fetched;
	}
	json_free(whole);
	json_free(kept);
	buf_free(&text);
	free(path);
	free(home);
	return models;
}
