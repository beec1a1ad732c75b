/* SPDX-License-Identifier: MIT
 *
 * providers: who makes clips.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/session/catalogs.h"
#include "core/session/server_test.h"
#include "core/session/session.h"
#include "core/tell/provider_page.h"
#include "core/tell/table.h"
#include "util/mem.h"

static enum style style_of(enum setup_state state)
{
	switch (state) {
	case SETUP_BUILT_IN:
	case SETUP_READY:
		return STYLE_GOOD;
	case SETUP_LACKING:
		return STYLE_DIM;
	case SETUP_GONE:
	case SETUP_BAD:
		break;
	}
	return STYLE_BAD;
}

static void add_row(struct table *table, struct shelf *shelf, const char *name,
		    const struct setup *setup)
{
	const struct provider *provider = shelf_find(shelf, name, NULL);
	bool told = setup->state == SETUP_BAD || setup->state == SETUP_GONE;
	char *file;
	const char *from = provider_origin(shelf, name, &file);

	table_add(table, STYLE_STRONG, "%s", name);
	table_add(table, style_of(setup->state), "%s",
		  told ? setup_word(setup->state) : setup->text);
	table_add(table, STYLE_DIM, "%s",
		  setup->state == SETUP_BUILT_IN ? "" : from);
	table_add(table, STYLE_PLAIN, "%s", told ? "" : provider->help);
	table_note(table, STYLE_BAD, told ? setup->text : NULL);
	free(file);
}

static void list(struct call *call)
{
	static const struct column columns[] = {
		{.heading = "provider"},
		{.heading = "has", .flexible = true},
		{.heading = "file"},
		{.heading = "what it is", .flexible = true},
	};
	struct table table = {.columns = columns, .column_count = LENGTH(columns)};
	struct shelf *shelf = session_shelf(call->session);
	struct json *array = json_new_array();
	struct setup *setups;
	char **names = setup_names(shelf, &setups);

	for (size_t i = 0; names[i]; i++)
		if (call->out->wants_json)
			json_push(array, provider_json(shelf, names[i], &setups[i], false));
		else
			add_row(&table, shelf, names[i], &setups[i]);
	if (call->out->wants_json) {
		struct json *answer = json_new_object();

		json_set(answer, "providers", array);
		out_json(call->out, answer);
	} else {
		table_write(&table, call->out);
		json_free(array);
	}
	table_free(&table);
	setup_names_free(names, setups);
}

static int tell_one(struct call *call, struct err *err)
{
	struct shelf *shelf = session_shelf(call->session);
	const char *name = call_arg(call, 0);
	struct setup setup = setup_of(shelf, name);
	struct json *answer, *array;

	if (call->out->wants_json) {
		answer = json_new_object();
		array = json_new_array();
		json_push(array, provider_json(shelf, name, &setup, true));
		json_set(answer, "providers", array);
		out_json(call->out, answer);
	} else {
		provider_page(call->out, shelf, name, &setup);
	}
	free(setup.text);
	return 0;
}

/* One whose file is bad is told, too; one that is not there is an error. */
static int one(struct call *call, const char *name, struct err *err)
{
	struct shelf *shelf = session_shelf(call->session);
	struct layers layers;
	bool there = shelf_find(shelf, name, err) != NULL;

	if (!there) {
		shelf_layers(shelf, name, &layers, NULL);
		there = layers.count > 0;
		layers_clear(&layers);
		if (!there)
			return -1;
		err_clear(err);
	}
	if (call_option(call, "test"))
		return server_test(call, name, err);
	return catalogs_first(call, (const char *const[]){name, NULL},
			      call_option(call, "refresh"), tell_one)
		       ? 0
		       : tell_one(call, err);
}

int command_providers(struct call *call, struct err *err)
{
	const char *name = call_arg(call, 0);

	if (name)
		return one(call, name, err);
	if (call_option(call, "test"))
		return server_test(call, NULL, err);
	if (call_option(call, "refresh"))
		return err_set(err, ERR_USAGE, "name the provider whose list is to be fetched");
	list(call);
	return 0;
}
