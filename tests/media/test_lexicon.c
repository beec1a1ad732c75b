/* SPDX-License-Identifier: MIT
 *
 * The lexicon's files: that every pictogram can be drawn, that a bad row is named
 * by its line, that nothing a prompt holds does harm.
 */
#include "tests/media/stage_help.h"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <glob.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "media/stage/rows.h"
#include "util/file.h"
#include "util/json.h"

#define EMOJI_FONT "Noto Color Emoji"

/* One glyph, of the emoji font, and none of those boxes for what a font lacks. */
static bool is_one_glyph(PangoLayout *layout, const char *pictogram)
{
	pango_layout_set_text(layout, pictogram, -1);
	PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
	if (pango_layout_get_unknown_glyphs_count(layout) > 0 || !line->runs || line->runs->next)
		return false;
	PangoGlyphItem *run = line->runs->data;
	PangoFontDescription *font = pango_font_describe(run->item->analysis.font);
	bool is_emoji = strcmp(pango_font_description_get_family(font), EMOJI_FONT) == 0;
	int glyphs = 0;
	pango_font_description_free(font);
	for (int i = 0; i < run->glyphs->num_glyphs; i++)
		glyphs += run->glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY;
	return is_emoji && glyphs == 1;
}

struct drawing {
	PangoContext *context;
	PangoLayout *layout;
};

static struct drawing drawing_new(void)
{
	struct drawing drawing = {
		.context = pango_font_map_create_context(pango_cairo_font_map_get_default())};
	PangoFontDescription *font = pango_font_description_from_string(EMOJI_FONT " 32");
	drawing.layout = pango_layout_new(drawing.context);
	pango_layout_set_font_description(drawing.layout, font);
	pango_font_description_free(font);
	return drawing;
}

static void drawing_free(struct drawing *drawing)
{
	g_object_unref(drawing->layout);
	g_object_unref(drawing->context);
	pango_cairo_font_map_set_default(NULL);
	FcFini();
}

static void check_pictograms(const struct dictionary *dictionary, const char *code,
			     struct drawing *drawing)
{
	for (size_t i = 0; i < dictionary->count; i++) {
		const char *pictogram = dictionary->entries[i]->pictogram;
		const char *beside = dictionary->entries[i]->beside;
		if (beside && !is_one_glyph(drawing->layout, beside))
			fail_msg("%s: %s is not one glyph of " EMOJI_FONT, code, beside);
		if (pictogram && !is_one_glyph(drawing->layout, pictogram))
			fail_msg("%s: %s is not one glyph of " EMOJI_FONT, code, pictogram);
	}
}

/* The codes of all overlays, read off the folder. */
static void each_overlay(struct lexicon *lexicon,
			 void (*call)(const struct language *language, void *arg), void *arg)
{
	char *pattern = xasprintf("%s/*.txt", lexicon->data_dir);
	struct err err = {0};
	glob_t found;
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		char *code = xstrdup(strrchr(found.gl_pathv[i], '/') + 1);
		code[strcspn(code, ".")] = '\0';
		if (strlen(code) == 2) {
			const struct language *language = lexicon_language(lexicon, code, &err);
			if (!language)
				fail_msg("%s", err_text(&err));
			call(language, arg);
		}
		free(code);
	}
	globfree(&found);
	free(pattern);
}

static void check_overlay(const struct language *language, void *arg)
{
	assert_true(language->words.count > 30);
	check_pictograms(&language->words, language->code, arg);
	check_pictograms(&language->names, language->code, arg);
}

/* The pictograms of stances.txt are the keys of a table; names in one language
 * reach nearly all of them, and this reaches the rest. */
static int check_row(void *arg, const char *section, char *row, struct err *err)
{
	struct drawing *drawing = arg;
	for (char *word; (word = strsep(&row, " "));)
		if (!is_one_glyph(drawing->layout, word))
			return err_set(err, ERR_INVALID, "%s is not one glyph", word);
	return 0;
}

static void pictograms_can_be_drawn(void **state)
{
	struct lexicon *lexicon = help_lexicon();
	struct drawing drawing = drawing_new();
	struct err err = {0};
	if (!is_one_glyph(drawing.layout, "🐱"))
		skip();
	assert_fine(rows_read(lexicon->data_dir, "stances.txt", check_row, &drawing, &err), &err);
	each_overlay(lexicon, check_overlay, &drawing);
	drawing_free(&drawing);
	lexicon_free(lexicon);
}

