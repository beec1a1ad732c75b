/* SPDX-License-Identifier: MIT
 *
 * The files that are shipped, and what a recipe becomes for a model.
 */
#include <math.h>
#include <string.h>

#include "check.h"
#include "provider/describe.h"
#include "provider/fit.h"
#include "provider/price.h"
#include "provider/shelf.h"

#define WIRE                                                                                       \
	"\"base\": \"http://h/v1\", \"create\": {\"path\": \"/v\", \"json\": {\"p\": "             \
	"\"{prompt}\"}}, \"poll\": {\"path\": \"/v/{id}\"}, \"read\": {\"id\": \"/id\", "          \
	"\"state\": \"/s\"}"

/* What any model costs is told with who says so, and when; unknown ones pass. */
static void assert_told(const struct provider *provider)
{
	const struct json *proven = json_get(provider->description, "proven");
	const struct json *models = json_get(provider->description, "models");

	if (!json_get(proven, "how") || !json_get(proven, "when"))
		fail_msg("%s does not say how and when it was proven", provider->name);
	if (!json_get(models, "*"))
		fail_msg("%s turns away models nobody described", provider->name);
	for (const struct json *model = json_first(models); model; model = json_next(model)) {
		const struct json *price = json_get(model, "price");

		if (json_get(price, "currency") &&
		    (!json_get(price, "checked") || !json_get(price, "source")))
			fail_msg("%s: %s has a price of no day, or of nobody", provider->name,
				 json_name(model));
	}
}

/* A picture that a model is said to take has a place in what is sent. */
static void assert_placed(const struct provider *provider)
{
	static const char *const recipes[] = {
		"{\"start\":{\"file\":\"a.png\"}}",
		"{\"start\":{\"file\":\"a.png\"},\"end\":{\"file\":\"a.png\"}}",
		"{\"cast\":[{\"name\":\"a\",\"picture\":{\"file\":\"a.png\"}}]}"};
	const struct json *models = json_get(provider->description, "models");

	for (const struct json *model = json_first(models); model; model = json_next(model))
		for (size_t i = 0; i < LENGTH(recipes); i++) {
			const char *names[] = {"start", "end", "references"};
			struct json *recipe = json_parse(recipes[i], strlen(recipes[i]), 1000,
							 "recipe", NULL);
			const struct json *caps, *can;
			struct json *wire = description_of_job(provider->description,
							       json_name(model), recipe, &caps);

			can = json_get(caps, names[i]);
			if ((json_true(can) || json_num(can) > 0) &&
			    !wire_has_place(wire, names[i]))
				fail_msg("%s: %s takes “%s”, but sends it nowhere", provider->name,
					 json_name(model), names[i]);
			json_free(wire);
			json_free(recipe);
		}
}

/* Every file that is shipped can be read, and says what people need to know. */
static void shipped_ones_are_sound(void **state)
{
	struct shelf *shelf = shelf_shipped();
	char **names = shelf_names(shelf);
	size_t files = 0;

	for (size_t i = 0; names[i]; i++) {
		struct err err = {0};
		const struct provider *provider = shelf_find(shelf, names[i], &err);

		if (!provider)
			fail_msg("%s: %s", names[i], err_text(&err));
		if (!provider->description)
			continue;
		files++;
		assert_true(strlen(provider->help) > 10);
		assert_told(provider);
		assert_placed(provider);
	}
	assert_true(files > 0);
	shelf_names_free(names);
	shelf_free(shelf);
}

static struct json *parse(const char *text)
{
	struct json *json = json_parse(text, strlen(text), 1u << 20, "test", NULL);

	assert_non_null(json);
	return json;
}

