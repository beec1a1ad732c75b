/* SPDX-License-Identifier: MIT */
#include "core/scenes/setting.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

/* The field before the "=", or NULL. */
static const struct field *field_before(enum field_of of, const char *typed)
{
	char *name = xstrndup(typed, strcspn(typed, "="));
	const struct field *field = field_find(of, name);

	free(name);
	return field;
}

bool setting_may_change(const struct field *field)
{
	return field->kind != FIELD_SLUG && strcmp(field->name, "scenetty") != 0;
}

bool setting_is_one(enum field_of of, const char *typed)
{
	return strchr(typed, '=') && field_before(of, typed);
}

static int no_field(enum field_of of, const char *typed, struct err *err)
{
	static const char *const owners[] = {
		[OF_FILM] = "the film has",
		[OF_SCENE] = "scenes have",
		[OF_CAST] = "cast members have",
	};
	char *name = xstrndup(typed, strcspn(typed, "="));
	const char *near = field_near(of, name);

	if (near)
		err_set(err, ERR_USAGE, "%s no field “%s”; did you mean “%s”?", owners[of], name,
			near);
	else
		err_set(err, ERR_USAGE, "%s no field “%s”; “scenetty help fields” lists them",
			owners[of], name);
	free(name);
	return -1;
}

int setting_check_text(const char *what, const char *text, struct err *err)
{
	if (text_is_utf8(text, strlen(text)))
		return 0;
	return err_set(err, ERR_INVALID, "%s: the text is not UTF-8", what);
}

int setting_parse(enum field_of of, const char *typed, struct setting *out, struct err *err)
{
	const char *equals = strchr(typed, '=');
	struct err why = {0};

	*out = (struct setting){.field = field_before(of, typed)};
	if (!equals && out->field)
		return err_set(err, ERR_USAGE, "expected %s=VALUE, found “%s” alone", typed, typed);
	if (!equals)
		return err_set(err, ERR_USAGE, "expected FIELD=VALUE, found “%s”", typed);
	if (!out->field)
		return no_field(of, typed, err);
	if (!setting_may_change(out->field))
		return err_set(err, ERR_USAGE, "%s is not changed by hand", out->field->name);
	if (setting_check_text(out->field->name, equals + 1, err) < 0)
		return -1;
	out->value = field_parse(out->field, equals + 1, &why);
	return why.kind ? err_move(err, &why) : 0;
}
