/* SPDX-License-Identifier: MIT
 *
 * Mistakes in a provider's file: each with its line, the member and what was expected.
 */
#include "check.h"

#include <string.h>

#include "provider/describe.h"

#define HIDDEN(what) "f.json:1: " what ", found a text that may be secret and is not shown"
static const struct {
	const char *text, *says;
} mistakes[] = {
	{"{\n\t\"bse\": \"x\"\n}",
	 "f.json:2: bse: no member “bse” belongs here; did you mean “base”?"},
	{"{\n\t\"read\": {\n\t\t\"id\": \"id\"\n\t}\n}",
	 "f.json:3: id: expected a pointer like “/data/id”, or several, found “id”"},
	{"{\"read\": {\"id\": \"/a~2\"}}", "f.json:1: id: expected a pointer"},
	{"{\n\t\"create\": {\"method\": \"TRACE\"}\n}",
	 "f.json:2: method: expected GET, POST, PUT, DELETE or PATCH, found “TRACE”"},
	{"{\n\t\"create\": {\"json\": {\"a\": \"{prompt:loud}\"}}\n}",
	 "f.json:2: json: expected {NAME}"},
	{"{\"create\": {\"path\": 5}}", "f.json:1: path: expected a text, with"},
	{"{\"create\": {\"path\": \"/a/{id}/{model}\"}}",
	 "f.json:1: path: expected a text, with the film's words as {model:path} or {model:url}, "
	 "found “/a/{id}/{model}”"},
	{"{\"catalog\": {\"url\": \"https://h/{options/a:text}\"}}",
	 "f.json:1: url: expected a text, with"},
	{"{\n\t\"in_flight\": \"2\"\n}",
	 "f.json:2: in_flight: expected a whole number from 1, found “2”"},
	{"{\"in_flight\": 0}", "expected a whole number from 1, found 0"},
	{"{\"models\": {\"*\": {\"price\": {\"currency\": \"usd\"}}}}",
	 "currency: expected three capital letters, like “USD”, found “usd”"},
	{"{\"models\": {\"*\": {\"price\": {\"checked\": \"2026-02-30\"}}}}",
	 "checked: expected a day like “2026-11-22”, found “2026-02-30”"},
	{"{\"in_flight\": NaN}", "f.json:1: expected a value"},
	{"{\"in_flight\": 1e400}", "f.json:1: a number is out of range"},
	{"{\"base\": \"gpu1:8091\"}",
	 "f.json:1: base: expected an address like “https://host/v1”, or several, found “gpu1:"},
	{"{\"base\": [\"http://a\", \"ftp://b\"]}", "found “ftp://b”"},
	{"{\"base\": \"https://:8\"}", "f.json:1: base: expected"},
	{"{\"base\": \"https://me:word@host\"}", HIDDEN("base: expected an address like "
							 "“https://host/v1”, or several")},
	{"{\"base\": \"https://host/v1?key=x\"}", HIDDEN("base: expected an address like "
							  "“https://host/v1”, or several")},
	{"{\"key\": \"sk-1\"}", HIDDEN("key: expected an object")},
	{"{\"key\": {\"env\": \"sk-1\"}}",
	 HIDDEN("env: expected the name of a variable, or several")},
	{"{\"key\": {\"env\": [\"A_KEY\", \"1a:b\"]}}", HIDDEN("env: expected the name of a "
								"variable, or several")},
	{"{\"also\": [5]}", "f.json:1: also: expected an address"},
	{"{\"like\": \"../x\"}", "f.json:1: like: expected the name of a provider, found “../x”"},
	{"{\"run\": []}", "expected a word or a list of words, found an empty list"},
	{"{\"run\": [\"a\", 5]}", "f.json:1: run: expected a word or a list of words, found 5"},
	{"{\"key\": {\"command\": [\"\"]}}", "f.json:1: command: expected a word"},
	{"{\"key\": {\"header\": \"A\\r\\nB\"}}", "f.json:1: header: expected the name"},
	{"{\"key\": {\"prefix\": \"A\\nB\"}}", "f.json:1: prefix: expected a text of one line"},
	{"{\"headers\": {\"A\": \"a\\nb\"}}", "f.json:1: headers: expected names of headers"},
	{"{\"headers\": {\"A B\": \"a\"}}", "f.json:1: headers: expected names of headers"},
	{"{\"wait\": {\"first\": 0}}", "f.json:1: first: expected a number above 0, found 0"},
	{"{\"codes\": {\"monny\": \"1\"}}", "f.json:1: monny: no member “monny” belongs here"},
	{"{\"proven\": {\"how\": \"guess\"}}",
	 "f.json:1: how: expected transcript, mock or engine, found “guess”"},
	{"{\"models\": {\"*\": {\"seconds\": [\"a\"]}}}", "f.json:1: seconds: expected a number"},
	{"{\"models\": {\"*\": {\"seconds\": {\"min\": 9, \"max\": 3}}}}",
	 "f.json:1: seconds: expected “min” to be at most “max”, found 9 and 3"},
	{"{\"models\": {\"*\": {\"sizes\": [\"1280*720\"]}}}", "f.json:1: sizes: expected a list"},
	{"{\"models\": {\"*\": {\"ratios\": [\"wide\"]}}}", "f.json:1: ratios: expected a list"},
	{"{\"models\": {\"*\": {\"seconds_at\": {\"1080p\": \"6\"}}}}",
	 "f.json:1: 1080p: expected a list"},
	{"{\"models\": {\"*\": {\"resolutions\": \"720p\"}}}",
	 "f.json:1: resolutions: expected a list of texts, found “720p”"},
	{"{\"models\": {\"*\": {\"price\": {\"second\": -1}}}}",
	 "f.json:1: second: expected a number of 0 and more, found -1"},
	{"{\"note\": \"\033[2J\", \"x\": 1}", "f.json:1: "},
	{"\xef\xbb\xbf{}", "f.json:1: starts with a byte order mark"},
	{"{\n\"help\": \"a\",\n\"help\": \"b\"}", "f.json:3: the object"},
	{"{\"help\": \"a\\u0000b\"}", "f.json:1: \\u0000 can't stand in a text"},
	{"{\"help\": \"\xff\"}", "f.json:1: a text is not UTF-8"},
	{"[]", "f.json:1: expected an object, found an empty list"},
	{"{} x", "f.json:1: something stands behind the end"},
	{"{\"help\": \"x\",}", "f.json:1: a comma stands before the end"},
	{"", "f.json:1: "},
	{"{", "f.json:1: "},
};

