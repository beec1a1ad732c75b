/* SPDX-License-Identifier: MIT */
#include "provider/provider.h"

#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

#define NAME_SHOWN 40 /* code points of a name that is none */

static const struct provider table[] = {
	{"animatic", "draws a moving storyboard panel on this machine, without a model or network",
	 .free = true, .drawn = true},
};

const struct provider *providers(size_t *count)
{
	*count = LENGTH(table);
	return table;
}

static int unknown(const char *name, struct err *err)
{
	struct buf known = {0};
	char *shown = text_clean(name, false, NAME_SHOWN);
	for (size_t i = 0; i < LENGTH(table); i++) {
		buf_add_str(&known, i ? ", " : "");
		buf_add_str(&known, table[i].name);
	}
	err_set(err, ERR_INVALID, "no provider “%s”; known here: %s", shown, buf_str(&known));
	free(shown);
	buf_free(&known);
	return -1;
}

const struct provider *provider_find(const char *name, struct err *err)
{
	for (size_t i = 0; i < LENGTH(table); i++)
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	unknown(name, err);
	return NULL;
}
