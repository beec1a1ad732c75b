/* SPDX-License-Identifier: MIT
 *
 * Workflows: what is sent is a graph of the user's, exported from a node editor as JSON,
 * into which they have written places by hand: "{{prompt}}", "{{seed}}". A description
 * says under "graph" which places there are and what stands in them; other braces stay
 * what they are. A graph becomes a template, and takes the place of "{workflow}" in the
 * request that creates a job.
 *
 * What the graph has no place for its model can't do: without "{{start}}" it takes no
 * start frame, with it it needs one.
 */
#ifndef PROVIDER_WORKFLOW_H
#define PROVIDER_WORKFLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "provider/layers.h"
#include "util/err.h"
#include "util/json.h"

/* Reads a graph; errors say `name` and the line. `graph` is the description's. Returns new:
 * {"graph": a template, "can": what may be said of a model}. */
struct json *workflow_parse(const char *text, size_t bytes, const char *name,
			    const struct json *graph, struct err *err);
/* Puts all graphs that the description names into it, from these folders, the first that
 * has the file. The pointer `at` (empty before) says which member names one that won't
 * do. */
int workflow_load(struct json *description, char *const folders[FOLDERS], struct buf *at,
		  struct err *err);
/* Whether none of its models could have a graph, though they need one. */
bool workflow_is_missing(const struct json *description);
/* Lays the one that `can`, which a model can, or the description names into its requests.
 * `can` learns what the graph tells of itself. */
void workflow_lay(struct json *wire, struct json *can);
/* Refuses a recipe where a graph is needed and there is none, or what no graph has a
 * place for. */
int workflow_check(const struct json *wire, const struct json *recipe, const char *provider,
		   struct err *err);
/* A place in a text has nothing to go with it: what the scene does not say is empty. */
void workflow_fill(const struct json *wire, struct json *values);

#endif