static void a_mistake_has_its_line(void **state)
{
	for (size_t i = 0; i < LENGTH(mistakes); i++) {
		struct err err = {0};

		assert_null(description_parse(mistakes[i].text, strlen(mistakes[i].text), "f.json",
					      &err));
		if (!strstr(err_text(&err), mistakes[i].says))
			fail_msg("%s: %s", mistakes[i].text, err_text(&err));
		err_clear(&err);
	}
}

static void a_nul_and_what_is_deep_or_large(void **state)
{
	static const struct {
		char fill;
		size_t bytes;
		const char *says;
	} rows[] = {
		{'[', 100000, "nested too deeply"},
		{'\0', 5, "has a NUL byte"},
		{'x', DESCRIPTION_BYTES_MAX + 1, "f.json"},
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct buf text = {0};
		struct err err = {0};

		buf_add_fill(&text, rows[i].fill, rows[i].bytes);
		assert_null(description_parse(buf_str(&text), text.len, "f.json", &err));
		if (!strstr(err_text(&err), rows[i].says))
			fail_msg("%s", err_text(&err));
		err_clear(&err);
		buf_free(&text);
	}
}

static void what_is_right_is_taken(void **state)
{
	static const char *const texts[] = {
		"{\"base\": \"http://gpu1:8091/v1\", \"also\": [\"http://[::1]:9000\"]}",
		"{\"models\": {\"m\": {\"sizes\": [\"1280x720\"], \"ratios\": [\"16:9\"]}}}",
		"{\"codes\": {\"billing\": [402, \"broke\"]}, \"key\": {\"prefix\": \"\"}}",
		"{\"headers\": {\"X-A\": \"{model}\", \"X-B\": null}}",
		"{\"models\": {\"m\": {\"seconds\": {\"min\": 5, \"max\": 5}}}}",
	};

	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct err err = {0};
		struct json *json = description_parse(texts[i], strlen(texts[i]), "f.json", &err);

		if (!json)
			fail_msg("%s", err_text(&err));
		json_free(json);
	}
}

static struct json *parse(const char *text)
{
	struct json *json = json_parse(text, strlen(text), 1u << 20, "test", NULL);

	assert_non_null(json);
	return json;
}

/* What another file says of an amount is the whole price. */
static void a_price_is_another_ones_or_ones_own(void **state)
{
	static const struct {
		const char *over, *price;
	} rows[] = {
		{"{\"second\": 0.5}", "{\"second\":0.5}"},
		{"{\"second\": null, \"by_clip\": {\"720p 5s\": 1}}",
		 "{\"by_clip\":{\"720p 5s\":1}}"},
		{"{\"is\": \"estimated\"}",
		 "{\"by_resolution\":{\"720p\":0.1},\"checked\":\"2026-09-28\","
		 "\"is\":\"estimated\"}"},
		{"null", NULL},
	};
	struct json *under = parse("{\"models\": {\"m\": {\"price\": {\"by_resolution\": "
				   "{\"720p\": 0.1}, \"checked\": \"2026-09-28\"}}}}");

	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *text = xasprintf("{\"models\": {\"m\": {\"price\": %s}}}", rows[i].over), *is;
		struct json *over = parse(text), *whole = description_over(under, over);

		is = json_text(json_get(json_get(json_get(whole, "models"), "m"), "price"));
		if (rows[i].price)
			assert_string_equal(is, rows[i].price);
		else
			assert_null(json_get(json_get(json_get(whole, "models"), "m"), "price"));
		free(is);
		free(text);
		json_free(whole);
		json_free(over);
	}
	json_free(under);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mistake_has_its_line),
		cmocka_unit_test(a_nul_and_what_is_deep_or_large),
		cmocka_unit_test(what_is_right_is_taken),
		cmocka_unit_test(a_price_is_another_ones_or_ones_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