/* What the model of these capabilities says to a recipe: "" if it takes it. */
static char *verdict(const char *caps, const char *recipe, bool pinned, char **values)
{
	char *text = xasprintf("{%s, \"model\": \"m\", \"models\": {\"m\": %s}}", WIRE, caps);
	struct json *description = parse(text), *json = parse(recipe);
	struct provider provider = {.name = "p", .description = description};
	struct fit fit = {0};
	struct err err = {0};
	int result = fit_recipe(&provider, json, pinned, "ref", &fit, &err);
	char *says = xstrdup(result < 0 ? err_text(&err) : "");

	if (values)
		*values = fit.values ? json_text(fit.values) : xstrdup("");
	fit_clear(&fit);
	err_clear(&err);
	json_free(description);
	json_free(json);
	free(text);
	return says;
}

#define ASKS "\"compiled\": \"A kitten.\", \"fps\": 24, \"seed\": 7"
#define HD "\"size\": \"1280x720\""

static void what_a_model_cant_do_is_refused_by_name(void **state)
{
	static const struct {
		const char *caps, *recipe, *says;
		bool pinned;
	} rows[] = {
		{"{}", "{" ASKS "," HD ", \"seconds\": 12}", "", true},
		{"{\"seconds\": [4, 6, 8]}", "{" ASKS "," HD ", \"seconds\": 7.5}",
		 "m makes clips of 4, 6 or 8 s, not of 7.5: the nearest is 8", false},
		{"{\"seconds\": {\"min\": 2, \"max\": 10, \"step\": 1}}",
		 "{" ASKS "," HD ", \"seconds\": 12}",
		 "m makes clips of 2 to 10 (in steps of 1) s, not of 12: the nearest is 10", false},
		{"{\"seconds\": {\"min\": 2, \"max\": 10}}", "{" ASKS "," HD ", \"seconds\": 2.5}",
		 "", false},
		{"{\"seconds\": {\"step\": 1}}", "{" ASKS "," HD ", \"seconds\": 2.5}",
		 "m makes clips of multiples of 1 s, not of 2.5: the nearest is 3", false},
		{"{\"given\": {\"start\": {\"seconds\": [4]}}}",
		 "{" ASKS "," HD ", \"seconds\": 5}", "", false},
		{"{\"given\": {\"start\": {\"seconds\": [4]}}}",
		 "{" ASKS "," HD ", \"seconds\": 5, \"start\": {\"file\": \"a.png\"}}",
		 "m makes clips of 4 s, not of 5: the nearest is 4", false},
		{"{\"seconds\": [6, 10], \"seconds_at\": {\"720p\": [6], \"1080p\": [4]}}",
		 "{" ASKS "," HD ", \"seconds\": 10}",
		 "m makes clips of 6 s at 720p, not of 10: the nearest is 6", false},
		{"{\"seconds\": [6, 10], \"seconds_at\": {\"1080p\": [6]}}",
		 "{" ASKS "," HD ", \"seconds\": 10}", "", false},
		{"{\"resolutions\": [\"480p\", \"1080p\", \"4k\"]}",
		 "{" ASKS ", \"size\": \"1080x1440\", \"seconds\": 5}", "", false},
		{"{\"resolutions\": [\"480p\", \"4k\"]}",
		 "{" ASKS ", \"size\": \"720x1280\", \"seconds\": 5}",
		 "m makes the resolutions 480p or 4k, not 720p: the nearest is 480x854 (set film "
		 "size=480x854)", false},
		{"{\"sizes\": [\"720x1280\", \"1920x1080\"]}", "{" ASKS "," HD ", \"seconds\": 5}",
		 "m makes no clips of 1280x720: the nearest size is 1920x1080 (set film "
		 "size=1920x1080)",
		 false},
		{"{\"ratios\": [\"9:16\"]}", "{" ASKS "," HD ", \"seconds\": 5}",
		 "m makes the shapes 9:16, not 16:9: the nearest is 720x1280 "
		 "(set film size=720x1280)", false},
		{"{\"resolutions\": [\"1080p\", \"4K\"]}",
		 "{" ASKS ", \"size\": \"3840x2160\", \"seconds\": 5}", "", false},
		{"{\"start\": false}", "{" ASKS "," HD ", \"seconds\": 5, \"start\": \"previous\"}",
		 "m takes no start frame: take “start” away, or choose another model", false},
		{"{\"seed\": false}", "{" ASKS "," HD ", \"seconds\": 5}", "", false},
		{"{\"seed\": false}", "{" ASKS "," HD ", \"seconds\": 5}",
		 "m takes no seed: take “seed” away", true},
		{"{\"prompt\": 5}", "{" ASKS "," HD ", \"seconds\": 5}",
		 "m reads prompts of up to 5 characters, and with style, camera and cast this one "
		 "has 9",
		 false},
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *says = verdict(rows[i].caps, rows[i].recipe, rows[i].pinned, NULL);

		assert_string_equal(says, rows[i].says);
		free(says);
	}
}

