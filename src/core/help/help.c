/* SPDX-License-Identifier: MIT */
#include "core/help/help.h"

#include "util/buf.h"

char *help_field(const struct field *field)
{
	struct buf out = {0};

	buf_add_str(&out, field->help);
	for (size_t i = 0; field->choices && field->choices[i]; i++)
		buf_addf(&out, "%s%s", i ? ", " : "; one of ", field->choices[i]);
	if (field->choices && field->open)
		buf_add_str(&out, ", or any text");
	return buf_take(&out);
}
