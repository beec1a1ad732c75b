/* SPDX-License-Identifier: MIT
 *
 * What a model can do and costs, in a few words, from its row in a provider's file. What
 * the file does not say is left out: it is not known.
 */
#ifndef CORE_TELL_MODEL_WORDS_H
#define CORE_TELL_MODEL_WORDS_H

#include "util/json.h"

/* All return new. "4, 6 or 8 s"; "1 to 15 s"; "6 or 10 s, 1080p: 6 s"; "" */
char *model_seconds(const struct json *caps);
/* "720p, 1080p; 16:9, 9:16"; or its sizes */
char *model_pictures(const struct json *caps);
/* "start, end, seed, 3 references"; "start (needed), seed" */
char *model_takes(const struct json *caps);
/* "0.40 USD/s", "0.40–0.60 USD/s", "0.15–3.60 USD a clip", "free", "" (not known);
 * the date apart: model_price_date */
char *model_price(const struct json *caps);
const char *model_price_date(const struct json *caps);
/* All of it on one line: "4, 6 or 8 s · 0.40 USD/s · start, seed · sound". */
char *model_words(const struct json *caps);

#endif
