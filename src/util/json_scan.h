/* SPDX-License-Identifier: MIT
 *
 * A strict reading of JSON text that builds nothing: it refuses what cJSON would
 * let through, with the line, and finds the line of a value.
 */
#ifndef UTIL_JSON_SCAN_H
#define UTIL_JSON_SCAN_H

#include <stddef.h>

#include "util/err.h"

int json_scan(const char *text, size_t bytes, int values_max, const char *name, struct err *err);

#endif
