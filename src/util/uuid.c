/* SPDX-License-Identifier: MIT */
#include "util/uuid.h"

#include <stdint.h>
#include <stdio.h>
#include <sys/random.h>

#include "util/mem.h"

void uuid_text(char out[UUID_SIZE])
{
	uint8_t b[16];

	if (getrandom(b, sizeof b, 0) != sizeof b)
		BUG("no random bytes");
	b[6] = (b[6] & 0x0f) | 0x40;
	b[8] = (b[8] & 0x3f) | 0x80;
	snprintf(out, UUID_SIZE,
		 "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
		 b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
		 b[15]);
}
