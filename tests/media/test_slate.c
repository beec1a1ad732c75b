/* SPDX-License-Identifier: MIT
 *
 * What is written below the picture, and what is drawn of type at all.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "media/draw/slate.h"
#include "media/draw/sprite.h"
#include "media/draw/type.h"
#include "stages.h"
#include "util/mem.h"

static void text_is_made_fit_to_set(void **state)
{
	char *text = type_text("  A\ttale\n\n of \x1b[31m two ");
	assert_string_equal(text, "A tale of [31m two");
	free(text);
	assert_null(type_text(" \n\t "));
	assert_null(type_text(NULL));
	text = type_text("👩‍🚒 \xe2\x80\xae"
			 "abc"); /* a joiner stays, an override goes */
	assert_string_equal(text, "👩‍🚒 abc");
	free(text);
}

static void what_fonts_lack_is_named(void **state)
{
	struct sprite sprite = {0};
	struct err err = {0};
	assert_int_equal(sprite_load(&sprite, "\xf3\xb0\x80\x80", rgb_hex(0), &err), -1);
	assert_int_equal(err.kind, ERR_MEDIA);
	assert_non_null(strstr(err_text(&err), "(U+F0000)"));
	assert_non_null(strstr(err_text(&err), "install fonts-"));
	err_clear(&err);
	assert_int_equal(sprite_load(&sprite, "K", rgb_hex(0x2f7fb8), &err), 0);
	sprite_clear(&sprite);
	assert_int_equal(sprite_load(&sprite, "", rgb_hex(0), &err), -1);
	err_clear(&err);
}

/* Pixels of the speaker's colour in the slate of the dialogue, in `*left` those of
 * the left half. */
static int golden_pixels(const char *dialogue, int *left)
{
	struct stage stage = stage_made("a🐱");
	struct slate *slate = NULL;
	struct err err = {0};
	int count = 0;
	stage.dialogue = xstrdup(dialogue);
	if (slate_new(&stage, 640, 360, &slate, &err) < 0)
		fail_msg("%s", err_text(&err));
	cairo_surface_t *surface = slate_draw(slate);
	const unsigned char *data = cairo_image_surface_get_data(surface);
	*left = 0;
	for (int y = 0; y < cairo_image_surface_get_height(surface); y++)
		for (int x = 0; x < 640; x++) {
			const unsigned char *at =
				data + y * cairo_image_surface_get_stride(surface) + 4 * x;
			bool golden = at[2] > 150 && at[2] - at[0] > 60;
			count += golden;
			*left += golden && x < 320;
		}
	cairo_surface_destroy(surface);
	slate_free(slate);
	stage_clear(&stage);
	return count;
}

static void who_speaks_is_marked(void **state)
{
	int left;
	assert_true(golden_pixels("Captain: again, and once more: again!", &left) > 50);
	assert_int_equal(golden_pixels("Captain: again, and once more: again!", &left), left);
	assert_true(golden_pixels("La fillette : Tu as eu peur ?", &left) > 50);
	assert_int_equal(golden_pixels("Again!", &left), 0);
	assert_int_equal(golden_pixels("At 10:30 then.", &left), 0);
	assert_int_equal(golden_pixels("Nobody who was ever born was brave: not one", &left), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_made_fit_to_set),
		cmocka_unit_test(what_fonts_lack_is_named),
		cmocka_unit_test(who_speaks_is_marked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