static void values_are_what_templates_need(void **state)
{
	char *values, *says = verdict("{\"frames\": {\"fps\": 16, \"step\": 4, \"plus\": 1}, "
				      "\"resolutions\": [\"720P\"]}",
				      "{" ASKS "," HD ", \"seconds\": 5, \"avoid\": \"text\"}",
				      false, &values);

	assert_string_equal(says, "");
	assert_string_equal(values,
			    "{\"reference\":\"ref\",\"model\":\"m\",\"seconds\":5,"
			    "\"frames\":81,\"fps\":16,\"width\":1280,\"height\":720,"
			    "\"size\":\"1280x720\",\"ratio\":\"16:9\",\"resolution\":\"720P\","
			    "\"prompt\":\"A kitten. Avoid: text.\"}");
	free(values);
	free(says);
}

static void prices_are_told_as_they_are_known(void **state)
{
	struct json *caps = parse("{\"price\": {\"second\": 0.1, \"by_resolution\": {\"1080p\": "
				  "0.25}, \"currency\": \"EUR\", \"checked\": \"2026-11-22\"}}");
	struct price price = price_of(caps, 4, "1080p");

	assert_int_equal(price.kind, PRICE_ESTIMATED);
	assert_int_equal(price.amount, MONEY_UNIT);
	assert_string_equal(price.currency, "EUR");
	assert_int_equal(price_of(caps, 4, "720p").amount, 400000);
	assert_int_equal(price_of(NULL, 4, "720p").kind, PRICE_UNKNOWN);
	json_free(caps);
	caps = parse("{\"price\": {\"is\": \"exact\", \"by_clip\": {\"720p 5s\": 0.3}}}");
	assert_int_equal(price_of(caps, 5, "720p").kind, PRICE_EXACT);
	assert_int_equal(price_of(caps, 5, "720p").amount, 300000);
	assert_int_equal(price_of(caps, 10, "720p").kind, PRICE_UNKNOWN);
	json_free(caps);
}

/* A null in what a model changes takes away what the description has, also when it comes
 * from a file laid over. */
static void a_model_takes_members_away(void **state)
{
	struct json *under = parse("{" WIRE ", \"models\": {\"m\": {}}}"), *whole, *wire;
	struct json *over = parse("{\"models\": {\"m\": {\"wire\": {\"create\": {\"json\": {\"p\": "
				  "null, \"q\": 1}}}}}}");
	const struct json *caps;
	char *text;

	whole = description_over(under, over);
	wire = description_of_model(whole, "m", &caps);
	text = json_text(json_get(json_get(wire, "create"), "json"));
	assert_string_equal(text, "{\"q\":1}");
	free(text);
	json_free(wire);
	json_free(whole);
	json_free(over);
	json_free(under);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped_ones_are_sound),
		cmocka_unit_test(what_a_model_cant_do_is_refused_by_name),
		cmocka_unit_test(values_are_what_templates_need),
		cmocka_unit_test(prices_are_told_as_they_are_known),
		cmocka_unit_test(a_model_takes_members_away),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