/* A folder with stances, stop words and one file. Returns new. */
static char *data_with(const char *name, const char *text)
{
	char *data = check_folder();
	int dir = open(data, O_RDONLY | O_DIRECTORY);
	struct err err = {0};
	int lexicon = file_make_dir(dir, "lexicon", &err);
	static const char stances[] = "[actor]\n🐱 🐶\n[set]\n🏠\n[at street]\n🏠\n";
	static const char stops[] = "en\tthe a\n";
	assert_fine(lexicon, &err);
	assert_fine(file_save(lexicon, "stances.txt", stances, sizeof stances - 1, &err), &err);
	assert_fine(file_save(lexicon, "stop.txt", stops, sizeof stops - 1, &err), &err);
	assert_fine(file_save(lexicon, name, text, strlen(text), &err), &err);
	close(lexicon);
	close(dir);
	return data;
}

static void bad_rows_are_named(void **state)
{
	static const struct {
		const char *file, *text, *error;
	} bad[] = {
		{"en.txt", "[things]\n🐱\tcat\n🐶\tdog, cat\n",
		 "en.txt:3: “cat” stands for 🐱 already"},
		{"en.txt", "[things]\n🐱\tcat\n\n[nothing]\ncat\n",
		 ":5: “cat” stands for 🐱 already"},
		{"en.txt", "[nothing]\nset\n[things]\n🐱\tset\n", ":4: “set” stages nothing"},
		{"en.txt", "[things]\n🐱 👻\tghost\n",
		 ":2: “👻” is no pictogram of stances.txt"},
		{"en.txt", "[things]\n🐶*4 🐱\tcat\n", ":2: “🐶*4 🐱”: a count is *2 or *3"},
		{"en.txt", "[things]\n🐶*2x 🐱\tcat\n", ":2: “🐶*2x 🐱”: a count is *2 or *3"},
		{"en.txt", "[things]\n👻\tghost\n", ":2: “👻” is no pictogram of stances.txt"},
		{"en.txt", "[things]\n🐱*4\tcats\n", ":2: “🐱*4”: a count is *2 or *3"},
		{"en.txt", "[things]\n🐱*\tcats\n", ":2: “🐱*”: a count is *2 or *3"},
		{"en.txt", "[things]\n🐱 cat\n", ":2: expected a value, a tab and phrases"},
		{"en.txt", "[things]\n🐱\tcat,, dog\n", ":2: a phrase without words"},
		{"en.txt", "🐱\tcat\n", ":1: no section is called “”"},
		{"en.txt", "[thinks]\n🐱\tcat\n", ":2: no section is called “thinks”"},
		{"en.txt", "[light]\nnihgt\tnight\n", ":2: [light] has no “nihgt”"},
		{"en.txt", "[light]\nnight\tlate\nday\tlate\n", ":3: “late” has another meaning"},
		{"en.txt", "[plurals]\n-\ts\n[endings]\n-\tn\n", ":4: a language has [plurals] or"},
		{"en.txt", "[things]\n\xff\tcat\n", "en.txt is not UTF-8 text"},
		{"stances.txt", "[actor]\n🐱 🐱\n", "stances.txt:2: 🐱 is in a section like [actor]"},
		{"stances.txt", "[hero]\n🐱\n",
		 "stances.txt:2: no stance or place is called “hero”"},
		{"stances.txt", "[at home]\n🐱\n", ":2: no stance or place is called “at home”"},
		{"stop.txt", "en the a\n", "stop.txt:1: expected a language's code"},
	};
	for (size_t i = 0; i < LENGTH(bad); i++) {
		char *data = data_with(bad[i].file, bad[i].text);
		struct err err = {0};
		struct lexicon *lexicon = lexicon_load(data, CLDR_DIR, NULL, &err);
		if (lexicon && lexicon_language(lexicon, "en", &err))
			fail_msg("taken: %s", bad[i].text);
		if (!strstr(err_text(&err), bad[i].error))
			fail_msg("want %s\nhave %s", bad[i].error, err_text(&err));
		assert_int_equal(err.kind, ERR_INVALID);
		lexicon_free(lexicon);
		err_clear(&err);
		check_folder_free(data);
	}
}

/* What the user says goes before what we say, and that before CLDR. */
static void own_words_go_first(void **state)
{
	char *data = data_with("en.txt", "[things]\n🐱\tcat, tom\n[nothing]\nhouse\n");
	char *own = check_folder();
	int dir = open(own, O_RDONLY | O_DIRECTORY);
	static const char rows[] = "[things]\n🐶\ttom\n🏠\thouse\n[nothing]\ncat\n";
	struct err err = {0};
	assert_fine(file_save(dir, "en.txt", rows, sizeof rows - 1, &err), &err);
	for (int with = 0; with < 2; with++) {
		struct lexicon *lexicon = lexicon_load(data, CLDR_DIR, with ? own : NULL, &err);
		char *stage =
			help_stage(lexicon, "{\"prompt\":\"the cat, tom, a dog, a house\"}", NULL);
		assert_string_equal(stage, with ? "🐶 🏠 | street day" : "🐱 | none day");
		free(stage);
		lexicon_free(lexicon);
	}
	close(dir);
	check_folder_free(own);
	check_folder_free(data);
}

