/* SPDX-License-Identifier: MIT */
#include "provider/provider.h"

#include "util/mem.h"

static const struct provider table[] = {
	{.name = "animatic",
	 .help = "draws a moving storyboard panel on this machine, without a model or network",
	 .free = true,
	 .drawn = true},
};

const struct provider *providers_built_in(size_t *count)
{
	*count = LENGTH(table);
	return table;
}
