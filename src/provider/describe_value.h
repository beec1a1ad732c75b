/* SPDX-License-Identifier: MIT
 *
 * What a single value of a provider's file may be.
 */
#ifndef PROVIDER_DESCRIBE_VALUE_H
#define PROVIDER_DESCRIBE_VALUE_H

#include <stdbool.h>

#include "provider/describe_rules.h"
#include "util/json.h"

/* Where the value, or one of its list, is not what its kind wants: that, borrowed, and
 * what was expected ("a text"). NULL where it fits, as far as it can be told from the
 * value alone. */
const struct json *value_misfit(enum rule_kind kind, const struct json *value, const char **what);
/* "1280x720", "16:9" */
bool shape_is_sound(const char *text, char between);

#endif
