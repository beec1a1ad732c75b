/* SPDX-License-Identifier: MIT
 *
 * A text as scenes.
 */
#include "tests/unit/check.h"

#include <string.h>

#include "core/scenes/script.h"
#include "util/buf.h"

/* Returns new: "group/title/text|" of each. */
static char *read_all(const char *text)
{
	struct script script = {0};
	struct buf out = {0};
	script_read(text, &script);
	buf_add_str(&out, "");
	for (size_t i = 0; i < script.count; i++) {
		const struct script_part *part = &script.parts[i];
		buf_addf(&out, "%s/%s/%s|", part->group ? part->group : "",
			 part->title ? part->title : "", part->text);
	}
	script_clear(&script);
	assert_int_equal(script.count, 0);
	return buf_take(&out);
}

static void test_script(void **state)
{
	static const struct {
		const char *text, *parts;
	} rows[] = {
		{"", ""},
		{" \n\t\n\r\n", ""},
		{"A man.", "//A man.|"},
		{"A man.\nA dog.\n", "//A man.|//A dog.|"},
		{"A man\nruns.\n\n\nA dog.\n", "//A man\nruns.|//A dog.|"},
		{"\n\nA man.\nA dog.\n\n", "//A man.|//A dog.|"},
		{"A man.  \r\n\r\n  A dog.", "//A man.|//A dog.|"},
		{"# Act one\nA man.\nA dog.\n## Act two\nA cat.",
		 "Act one//A man.|Act one//A dog.|Act two//A cat.|"},
		{"# One\n\nA man.\nA dog.", "One//A man.|One//A dog.|"},
		{"# One\nA man.\n#\nA dog.", "One//A man.|//A dog.|"},
		{"INT. BUS - NIGHT\n\nShe sits.\n\nHe drives.\n\nEXT. STREET\nRain.",
		 "/INT. BUS - NIGHT/INT. BUS - NIGHT\n\nShe sits.\n\nHe drives.|"
		 "/EXT. STREET/EXT. STREET\nRain.|"},
		{"12. INT. BUS\nShe.\n12A) ext. road\nHe.\n13 I/E CAR\n",
		 "/INT. BUS/12. INT. BUS\nShe.|/ext. road/12A) ext. road\nHe.|"
		 "/I/E CAR/13 I/E CAR|"},
		{"FADE IN:\n\nINT. BUS\nShe.", "/INT. BUS/FADE IN:\n\nINT. BUS\nShe.|"},
		{"FADE IN:\nA bell.\nINT. BUS\nShe.\nCUT TO:\n\nEXT. ROAD\n",
		 "//FADE IN:\nA bell.|/INT. BUS/INT. BUS\nShe.\nCUT TO:|/EXT. ROAD/EXT. ROAD|"},
		{"Title: The Bus\nAuthor:\n  Somebody\n\nINT. BUS\nShe.",
		 "/INT. BUS/INT. BUS\nShe.|"},
		{"title: The Bus\nINT. BUS\nShe.", "/INT. BUS/INT. BUS\nShe.|"},
		{"Title: The Bus", "//Title: The Bus|"},
		/* lists, also below a paragraph */
		{"1. A man.\n2) A dog.\n12.\tA cat.", "//A man.|//A dog.|//A cat.|"},
		{"- A man\n  runs.\n- A dog.\n\n- A cat.", "//A man\n  runs.|//A dog.|//A cat.|"},
		{"# One\n\nFour shots.\n\n* A man.\n* A dog.\n\n• A cat.\n",
		 "One//Four shots.|One//A man.|One//A dog.|One//A cat.|"},
		{"Shots:\n1. A man.\n2. A dog.", "//Shots:|//A man.|//A dog.|"},
		{"1917. A trench.\n-5 degrees.\n*** \n- ",
		 "//1917. A trench.|//-5 degrees.|//***|//-|"},
		/* words that only begin like one */
		{"International.\nExt cables.\nInterior",
		 "//International.|//Ext cables.|//Interior|"},
		{"1\n2.\n3)", "//1|//2.|//3)|"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *parts = read_all(rows[i].text);
		assert_string_equal(parts, rows[i].parts);
		free(parts);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_script),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