static void annotations_are_optional_but_whole(void **state)
{
	char *data = data_with("en.txt", "[things]\n🐱\tcat\n");
	char *cldr = check_folder();
	int dir = open(cldr, O_RDONLY | O_DIRECTORY);
	static const char xml[] = "<ldml>\n<annotation cp=\"🐱\">\n</ldml>";
	struct err err = {0};
	struct lexicon *lexicon = lexicon_load(data, cldr, NULL, &err);
	char *stage = help_stage(lexicon, "{\"prompt\":\"the cat, a dog\"}", NULL);
	assert_string_equal(stage, "🐱 | none day");
	assert_fine(file_save(dir, "de.xml", xml, sizeof xml - 1, &err), &err);
	assert_null(lexicon_language(lexicon, "de", &err));
	if (!strstr(err_text(&err), "/de.xml:3: "))
		fail_msg("%s", err_text(&err));
	err_clear(&err);
	lexicon_free(lexicon);
	free(stage);
	close(dir);
	check_folder_free(cldr);
	check_folder_free(data);
}

/* What nobody would write, as long as a prompt may be. */
static void hostile_prompts_do_no_harm(void **state)
{
	static const char *const pieces[] = {
		"a crowd of ",
		"hundreds of thousands of ",
		"no ",
		"quickly ",
		"duck ",
		"“",
		"\"",
		"@",
		"@kitten:",
		"'s",
		"a'b",
		"\xff\xfe",
		"\xed\xa0\x80",
		"\x01\x1b[31m",
		"猫",
		"ー",
		"é\xcc\x81",
		"9",
		"-",
		"extreme close up ",
		"the rose ",
		"🐱",
		"แ",
		"\xe2\x80\x8b",
	};
	enum { LONG = 32000 };
	struct lexicon *lexicon = help_lexicon();
	char language[12];
	for (size_t i = 0; i < LENGTH(pieces) * LENGTH(pieces); i++) {
		const char *a = pieces[i / LENGTH(pieces)], *b = pieces[i % LENGTH(pieces)];
		struct buf prompt = {0};
		while (prompt.len < (a == b ? LONG : 400)) {
			buf_add_str(&prompt, a);
			buf_add_str(&prompt, b);
		}
		free(help_prompt(lexicon, buf_str(&prompt), language));
		buf_free(&prompt);
	}
	lexicon_free(lexicon);
}

/* The parts of a text, with a bar between. */
static char *split(const char *text)
{
	struct words words = {0};
	struct buf out = {0};
	words_split(text, &words);
	for (size_t i = 0; i < words.count; i++) {
		if (i > 0)
			buf_add_char(&out, words.list[i].clause ? '/' : '|');
		if (words.list[i].handle)
			buf_add_char(&out, '@');
		buf_add_str(&out, words.list[i].text);
	}
	words_clear(&words);
	return buf_take(&out);
}

static void texts_become_words(void **state)
{
	static const struct {
		const char *text, *words;
	} table[] = {
		{"The Kitten’s paw; l'homme d’ÉTÉ", "the|kitten|paw/l|homme|d|été"},
		{"don't push-in: a close-up!", "dont|push|in/a|close|up"},
		{"@Kitten:old-fireman and @rose's dog", "@kitten|and|@rose|dog"},
		{"e-mail to a@b", "e|mail|to|a|@b"},
		{"he says \"a cat\" or «un chien» or “x”.", "he|says/or/or"},
		{"a 12\" record", "a|12/record"},
		{"e\xcc\x81te\xcc\x81, naïve", "ete/naïve"},
		{"ネコと猫。消防車、2匹", "ネコ|と|猫/消|防|車/2|匹"},
		{"Straße ŒUF ΓΑΤΑ КОТ", "straße|œuf|γατα|кот"},
		{"a\xff"
		 "b \xe2\x82 c",
		 "a/b/c"},
		{"'s ' '' -", "s"},
		{"two\nlines\tone sentence", "two|lines|one|sentence"},
		{"", ""},
	};
	for (size_t i = 0; i < LENGTH(table); i++) {
		char *words = split(table[i].text);
		assert_string_equal(words, table[i].words);
		free(words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pictograms_can_be_drawn),
		cmocka_unit_test(bad_rows_are_named),
		cmocka_unit_test(own_words_go_first),
		cmocka_unit_test(annotations_are_optional_but_whole),
		cmocka_unit_test(hostile_prompts_do_no_harm),
		cmocka_unit_test(texts_become_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
