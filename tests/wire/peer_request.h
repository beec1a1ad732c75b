/* SPDX-License-Identifier: MIT
 *
 * A request as the peer reads it.
 */
#ifndef PEER_REQUEST_H
#define PEER_REQUEST_H

#include <stdbool.h>

#include "util/json.h"

#define REQUEST_MAX (64u << 20)

struct request {
	char *method, *path, *body;
	size_t bytes;
	struct json *headers;
	long long from; /* of a range */
};

/* False at the end of the line. */
bool request_read(int fd, struct request *out);
/* NULL if it has none of that name. */
const char *request_header(const struct request *request, const char *name);

#endif
