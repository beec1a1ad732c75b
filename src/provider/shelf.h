/* SPDX-License-Identifier: MIT
 *
 * The providers there are: what is built in, the shipped files, and over them the
 * user's own ($XDG_CONFIG_HOME/scenetty/providers/NAME.json). A file is read when its
 * provider is first asked for; one that is bad disables that provider alone.
 */
#ifndef PROVIDER_SHELF_H
#define PROVIDER_SHELF_H

#include "provider/layers.h"
#include "provider/provider.h"

struct shelf;

struct shelf *shelf_new(void);
/* The shipped ones alone. */
struct shelf *shelf_shipped(void);
/* From these folders; NULL: none. */
struct shelf *shelf_of(const char *shipped, const char *own);
void shelf_free(struct shelf *shelf);
/* Borrowed from the shelf. NULL and an error that says what is wrong with its file, or
 * names those there are. */
const struct provider *shelf_find(struct shelf *shelf, const char *name, struct err *err);
/* What a service answered to its "catalog": kept on the disk, and laid under its
 * models. What was borrowed of the provider stays. */
int shelf_take_catalog(struct shelf *shelf, const char *name, const struct json *reply,
		       struct err *err);
/* The files it is made of, as layers_load says; also of a bad one. */
int shelf_layers(const struct shelf *shelf, const char *name, struct layers *out, struct err *err);
/* Returns new: all names, in order, NULL-ended, each new; also of bad files. */
char **shelf_names(const struct shelf *shelf);
void shelf_names_free(char **names);

#endif
