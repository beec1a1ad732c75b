/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "provider/provider.h"

static void every_row_is_whole_and_found(void **state)
{
	size_t count;
	const struct provider *all = providers(&count);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		assert_true(strlen(all[i].help) > 10);
		assert_ptr_equal(provider_find(all[i].name, NULL), &all[i]);
	}
}

static void the_animatic_is_free_and_drawn(void **state)
{
	const struct provider *animatic = provider_find("animatic", NULL);
	assert_non_null(animatic);
	assert_true(animatic->free && animatic->drawn);
}

static void an_unknown_one_is_named(void **state)
{
	struct err err = {0};
	assert_null(provider_find("sora", &err));
	assert_int_equal(err.kind, ERR_INVALID);
	assert_string_equal(err_text(&err), "no provider “sora”; known here: animatic");
	err_clear(&err);
}

static void a_name_is_cleaned(void **state)
{
	struct err err = {0};
	assert_null(provider_find("\033]0;x\a", &err));
	assert_null(strchr(err_text(&err), '\033'));
	err_clear(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_whole_and_found),
		cmocka_unit_test(the_animatic_is_free_and_drawn),
		cmocka_unit_test(an_unknown_one_is_named),
		cmocka_unit_test(a_name_is_cleaned),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
