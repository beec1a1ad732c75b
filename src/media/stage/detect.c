/* SPDX-License-Identifier: MIT
 *
 * Which language a text is in: its script says most, then the function words.
 */
#include <string.h>

#include "media/stage/lexicon.h"
#include "util/mem.h"
#include "util/text.h"

/* The language to expect of a script where no function word says otherwise. */
static const struct {
	uint32_t first, last;
	const char *code;
} scripts[] = {
	{0x370, 0x3ff, "el"},    {0x400, 0x52f, "ru"},     {0x531, 0x58f, "hy"},
	{0x590, 0x5ff, "he"},    {0x600, 0x6ff, "ar"},     {0x900, 0x97f, "hi"},
	{0x980, 0x9ff, "bn"},    {0xa00, 0xa7f, "pa"},     {0xa80, 0xaff, "gu"},
	{0xb00, 0xb7f, "or"},    {0xb80, 0xbff, "ta"},     {0xc00, 0xc7f, "te"},
	{0xc80, 0xcff, "kn"},    {0xd00, 0xd7f, "ml"},     {0xd80, 0xdff, "si"},
	{0xe00, 0xe7f, "th"},    {0xe80, 0xeff, "lo"},     {0x1000, 0x109f, "my"},
	{0x10a0, 0x10ff, "ka"},  {0x1100, 0x11ff, "ko"},   {0x1200, 0x139f, "am"},
	{0x13a0, 0x13fd, "chr"}, {0x1780, 0x17ff, "km"},   {0x1f00, 0x1fff, "el"},
	{0x3040, 0x30ff, "ja"},  {0x3400, 0x9fff, "zh"},   {0xac00, 0xd7a3, "ko"},
	{0xf900, 0xfaff, "zh"},  {0x20000, 0x323af, "zh"},
};
#define SCRIPT_LATIN (-1)

static int script_of(const char *word)
{
	uint32_t point;

	text_next(word, &point);
	for (size_t i = 0; i < LENGTH(scripts); i++)
		if (point >= scripts[i].first && point <= scripts[i].last)
			return (int)i;
	return SCRIPT_LATIN;
}

static bool is_script(int script, const char *code)
{
	return script != SCRIPT_LATIN && strcmp(scripts[script].code, code) == 0;
}

/* The script of most words; kana among ideographs make a text Japanese. */
static int main_script(const struct words *words)
{
	size_t counts[LENGTH(scripts)] = {0};
	size_t latin = 0;
	int most = SCRIPT_LATIN;

	for (size_t i = 0; i < words->count; i++) {
		int script = script_of(words->list[i].text);

		if (words->list[i].handle)
			continue;
		if (script == SCRIPT_LATIN)
			latin++;
		else
			counts[script]++;
	}
	for (size_t i = 0; i < LENGTH(scripts); i++) {
		size_t best = most == SCRIPT_LATIN ? latin : counts[most];

		if (counts[i] > best || (counts[i] == best && counts[i] > 0 && latin == 0))
			most = (int)i;
	}
	for (size_t i = 0; is_script(most, "zh") && i < LENGTH(scripts); i++)
		if (is_script((int)i, "ja") && counts[i] > 0)
			return (int)i;
	return most;
}

/* "fr_CA.UTF-8" → "fr"; false for "C" and what is no locale. */
static bool locale_code(const char *locale, char code[12])
{
	size_t bytes = locale ? strspn(locale, "abcdefghijklmnopqrstuvwxyz") : 0;

	if (bytes < 2 || bytes > 3 || (locale[bytes] && !strchr("_-.@", locale[bytes])))
		return false;
	memcpy(code, locale, bytes);
	code[bytes] = '\0';
	if (strcmp(code, "nb") == 0)
		strcpy(code, "no");
	return true;
}

/* The languages that have most of the function words, as bits; *most is how many. */
static uint64_t most_likely(const struct lexicon *lexicon, const struct words *words, int script,
			    size_t *most)
{
	size_t counts[LEXICON_LANGUAGES_MAX] = {0};
	uint64_t likely = 0;

	for (size_t i = 0; i < words->count; i++) {
		const char *text = words->list[i].text;
		const struct entry *stop = dictionary_get(&lexicon->stops, text);

		if (!stop || words->list[i].handle || script_of(text) != script)
			continue;
		for (size_t n = 0; n < lexicon->code_count; n++)
			counts[n] += stop->languages >> n & 1;
	}
	*most = 0;
	for (size_t n = 0; n < lexicon->code_count; n++)
		*most = counts[n] > *most ? counts[n] : *most;
	for (size_t n = 0; n<lexicon->code_count && * most> 0; n++)
		likely |= (uint64_t)(counts[n] == *most) << n;
	return likely;
}

/* How many of the text's words and phrases the language knows, function words of
 * any language aside ("the" is no tea); -1 on an error. */
static int known_words(struct lexicon *lexicon, const char *code, const struct words *words,
		       struct err *err)
{
	const struct language *language = lexicon_language(lexicon, code, err);
	int known = 0;

	if (!language)
		return -1;
	for (size_t i = 0; i < words->count;) {
		struct match match = language_match(language, words, i);
		bool is_stop = dictionary_get(&lexicon->stops, words->list[i].text);

		known += match.entry && (match.words > 1 || !is_stop);
		i += match.entry ? match.words : 1;
	}
	return known;
}

/* Languages to choose from; the earlier is better where they know as much. */
struct choice {
	const char *codes[LEXICON_LANGUAGES_MAX + 3];
	size_t count;
};
/* Reading a language takes milliseconds. */
#define CHOICE_MAX 8

static void offer(struct choice *choice, const char *code)
{
	for (size_t i = 0; i < choice->count; i++)
		if (strcmp(choice->codes[i], code) == 0)
			return;
	choice->codes[choice->count++] = code;
}

static int choose(struct lexicon *lexicon, const struct choice *choice, const struct words *words,
		  char code[12], struct err *err)
{
	int best = -1;

	for (size_t i = 0; i < choice->count && i < CHOICE_MAX; i++) {
		int known =
			choice->count == 1 ? 0 : known_words(lexicon, choice->codes[i], words, err);

		if (known < 0)
			return -1;
		if (known > best) {
			best = known;
			strcpy(code, choice->codes[i]);
		}
	}
	return 0;
}

/* Two function words of one language are evidence; with fewer, what the text
 * names must speak for it too. */
#define EVIDENCE 2

int lexicon_detect(struct lexicon *lexicon, const struct words *words, const char *locale,
		   char code[12], struct err *err)
{
	struct choice choice = {0};
	char hint[12] = "";
	int script = main_script(words);
	size_t most;
	uint64_t likely = most_likely(lexicon, words, script, &most);
	bool has_hint = locale_code(locale, hint) && script == SCRIPT_LATIN;

	if (most < EVIDENCE && has_hint)
		offer(&choice, hint);
	if (most == 0 && script != SCRIPT_LATIN)
		offer(&choice, scripts[script].code);
	for (size_t n = 0; n < lexicon->code_count; n++) {
		if (!(likely >> n & 1))
			continue;
		if (has_hint && strcmp(lexicon->codes[n], hint) == 0)
			choice.count = 0;
		offer(&choice, lexicon->codes[n]);
		if (has_hint && strcmp(lexicon->codes[n], hint) == 0)
			break;
	}
	if (most < EVIDENCE && script == SCRIPT_LATIN) {
		offer(&choice, "en");
		offer(&choice, "fr");
	}
	return choose(lexicon, &choice, words, code, err);
}
